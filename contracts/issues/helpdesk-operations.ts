import { operation } from '@kabinet/contract';
import { anyOf, closed, listQuery, page, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { Helpdesk, HelpdeskDelivery } from './resources.ts';

const manages = { kind: 'permission', permission: 'issues.manage', vendor_wide: true } as const;

/** What goes between the portal and the helpdesk behind it. */
export const helpdeskOperations = {
  getHelpdesk: operation({
    summary: 'Read how the portal and the helpdesk get on',
    method: 'GET',
    path: '/helpdesk',
    access: manages,
    ok: { status: 200, body: Helpdesk },
    problems: [],
  }),
  /** Of what a helpdesk says, nothing but the number is believed; and it is answered alike whether or not there is such a ticket. */
  announceTicket: operation({
    summary: 'Have a ticket read at once that has changed in the helpdesk, which otherwise is read every minute',
    method: 'POST',
    path: '/helpdesk/changes',
    access: { kind: 'permission', permission: 'issues.exchange', vendor_wide: true },
    body: closed({ ticket: Type.String({ pattern: '^[1-9][0-9]{0,14}$', title: 'ticket_number' }) }),
    ok: { status: 204 },
    problems: [],
    idempotency: 'none',
    repeatable: true,
  }),
  listDeliveries: operation({
    summary: 'List what is on its way to the helpdesk, and what has got there',
    method: 'GET',
    path: '/helpdesk/deliveries',
    access: manages,
    query: listQuery(['created_at'], { state: anyOf(HelpdeskDelivery.properties.state) }),
    ok: { status: 200, body: page(HelpdeskDelivery) },
    problems: [],
  }),
  retryDeliveries: operation({
    summary: 'Have what the helpdesk did not take of a request tried again now',
    method: 'POST',
    path: '/issues/{id}/deliveries/retry',
    access: {
      kind: 'permission',
      permission: 'issues.manage',
      known_by: 'issues.read_own',
      others_by: 'issues.read',
      resource: { of: 'issue', param: 'id' },
    },
    params: closed({ id: Uuid }),
    ok: { status: 204 },
    problems: ['issue_not_found'],
    idempotency: 'none',
    repeatable: true,
  }),
} as const;
