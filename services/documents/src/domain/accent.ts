import { createHash } from 'node:crypto';

/** Colours that read well on paper and stand apart from each other. */
const ACCENTS = ['#2456c7', '#0b7a5b', '#8a3ffc', '#b3261e', '#9a5b00', '#00697a', '#a3195b', '#3d5a1e', '#4a4fb5', '#6b4226'] as const;

/** The colour of a product that nobody chose one for: always the same for the same slug. */
export function accentOf(slug: string): string {
  const first = createHash('sha256').update(slug).digest().readUInt32BE();
  return ACCENTS[first % ACCENTS.length] ?? ACCENTS[0];
}
