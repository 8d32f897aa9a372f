import type { MantineColorsTuple } from '@mantine/core';

/** Which of the ten shades the chosen colour itself is: buttons and links of the light theme have it. */
const ITSELF = 7;
const STEPS = 16;

type Rgb = readonly [red: number, green: number, blue: number];

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];

/**
 * Ten shades of `accent`, `#rrggbb`. Each of the lighter ones is at least as light as that of `model` in its place, which the dark
 * theme was made readable with; the two darker ones stand under the pointer.
 */
export function shadesOf(accent: string, model: MantineColorsTuple): MantineColorsTuple {
  const color = rgbOf(accent);
  return model.map((shade, index) => {
    if (index === ITSELF) return accent;
    if (index > ITSELF) return hexOf(mix(color, BLACK, (index - ITSELF) * 0.14));
    return hexOf(lightened(color, luminance(rgbOf(shade))));
  }) as unknown as MantineColorsTuple;
}

/** With as little white as makes it as light as that. */
function lightened(color: Rgb, wanted: number): Rgb {
  let [less, more] = [0, 1];
  for (let step = 0; step < STEPS; step++) {
    const middle = (less + more) / 2;
    if (luminance(mix(color, WHITE, middle)) < wanted) less = middle;
    else more = middle;
  }
  return mix(color, WHITE, more);
}

function mix(color: Rgb, other: Rgb, part: number): Rgb {
  return color.map((value, index) => value + ((other[index] ?? 0) - value) * part) as unknown as Rgb;
}

function rgbOf(hex: string): Rgb {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
}

/** Rounded up: not a shade darker than asked for. */
function hexOf(color: Rgb): string {
  return `#${color.map((value) => Math.min(255, Math.ceil(value)).toString(16).padStart(2, '0')).join('')}`;
}

/** Relative luminance as WCAG 2.2 defines it, of sRGB. */
function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
