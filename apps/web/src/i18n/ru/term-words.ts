import { csv } from './csv.ts';
import { issuing } from './issuing.ts';
import { licenseList } from './license-list.ts';
import { terms } from './terms.ts';

/** Слова о том, что сотрудники делают с лицензиями и сертификатами. */
export const termWords = { csv, issuing, license_list: licenseList, terms } as const;
