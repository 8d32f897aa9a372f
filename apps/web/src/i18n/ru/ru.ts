import { common } from './common.ts';
import { failures } from './failures.ts';
import { forms } from './forms.ts';
import { home } from './home.ts';
import { licenses } from './licenses.ts';
import { list } from './list.ts';
import { session } from './session.ts';
import { shell } from './shell.ts';

export const ru = { common, failures, forms, home, licenses, list, session, shell } as const;
