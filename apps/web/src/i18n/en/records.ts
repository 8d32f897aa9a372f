import { audit } from './audit.ts';
import { system } from './system.ts';

/** The words of the audit log and of the system's state: what they tell of is much, and few read it. */
export const recordWords = { audit, system } as const;
