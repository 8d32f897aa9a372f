/** The ratio from which letters of ordinary size count as readable (WCAG 2.2, 1.4.3). */
export const READABLE = 4.5;
/** How much of the accent a chosen entry has behind it, at most. */
const TINT = 0.12;

type Rgb = readonly [red: number, green: number, blue: number];

const WHITE: Rgb = [255, 255, 255];

/**
 * How well the accent is read where it is hardest: as letters on a tint of itself. White letters on the accent are read better.
 * `accent` is `#rrggbb`; the answer is a contrast ratio of WCAG 2.2, from 1 to 21, rounded down to tenths.
 */
export function accentContrast(accent: string): number {
  const color = rgbOf(accent);
  const tint = WHITE.map((white, index) => white + ((color[index] ?? 0) - white) * TINT) as unknown as Rgb;
  return Math.floor(ratio(luminance(tint), luminance(color)) * 10) / 10;
}

function rgbOf(accent: string): Rgb {
  return [1, 3, 5].map((at) => Number.parseInt(accent.slice(at, at + 2), 16)) as unknown as Rgb;
}

function ratio(lighter: number, darker: number): number {
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance as WCAG 2.2 defines it, of sRGB. */
function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
