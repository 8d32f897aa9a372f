import type { Principal } from '@kabinet/contract/principal';
import { authContract } from '@kabinet/contracts/auth';
import { licensesContract } from '@kabinet/contracts/licenses';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { productsContract } from '@kabinet/contracts/products';
import { innOf, member, serviceNamed, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

type Place = Awaited<ReturnType<TestPortal['organization']>>;

let portal: TestPortal;
let productId: string;
beforeAll(async () => {
  portal = await startPortal();
  const name = { ru: 'Рога', en: 'Horns' };
  const level = { code: 'standard', name, first_response_hours: 8 };
  const body = { slug: 'horns', name, parameters: { type: 'object' }, support_levels: [level], update_policy: 'always' as const };
  productId = (await portal.client(productsContract, staff('product_manager')).createProduct({ body })).id;
});
afterAll(() => portal.stop());

const vendor = staff('administrator');

function cabinets(principal: Principal = vendor) {
  return portal.client(organizationsContract, principal);
}

async function issue({ organization_id }: Place, until: string | null = null) {
  const body = {
    cabinet_id: organization_id,
    product_id: productId,
    quantity: 5,
    parameters: {},
    valid_from: '2026-01-01',
    valid_until: until,
  };
  return portal.client(licensesContract, vendor).issueLicense({ body }, { idempotencyKey: randomUUIDv7() });
}

function invite({ organization_id: id }: Place) {
  const body = { email: `${randomUUIDv7()}@people.example`, name: 'Invited', role: 'viewer' as const };
  return portal.client(authContract, vendor).inviteCabinetUser({ params: { id }, body });
}

function createToken({ organization_id: cabinet_id }: Place) {
  return portal.client(authContract, vendor).createToken({ body: { name: 'A machine', scopes: ['licenses:read'], cabinet_id } });
}

async function join({ organization_id }: Place) {
  const body = { email: `${randomUUIDv7()}@people.example`, name: 'Member', password: 'a passphrase of tests' };
  const memberships = [{ organization_id, role: 'owner' as const }];
  return portal.client(authContract, serviceNamed('test')).createUser({ body: { ...body, memberships } });
}

/** Asks to close the place and lets every service do its part. */
async function close({ organization_id: id }: Place, move_up: boolean, principal: Principal = vendor, query = {}) {
  await cabinets(principal).closeCabinet({ params: { id }, body: { move_up, reason: 'merged' }, query });
  await portal.settle();
  return cabinets(principal).getClosing({ params: { id } });
}

async function statusOf({ organization_id: id }: Place) {
  return (await cabinets().getCabinet({ params: { id } })).status;
}

const part = (closing: Awaited<ReturnType<typeof close>>, name: string) => closing.parts.find((each) => each.part === name);

describe('a preview', () => {
  test('tells what there is and what would stand in the way, and changes nothing', async () => {
    const root = await portal.organization('Root');
    const place = await portal.organization('Looked at', root);
    await portal.organization('Child', place);
    await issue(place);
    await issue(place, '2026-01-02');
    await Promise.all([join(place), invite(place), createToken(place)]);
    const preview = await close(place, true, member(root, 'owner'), { dry_run: true });
    expect(preview).toMatchObject({ status: 'weighed', parts: [{ fault: null }, { fault: null }, { fault: null }, { fault: null }] });
    expect(preview.parts.flatMap(({ left }) => left)).toEqual(
      ['children', 'licenses', 'people', 'tokens', 'invitations'].map((what) => ({ what, count: 1 })),
    );
    const strict = await close(place, false, vendor, { dry_run: true });
    expect(strict.parts.map(({ fault }) => fault)).toEqual(['owned', 'owned', null, null]);
    expect(await statusOf(place)).toBe('active');
  });
});

describe('what stands in the way', () => {
  test('refuses a closing that is to move nothing, and says which', async () => {
    const root = await portal.organization('Root');
    await issue(root);
    await join(root);
    const closing = await close(root, false);
    expect(closing).toMatchObject({ status: 'refused' });
    expect(part(closing, 'licenses')).toMatchObject({ status: 'stuck', fault: 'owned', left: [{ what: 'licenses', count: 1 }] });
    expect(part(closing, 'auth')).toMatchObject({ status: 'waiting', left: [] });
    expect(await statusOf(root)).toBe('active');
    expect((await portal.client(authContract, vendor).listCabinetUsers({ params: { id: root.organization_id } })).items).toHaveLength(1);
  });

  test('a branch cannot go up: the closing is stuck until it is gone, or is given up', async () => {
    const root = await portal.organization('Root');
    const head = await cabinets().createCabinet({
      body: { name: 'Head', inn: innOf(9_100), kpp: '770101001', parent_id: root.organization_id },
    });
    const place = { organization_id: head.id, root_id: root.root_id };
    const branch = await cabinets().createCabinet({
      body: { name: 'Branch', inn: head.inn, kpp: '770101002', kind: 'branch', parent_id: head.id },
    });
    const stuck = await close(place, true);
    expect(stuck).toMatchObject({ status: 'stuck' });
    expect(part(stuck, 'organizations')).toMatchObject({ status: 'stuck', fault: 'not_movable', left: [{ what: 'branches', count: 1 }] });
    expect(await statusOf(place)).toBe('closing');
    await cabinets().cancelClosing({ params: { id: head.id } });
    expect(await statusOf(place)).toBe('active');
    await expect(cabinets().cancelClosing({ params: { id: head.id } })).rejects.toMatchObject({ code: 'closing_ended' });
    expect(await close(place, true)).toMatchObject({ status: 'stuck' });
    expect(await close({ organization_id: branch.id, root_id: root.root_id }, false)).toMatchObject({ status: 'closed' });
    expect(await close(place, true)).toMatchObject({ status: 'closed' });
  });
});

describe('a closed organization', () => {
  test('has lost its people, tokens and invitations, its children hang above, and it stays readable', async () => {
    const root = await portal.organization('Root');
    const place = await portal.organization('Closed', root);
    const child = await portal.organization('Child', place);
    const below = await portal.organization('Below', child);
    await Promise.all([join(place), invite(place), createToken(place)]);
    const owner = member(root, 'owner');
    expect(await close(place, true, owner)).toMatchObject({ status: 'closed', reason: 'merged' });
    const read = await cabinets(owner).getCabinet({ params: { id: place.organization_id } });
    expect(read).toMatchObject({ status: 'closed', has_children: false });
    expect(await cabinets().getCabinet({ params: { id: child.organization_id } })).toMatchObject({ parent_id: root.organization_id });
    const auth = portal.client(authContract, vendor);
    expect((await auth.listCabinetUsers({ params: { id: place.organization_id } })).items).toEqual([]);
    expect((await auth.listTokens({ query: { cabinet_id: place.organization_id } })).items).toEqual([]);
    const above = await portal.database.sql<{ ancestor_id: string }>(
      'select ancestor_id from licenses.organization_closure where descendant_id = $1 order by depth desc',
      [below.organization_id],
    );
    expect(above.map(({ ancestor_id }) => ancestor_id)).toEqual([root, child, below].map(({ organization_id }) => organization_id));
  });

  test('leaves its licences and certificates to its parent, also expired and suspended ones', async () => {
    const root = await portal.organization('Root');
    const place = await portal.organization('Left', root);
    const [held, expired, suspended] = [await issue(place), await issue(place, '2026-01-02'), await issue(place)];
    const licenses = portal.client(licensesContract, vendor);
    const term = { level: 'standard', valid_from: '2026-01-01', valid_until: '2031-12-31' };
    await licenses.issueCertificate({ body: { license_ids: [held.id], ...term } }, { idempotencyKey: randomUUIDv7() });
    await licenses.suspendLicense({ params: { id: suspended.id }, body: { reason: 'unpaid' } });
    expect(await close(place, true)).toMatchObject({ status: 'closed' });
    const query = { cabinet_id: root.organization_id, descendants: false };
    const above = (await licenses.listLicenses({ query })).items;
    expect(above.map(({ quantity, status }) => [quantity, status]).toSorted((a, b) => (String(a[1]) < String(b[1]) ? -1 : 1))).toEqual([
      [5, 'active'],
      [5, 'expired'],
      [5, 'suspended'],
    ]);
    expect((await licenses.listCertificates({ query })).items).toMatchObject([{ licenses: [{ quantity: 5 }] }]);
    for (const { id } of [held, expired, suspended]) expect(await licenses.getLicense({ params: { id } })).toMatchObject({ quantity: 0 });
  });

  test('is not reached while something cannot go up; once that is mended, asking again goes on', async () => {
    const root = await portal.organization('Root');
    const place = await portal.organization('Stuck', root);
    const license = await issue(place);
    const licenses = portal.client(licensesContract, vendor);
    const up = { params: { id: license.id }, body: { to_cabinet_id: root.organization_id, quantity: 2 } };
    const { to_license_id } = await licenses.transferLicense(up, { idempotencyKey: randomUUIDv7() });
    const above = { id: to_license_id ?? '' };
    await licenses.changeLicense({ params: above, body: { valid_until: '2031-12-31' } }, { ifMatch: '*' });
    const stuck = await close(place, true);
    expect(stuck).toMatchObject({ status: 'stuck' });
    expect(part(stuck, 'licenses')).toMatchObject({ fault: 'not_movable', left: [{ what: 'licenses', count: 1 }] });
    await licenses.changeLicense({ params: above, body: { valid_until: null } }, { ifMatch: '*' });
    expect(await close(place, true)).toMatchObject({ status: 'closed' });
  });

  test('is given nothing, cannot be changed, and has nothing put below it', async () => {
    const root = await portal.organization('Root');
    const place = await portal.organization('Closed', root);
    const id = place.organization_id;
    const license = await issue(place, '2026-01-02');
    await close(place, false);
    const closed = { code: 'cabinet_closed' };
    await expect(issue(place)).rejects.toMatchObject(closed);
    await expect(invite(place)).rejects.toMatchObject(closed);
    await expect(createToken(place)).rejects.toMatchObject(closed);
    await expect(join(place)).rejects.toMatchObject(closed);
    await expect(cabinets().changeCabinet({ params: { id }, body: { name: 'Other' } }, { ifMatch: '*' })).rejects.toMatchObject(closed);
    await expect(cabinets().closeCabinet({ params: { id }, body: { move_up: false } })).rejects.toMatchObject(closed);
    const extend = portal
      .client(licensesContract, vendor)
      .changeLicense({ params: { id: license.id }, body: { valid_until: '2031-01-01' } }, { ifMatch: '*' });
    await expect(extend).rejects.toMatchObject(closed);
    const below = { code: 'invalid_body', errors: [{ pointer: '/parent_id', code: 'parent_closed' }] };
    await expect(portal.organization('Late child', place)).rejects.toMatchObject(below);
    const other = await portal.organization('Other', root);
    await expect(
      cabinets().changeCabinet({ params: { id: other.organization_id }, body: { parent_id: id } }, { ifMatch: '*' }),
    ).rejects.toMatchObject(below);
  });

  test('a purchase for it is refused with a pointer and kept; after it was opened again it can be replayed', async () => {
    const requisites = { inn: innOf(9_200), kpp: '770101001' };
    const { id } = await cabinets().createCabinet({ body: { name: 'Buyer', ...requisites } });
    await close({ organization_id: id, root_id: id }, false);
    const line = { product: 'horns', quantity: 1, parameters: {}, valid_from: '2026-01-01', valid_until: null };
    const buyer = { ...requisites, name: 'Buyer', contact: { email: 'it@buyer.example', name: 'Contact' } };
    const body = { source: 'closing-test', id: 'order-1', purchased_at: '2026-01-01T09:00:00Z', buyer, lines: [line] };
    const erp = portal.client(licensesContract, vendor);
    await expect(erp.receivePurchase({ body })).rejects.toMatchObject({
      code: 'invalid_purchase',
      errors: [{ pointer: '/buyer', code: 'buyer_closed' }],
    });
    const [kept] = (await erp.listPurchases({ query: { q: 'order-1' } })).items;
    expect(kept).toMatchObject({ status: 'refused', errors: [{ pointer: '/buyer' }] });
    expect(await cabinets().reopenCabinet({ params: { id } })).toMatchObject({ status: 'active' });
    await portal.settle();
    const replayed = await erp.replayPurchase({ params: { id: kept?.id ?? '' }, body: {} });
    expect(replayed).toMatchObject({ status: 'accepted', cabinet: { id } });
  });

  test('is opened again by staff only, below an open one, and while nobody else has its requisites', async () => {
    const root = await portal.organization('Root');
    const requisites = { inn: innOf(9_300), kpp: '770101001' };
    const { id } = await cabinets().createCabinet({ body: { name: 'Twice', ...requisites, parent_id: root.organization_id } });
    const params = { id };
    await expect(cabinets().reopenCabinet({ params })).rejects.toMatchObject({ code: 'cabinet_not_closed' });
    await close({ organization_id: id, root_id: root.root_id }, false);
    await expect(cabinets(member(root, 'owner')).reopenCabinet({ params })).rejects.toMatchObject({ code: 'forbidden' });
    const second = await cabinets().createCabinet({ body: { name: 'Again', ...requisites } });
    await expect(cabinets().reopenCabinet({ params })).rejects.toMatchObject({ code: 'organization_exists' });
    await close({ organization_id: second.id, root_id: second.id }, false);
    await close(root, false);
    await expect(cabinets().reopenCabinet({ params })).rejects.toMatchObject({ code: 'parent_closed' });
    await cabinets().reopenCabinet({ params: { id: root.organization_id } });
    expect(await cabinets().reopenCabinet({ params })).toMatchObject({ status: 'active' });
  });
});

test('customers close what is below another organization of theirs; of their topmost one all are told the same', async () => {
  const root = await portal.organization('Root');
  const middle = await portal.organization('Middle', root);
  const leaf = await portal.organization('Leaf', middle);
  for (const [owner, top] of [
    [member(root, 'owner'), root],
    [member(middle, 'owner'), middle],
  ] as const) {
    const closing = cabinets(owner).closeCabinet({ params: { id: top.organization_id }, body: { move_up: false } });
    await expect(closing).rejects.toMatchObject({ code: 'closed_from_above' });
  }
  await expect(cabinets().closeCabinet({ params: { id: root.organization_id }, body: { move_up: true } })).rejects.toMatchObject({
    errors: [{ pointer: '/move_up', code: 'no_parent' }],
  });
  expect(await close(leaf, true, member(middle, 'owner'))).toMatchObject({ status: 'closed' });
});

test('a service that has not heard yet that the organization is closing waits for it', async () => {
  const place = await portal.organization('Heard late');
  await cabinets().closeCabinet({ params: { id: place.organization_id }, body: { move_up: false } });
  const events = await portal.database.sql<{ event: { id: string; type: string } }>(
    `select event from organizations.outbox where event->>'organizationid' = $1 and event->>'type' like '%clos%' order by event->>'type'`,
    [place.organization_id],
  );
  const question = events.find(({ event }) => event.type === 'closing.started')?.event;
  await portal.service('licenses').inbox.receive([question as never]);
  await portal.service('licenses').inbox.loop.drain();
  expect(await portal.database.sql('select processed_at from licenses.inbox where event_id = $1', [question?.id])).toEqual([
    { processed_at: null },
  ]);
  await portal.settle();
  expect(await statusOf(place)).toBe('closed');
});
