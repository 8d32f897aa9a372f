import { advisories } from './advisories.ts';
import { announcements } from './announcements.ts';
import { certificates } from './certificates.ts';
import { closing } from './closing.ts';
import { home } from './home.ts';
import { issuing } from './issuing.ts';
import { keyboard } from './keyboard.ts';
import { licenses } from './licenses.ts';
import { list } from './list.ts';
import { mail } from './mail.ts';
import { organizations } from './organizations.ts';
import { people } from './people.ts';
import { purchases } from './purchases.ts';
import { terms } from './terms.ts';
import { transfers } from './transfers.ts';
import { users } from './users.ts';
import { viewing } from './viewing.ts';

/** The words of the pages behind the log-in alone. */
export const portalWords = {
  advisories,
  announcements,
  certificates,
  closing,
  home,
  issuing,
  keyboard,
  licenses,
  list,
  mail,
  organizations,
  people,
  purchases,
  terms,
  transfers,
  users,
  viewing,
} as const;
