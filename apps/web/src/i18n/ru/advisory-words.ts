import { advisories } from './advisories.ts';

/** The words of security advisories. */
export const advisoryWords = { advisories } as const;
