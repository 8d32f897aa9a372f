import { csv } from './csv.ts';
import { issuing } from './issuing.ts';
import { licenseList } from './license-list.ts';
import { terms } from './terms.ts';

/** The words of what staff do with licences and certificates. */
export const termWords = { csv, issuing, license_list: licenseList, terms } as const;
