const DIGITS = 7;
const SPACE = 10 ** DIGITS;
// Coprime to 10, so that multiplying modulo 10^7 is a permutation; near the golden section, so that neighbours lie far apart.
const STRIDE = 6_180_339n;
const OFFSET = 2_718_281n;

/**
 * The number of the `sequence`-th request: `R-2026-1234567`. Different for different sequences below 10^7 and without visible order,
 * so that a customer cannot count what others asked.
 */
export function numberOf(year: string, sequence: number): string {
  const permuted = (BigInt(sequence) * STRIDE + OFFSET) % BigInt(SPACE);
  return `R-${year}-${sequence < SPACE ? String(permuted).padStart(DIGITS, '0') : String(sequence)}`;
}
