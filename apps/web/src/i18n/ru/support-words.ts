import { support } from './support.ts';

/** The words of support requests. */
export const supportWords = { support } as const;
