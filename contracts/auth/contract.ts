import { defineContract } from '@kabinet/contract';
import { authEvents } from './events.ts';
import { accountOperations } from './operations/account.ts';
import { downloadLinkOperations } from './operations/download-links.ts';
import { internalOperations } from './operations/internal.ts';
import { joiningOperations } from './operations/joining.ts';
import { peopleOperations } from './operations/people.ts';
import { secondFactorOperations } from './operations/second-factor.ts';
import { signInOperations } from './operations/sign-in.ts';
import { tokenOperations } from './operations/tokens.ts';
import { userOperations } from './operations/users.ts';
import { authFields, authProblems } from './problems.ts';

export const authContract = defineContract('auth', {
  operations: {
    ...signInOperations,
    ...accountOperations,
    ...secondFactorOperations,
    ...peopleOperations,
    ...joiningOperations,
    ...userOperations,
    ...tokenOperations,
    ...downloadLinkOperations,
    ...internalOperations,
  },
  events: authEvents,
  problems: authProblems,
  fields: authFields,
});
