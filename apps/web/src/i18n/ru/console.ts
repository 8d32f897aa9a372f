import { announcements } from './announcements.ts';
import { mail } from './mail.ts';
import { purchases } from './purchases.ts';
import { renewals } from './renewals.ts';
import { users } from './users.ts';

/** Слова страниц, которые видят только сотрудники. */
export const consoleWords = { announcements, mail, purchases, renewals, users } as const;
