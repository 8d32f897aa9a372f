import { certificates } from './certificates.ts';
import { home } from './home.ts';
import { keyboard } from './keyboard.ts';
import { licenses } from './licenses.ts';
import { list } from './list.ts';
import { organizations } from './organizations.ts';
import { severities } from './severities.ts';
import { transfers } from './transfers.ts';
import { viewing } from './viewing.ts';

/** The words of the pages behind the log-in alone. */
export const portalWords = {
  certificates,
  home,
  keyboard,
  licenses,
  list,
  organizations,
  severities,
  transfers,
  viewing,
} as const;
