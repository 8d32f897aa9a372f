import type { TermKind } from './term.ts';

const DIGITS = 9;
const SPACE = 10 ** DIGITS;
// Coprime to 10, so that multiplying modulo 10^9 is a permutation; near the golden section, so that neighbours lie far apart.
const STRIDE = 618_033_989n;
const OFFSET = 271_828_183n;

const LETTERS: Readonly<Record<TermKind, string>> = { license: 'L', certificate: 'C' };

/**
 * The number of the `sequence`-th licence or certificate: `L-2026-123456789`. Different for different sequences below 10^9
 * and without visible order, so that a customer cannot count what others bought.
 */
export function numberOf(kind: TermKind, year: string, sequence: number): string {
  const permuted = (BigInt(sequence) * STRIDE + OFFSET) % BigInt(SPACE);
  const digits = sequence < SPACE ? String(permuted).padStart(DIGITS, '0') : String(sequence);
  return `${LETTERS[kind]}-${year}-${digits}`;
}
