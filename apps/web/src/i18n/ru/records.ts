import { audit } from './audit.ts';

/** The words of the audit log: what it tells of is much, and few read it. */
export const recordWords = { audit } as const;
