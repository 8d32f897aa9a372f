import { accent as builtIn } from '../theme.ts';
import { shadesOf } from './shades.ts';

const sheet = new CSSStyleSheet();

/** Has the whole page use the accent, or the built-in one for null. A constructed sheet is no inline style: the policy allows it. */
export function styleIn(accent: string | null): void {
  sheet.replaceSync(accent === null ? '' : variablesOf(accent));
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
}

/** The variables of Mantine's theme that are colours made of the accent; all others refer to these. */
function variablesOf(accent: string): string {
  const shades = shadesOf(accent, builtIn).map((shade, index) => `--mantine-color-accent-${index}: ${shade};`);
  return `:root { ${shades.join(' ')} }
    :root[data-mantine-color-scheme='dark'] {
      --mantine-color-accent-light: color-mix(in srgb, var(--mantine-color-accent-9) 50%, #000);
      --mantine-color-accent-light-hover: color-mix(in srgb, var(--mantine-color-accent-9) 70%, #000);
      --mantine-color-accent-outline-hover: color-mix(in srgb, var(--mantine-color-accent-3) 5%, transparent);
    }
    :root[data-mantine-color-scheme='light'] {
      --mantine-color-accent-outline-hover: color-mix(in srgb, var(--mantine-color-accent-7) 5%, transparent);
    }`;
}
