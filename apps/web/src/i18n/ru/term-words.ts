import { terms } from './terms.ts';

/** Слова о том, что сотрудники делают с лицензиями и сертификатами. */
export const termWords = { terms } as const;
