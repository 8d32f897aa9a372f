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
import { products } from './products.ts';
import { purchases } from './purchases.ts';
import { support } from './support.ts';
import { templates } from './templates.ts';
import { terms } from './terms.ts';
import { transfers } from './transfers.ts';
import { users } from './users.ts';
import { viewing } from './viewing.ts';
import { webhooks } from './webhooks.ts';

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
  products,
  purchases,
  support,
  templates,
  terms,
  transfers,
  users,
  viewing,
  webhooks,
} as const;
