import { advisories } from './advisories.ts';
import { announcements } from './announcements.ts';
import { audit } from './audit.ts';
import { certificates } from './certificates.ts';
import { clients } from './clients.ts';
import { closing } from './closing.ts';
import { common } from './common.ts';
import { failures } from './failures.ts';
import { forms } from './forms.ts';
import { home } from './home.ts';
import { issuing } from './issuing.ts';
import { joining } from './joining.ts';
import { keyboard } from './keyboard.ts';
import { licenses } from './licenses.ts';
import { list } from './list.ts';
import { mail } from './mail.ts';
import { notifications } from './notifications.ts';
import { organizations } from './organizations.ts';
import { people } from './people.ts';
import { products } from './products.ts';
import { profile } from './profile.ts';
import { purchases } from './purchases.ts';
import { security } from './security.ts';
import { session } from './session.ts';
import { shell } from './shell.ts';
import { terms } from './terms.ts';
import { templates } from './templates.ts';
import { transfers } from './transfers.ts';
import { users } from './users.ts';
import { viewing } from './viewing.ts';

export const en = {
  advisories,
  announcements,
  audit,
  certificates,
  clients,
  closing,
  common,
  failures,
  forms,
  home,
  issuing,
  joining,
  keyboard,
  licenses,
  list,
  mail,
  notifications,
  organizations,
  people,
  products,
  profile,
  purchases,
  security,
  session,
  shell,
  templates,
  terms,
  transfers,
  users,
  viewing,
} as const;
