import { issuing } from './issuing.ts';
import { terms } from './terms.ts';

/** Слова о том, что сотрудники делают с лицензиями и сертификатами. */
export const termWords = { issuing, terms } as const;
