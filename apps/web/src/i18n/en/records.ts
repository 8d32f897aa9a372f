import { audit } from './audit.ts';
import { settings } from './settings.ts';
import { system } from './system.ts';

/** The words of the audit log, the settings and the system's state: what they tell of is much, and few read it. */
export const recordWords = { audit, settings, system } as const;
