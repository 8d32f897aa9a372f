import { issuing } from './issuing.ts';
import { terms } from './terms.ts';

/** The words of what staff do with licences and certificates. */
export const termWords = { issuing, terms } as const;
