import { announcements } from './announcements.ts';
import { mail } from './mail.ts';
import { purchases } from './purchases.ts';
import { users } from './users.ts';

/** The words of what staff alone see. */
export const consoleWords = { announcements, mail, purchases, users } as const;
