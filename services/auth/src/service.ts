import { authContract } from '@kabinet/contracts/auth';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { closingQuestions, organizationEvents, organizationTreeEvents } from '@kabinet/contracts/organizations/events';
import { defineService, followOrganizations, on } from '@kabinet/service';
import { closing } from './actions/clear-organization.ts';
import { forgetWhatIsOver } from './actions/forget-old.ts';
import { inviteFounder } from './actions/invite-user.ts';
import { startJoinRequest } from './actions/request-to-join.ts';
import { startPasswordReset } from './actions/reset-password.ts';
import { rotateSigningKeys } from './actions/rotate-signing-keys.ts';
import { AuthConfig, type AuthState } from './context.ts';
import { createPasswordHasher } from './credentials/password-hasher.ts';
import { createKeyRing } from './key-ring.ts';
import { implementation } from './routes.ts';
import { scheduleFounder } from './subscriptions.ts';

export const auth = defineService({
  name: 'auth',
  contract: authContract,
  peers: { organizations: organizationsContract },
  implementation,
  subscriptions: [
    ...followOrganizations(organizationTreeEvents),
    on(organizationEvents.organization_created, scheduleFounder),
    ...closingQuestions.map((type) => on(type, closing.hear)),
  ],
  migrations: new URL('../migrations/', import.meta.url),
  config: AuthConfig,
  jobs: {
    invite_founder: { run: inviteFounder },
    start_join_request: { run: startJoinRequest },
    clear_organization: { run: closing.run },
    start_password_reset: { run: startPasswordReset },
    rotate_signing_keys: { schedule: '23 * * * *', run: rotateSigningKeys },
    forget_what_is_over: { schedule: '41 3 * * *', run: forgetWhatIsOver },
  },
  open: async (): Promise<AuthState> => ({ passwords: await createPasswordHasher(), keys: createKeyRing() }),
});
