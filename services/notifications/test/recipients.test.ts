import { startPortal, type TestPortal } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { hear as hearEvents } from './hear.ts';
import { newProduct, notifications, personIn, staffPerson, type Organization, type Person } from './world.ts';

/** Who there is; a name says the role and where it is held. `branch` and `sister` are below `holding`, `stranger` is a tree of its own. */
const CUSTOMERS = {
  'owner@holding': 'owner',
  'manager@holding': 'license_manager',
  'support@holding': 'support_contact',
  'viewer@holding': 'viewer',
  'owner@branch': 'owner',
  'support@branch': 'support_contact',
  'viewer@branch': 'viewer',
  'owner@sister': 'owner',
  'owner@stranger': 'owner',
  'manager@former': 'license_manager',
  'viewer@former': 'viewer',
} as const;
type Name = keyof typeof CUSTOMERS | 'account_manager' | 'product_manager';
type Place = 'holding' | 'branch' | 'sister' | 'stranger' | 'former';

let portal: TestPortal;
let product: string;
const places = {} as Record<Place, Organization>;
const people = new Map<Name, Person>();

beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-06-15T09:00:00Z') });
  product = await newProduct(portal, 'horns');
  places.holding = await portal.organization('Холдинг');
  for (const place of ['branch', 'sister'] as const) places[place] = await portal.organization(place, places.holding);
  for (const place of ['stranger', 'former'] as const) places[place] = await portal.organization(place);
  await portal.settle();
  for (const [name, role] of Object.entries(CUSTOMERS) as [keyof typeof CUSTOMERS, (typeof CUSTOMERS)[keyof typeof CUSTOMERS]][]) {
    people.set(name, await personIn(portal, places[name.slice(name.indexOf('@') + 1) as Place], role));
  }
  for (const role of ['account_manager', 'product_manager'] as const) people.set(role, await staffPerson(portal, role));
  await portal.settle();
});
beforeEach(readEverything);
afterAll(() => portal.stop());

async function readEverything(): Promise<void> {
  await Promise.all([...people.values()].map((who) => notifications(portal, who).readNotifications({})));
}

async function whoWasTold(): Promise<Name[]> {
  const counts = await Promise.all(
    [...people].map(async ([name, who]) => ({ name, ...(await notifications(portal, who).countUnreadNotifications({})) })),
  );
  return counts.filter(({ unread }) => unread > 0).map(({ name }) => name);
}

const heard = new Set<string>();

/** As another service tells it. */
function hear(subject: string, data: Readonly<Record<string, unknown>>, by?: string): Promise<void> {
  heard.add(subject);
  return hearEvents(portal, { subject, data, ...(by === undefined ? {} : { by }) });
}

function term(place: Place, facts: Readonly<Record<string, unknown>> = {}) {
  const dates = { valid_from: '2026-01-01', valid_until: '2030-12-31' };
  const common = {
    id: randomUUIDv7(),
    number: 'L-1',
    ...places[place],
    product_id: product,
    ...dates,
    decision: 'none',
    purchase_id: null,
  };
  return { ...common, quantity: 5, versions: '1.x', licenses: [{ id: randomUUIDv7(), number: 'L-1', quantity: 5 }], ...facts };
}

function release(facts: Readonly<Record<string, unknown>> = {}) {
  const state = { kind: 'update', channel: 'stable', status: 'published', recall_reason: null };
  return { id: randomUUIDv7(), product_id: product, version: '1.5', ...state, ...facts };
}

function transfer(facts: Readonly<Record<string, unknown>>) {
  return { id: randomUUIDv7(), product_id: product, quantity: 2, status: 'done', ...facts };
}

const ACT_IN_HOLDING: readonly Name[] = ['owner@holding', 'manager@holding'];
const ACT_IN_BRANCH: readonly Name[] = [...ACT_IN_HOLDING, 'owner@branch'];
const LOAD_IN_BRANCH: readonly Name[] = [...ACT_IN_BRANCH, 'support@holding', 'support@branch'];

interface Case {
  readonly what: string;
  readonly happens: () => Promise<void>;
  readonly told: readonly Name[];
}

const termChanges = ['issued', 'extended', 'suspended', 'resumed', 'revoked'];

const cases: readonly Case[] = [
  ...['license', 'certificate'].flatMap((kind) =>
    termChanges.map((change) => ({
      what: `a ${kind} is ${change}`,
      happens: () => hear(`licenses.${kind}.${change}`, term('branch')),
      told: ACT_IN_BRANCH,
    })),
  ),
  {
    what: 'a licence is issued by somebody of the organization',
    happens: () => hear('licenses.license.issued', term('branch'), `user:${people.get('manager@holding')?.id}`),
    told: ['owner@holding', 'owner@branch'],
  },
  {
    what: 'a licence comes with a purchase, which is told by itself',
    happens: () => hear('licenses.license.issued', term('branch', { purchase_id: randomUUIDv7() })),
    told: [],
  },
  ...['license', 'certificate'].flatMap((kind) =>
    ['changed', 'renewed', 'transferred'].map((change) => ({
      what: `a ${kind} is ${change}, which is nothing by itself or told otherwise`,
      happens: () => hear(`licenses.${kind}.${change}`, term('branch')),
      told: [],
    })),
  ),
  {
    what: 'a purchase is accepted',
    happens: () => hear('licenses.purchase.accepted', { id: randomUUIDv7(), external_id: 'З-1', ...places.sister }),
    told: [...ACT_IN_HOLDING, 'owner@sister'],
  },
  {
    what: 'a purchase is refused',
    happens: () => hear('licenses.purchase.refused', { id: randomUUIDv7(), external_id: 'З-2', ...places.holding, faults: [1] }),
    told: ['account_manager'],
  },
  {
    what: 'the giver has handed something over',
    happens: () =>
      hear('licenses.transfer.done', transfer({ side: 'giver', ...places.sister, other_organization_id: places.branch.organization_id })),
    told: [...ACT_IN_HOLDING, 'owner@sister'],
  },
  {
    what: 'the receiver has got something',
    happens: () =>
      hear(
        'licenses.transfer.done',
        transfer({ side: 'receiver', ...places.branch, other_organization_id: places.sister.organization_id }),
      ),
    told: ACT_IN_BRANCH,
  },
  ...['returned', 'declined', 'withdrawn'].map((status) => ({
    what: `a transfer is ${status}`,
    happens: () =>
      hear(
        `licenses.transfer.${status}`,
        transfer({ status, side: 'giver', ...places.branch, other_organization_id: places.sister.organization_id }),
      ),
    told: ACT_IN_BRANCH,
  })),
  {
    what: 'a transfer waits: the receiver decides',
    happens: async () => {
      const pending = { ...transfer({ status: 'pending' }), other_organization_id: places.sister.organization_id };
      await hear('licenses.transfer.requested', { ...pending, side: 'giver', ...places.stranger });
      await hear('licenses.transfer.requested', { ...pending, side: 'receiver', ...places.branch });
    },
    told: ACT_IN_BRANCH,
  },
  { what: 'a release is published', happens: () => hear('products.release.published', release()), told: LOAD_IN_BRANCH },
  {
    what: 'a release is published that no licence covers',
    happens: () => hear('products.release.published', release({ version: '9.0' })),
    told: [],
  },
  { what: 'a beta is published', happens: () => hear('products.release.published', release({ channel: 'beta' })), told: [] },
  {
    what: 'a release is recalled: also who downloaded it and has no licence any more',
    happens: () => hear('products.release.recalled', release({ status: 'recalled', recall_reason: 'Loses data' })),
    told: [...LOAD_IN_BRANCH, 'manager@former'],
  },
  {
    what: 'a beta is recalled: who downloaded it',
    happens: () => hear('products.release.recalled', release({ status: 'recalled', channel: 'beta' })),
    told: ['manager@former'],
  },
  {
    what: 'an advisory names versions that somebody holds',
    happens: () => hear('products.advisory.published', advisory(['1.x'])),
    told: LOAD_IN_BRANCH,
  },
  { what: 'an advisory names other versions', happens: () => hear('products.advisory.published', advisory(['9.x'])), told: [] },
  ...['held', 'altered'].map((state) => ({
    what: `an upload is ${state}`,
    happens: () => hear(`artifacts.release.${state}`, { id: randomUUIDv7(), folder: 'horns/1.6', faults: [1] }),
    told: ['product_manager' as const],
  })),
  ...['granted', 'changed', 'removed'].map((change) => ({
    what: `somebody's role is ${change} by another`,
    happens: () => hear(`auth.membership.${change}`, membership(), `user:${randomUUIDv7()}`),
    told: ['viewer@branch' as const],
  })),
  {
    what: 'a support request is answered',
    happens: () => hear('issues.issue.news', issue('answered')),
    told: ['support@branch', 'viewer@branch'],
  },
  {
    what: 'a support request is opened',
    happens: () => hear('issues.issue.news', issue('opened')),
    told: [],
  },
  {
    what: 'somebody is given a role by the installation',
    happens: () => hear('auth.membership.granted', membership()),
    told: [],
  },
];

function issue(news: string) {
  const state = { id: randomUUIDv7(), number: 'R-1', status: 'open', ...places.branch, assignee_id: null };
  return { ...state, news, follower_ids: [idOf('support@branch'), idOf('viewer@branch'), idOf('owner@stranger')] };
}

function idOf(name: Name): string | undefined {
  return people.get(name)?.id;
}

function advisory(affected: readonly string[]) {
  const words = { tracking_id: 'RK-1', title: 'Hole', severity: 'high', cves: ['CVE-2026-1'], document_version: '1' };
  return { id: randomUUIDv7(), ...words, products: [{ product_id: product, affected }] };
}

/** A second one of theirs, so that the first stays as it is. */
function membership() {
  return { id: randomUUIDv7(), user_id: people.get('viewer@branch')?.id, ...places.branch, role: 'viewer', disabled: [] };
}

test.each(cases)('$what: told are exactly those who can act', async ({ happens, told }) => {
  await hear('licenses.license.changed', term('branch', { id: HELD, purchase_id: HELD }));
  await hear('artifacts.version.obtained', { id: randomUUIDv7(), ...places.former, product_id: product, version: '1.5' });
  await happens();
  expect((await whoWasTold()).toSorted()).toEqual([...told].toSorted());
});

/** The licence by which the branch holds version 1. */
const HELD = '01980000-0000-7000-8000-00000000000a';

/** What people are told of by a mail of its own, and what is only remembered. */
const TELLS_NOBODY_HERE = new Set([
  'auth.invitation.created',
  'auth.password_reset.requested',
  'auth.email_change.requested',
  'auth.join_request.created',
  'auth.user.second_factor_enabled',
  'auth.user.second_factor_disabled',
  'auth.user.recovery_codes_replaced',
  'auth.user.created',
  'auth.user.changed',
  'products.product.created',
  'products.product.changed',
  'artifacts.version.obtained',
]);

test('every event that is listened to has its case, or is known to tell nobody here', () => {
  const followed = portal.service('notifications').manifest.subscriptions.map(({ subject }) => subject);
  const open = followed.filter(
    (subject) => !heard.has(subject) && !TELLS_NOBODY_HERE.has(subject) && !subject.startsWith('organizations.'),
  );
  expect(open).toEqual([]);
});
