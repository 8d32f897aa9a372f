import { artifactEvents } from '@kabinet/contracts/artifacts/events';
import { authEvents } from '@kabinet/contracts/auth/events';
import { documentEvents } from '@kabinet/contracts/documents/events';
import { issueEvents } from '@kabinet/contracts/issues/events';
import { articleEvents } from '@kabinet/contracts/knowledge/events';
import { licenseEvents } from '@kabinet/contracts/licenses/events';
import { notificationEvents } from '@kabinet/contracts/notifications/events';
import { productEvents, releaseEvents } from '@kabinet/contracts/products/events';
import { closingEvents, organizationEvents } from '@kabinet/contracts/organizations/events';
import { subjectOf } from '@kabinet/contract/events';
import { expect, test } from 'vitest';
import { AUDIT_ACTIONS } from './audit-actions.ts';

test('every event of the contracts is an action that can be chosen, and is put into words', () => {
  const events = [
    artifactEvents,
    authEvents,
    documentEvents,
    issueEvents,
    articleEvents,
    licenseEvents,
    notificationEvents,
    organizationEvents,
    closingEvents,
    productEvents,
    releaseEvents,
  ];
  const known = events.flatMap((catalogue) => Object.values(catalogue).map((event) => subjectOf(event)));
  expect([...AUDIT_ACTIONS].toSorted()).toEqual(known.toSorted());
});
