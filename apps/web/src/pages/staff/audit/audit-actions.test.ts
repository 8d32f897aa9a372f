import { artifactEvents } from '@kabinet/contracts/artifacts/events';
import { authEvents } from '@kabinet/contracts/auth/events';
import { documentEvents } from '@kabinet/contracts/documents/events';
import { issueEvents } from '@kabinet/contracts/issues/events';
import { articleEvents } from '@kabinet/contracts/knowledge/events';
import { licenseEvents } from '@kabinet/contracts/licenses/events';
import { notificationEvents } from '@kabinet/contracts/notifications/events';
import { productEvents, releaseEvents } from '@kabinet/contracts/products/events';
import { closingEvents, organizationEvents, vendorEvents } from '@kabinet/contracts/organizations/events';
import { subjectOf } from '@kabinet/contract/events';
import { deadLetterEvents } from '@kabinet/contract/system';
import { expect, test } from 'vitest';
import { AUDIT_ACTIONS } from './audit-actions.ts';

/** All of them, be there other events of theirs or not. */
const SERVICES = [
  'artifacts',
  'audit',
  'auth',
  'documents',
  'issues',
  'knowledge',
  'licenses',
  'notifications',
  'organizations',
  'products',
  'reports',
];

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
    vendorEvents,
    productEvents,
    releaseEvents,
    ...SERVICES.map(deadLetterEvents),
  ];
  const known = events.flatMap((catalogue) => Object.values(catalogue).map((event) => subjectOf(event)));
  expect([...AUDIT_ACTIONS].toSorted()).toEqual(known.toSorted());
});
