import { authEvents } from '@kabinet/contracts/auth/events';
import { issueEvents } from '@kabinet/contracts/issues/events';
import { licenseEvents } from '@kabinet/contracts/licenses/events';
import { on, type Subscription } from '@kabinet/service';
import { answerOf } from './actions/take-answer.ts';

/** What other services tell of their part when an organization is closed. */
export const subscriptions: readonly Subscription[] = [
  on(licenseEvents.organization_cleared, answerOf('licenses')),
  on(licenseEvents.organization_not_cleared, answerOf('licenses')),
  on(issueEvents.organization_cleared, answerOf('issues')),
  on(issueEvents.organization_not_cleared, answerOf('issues')),
  on(authEvents.organization_cleared, answerOf('auth')),
  on(authEvents.organization_not_cleared, answerOf('auth')),
];
