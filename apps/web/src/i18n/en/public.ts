import { clients } from './clients.ts';
import { common } from './common.ts';
import { failures } from './failures.ts';
import { forms } from './forms.ts';
import { joining } from './joining.ts';
import { notifications } from './notifications.ts';
import { profile } from './profile.ts';
import { security } from './security.ts';
import { session } from './session.ts';
import { shell } from './shell.ts';

/** The words that pages before the log-in need; those behind it have them too. */
export const publicWords = {
  clients,
  common,
  failures,
  forms,
  joining,
  notifications,
  profile,
  security,
  session,
  shell,
} as const;
