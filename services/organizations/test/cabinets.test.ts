import { organizationsContract } from '@kabinet/contracts/organizations';
import { innOf, member, serviceNamed, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let portal: TestPortal;
beforeAll(async () => void (portal = await startPortal()));
afterAll(() => portal.stop());

function vendor() {
  return portal.client(organizationsContract, staff('account_manager'));
}

let counter = 5_000;
function requisites() {
  return { inn: innOf((counter += 1)), kpp: '770101001' };
}

describe('cabinets', () => {
  test('staff create an organization and read it back', async () => {
    const created = await vendor().createCabinet({ body: { name: 'АО «Ёлка»', ...requisites() } });
    const read = await vendor().getCabinet({ params: { id: created.id } });
    expect(read).toEqual(created);
    expect(read).toMatchObject({ name: 'АО «Ёлка»', kind: 'customer', status: 'active', parent_id: null });
  });

  test('a wrong checksum is refused with a pointer', async () => {
    await expect(vendor().createCabinet({ body: { name: 'X', inn: '7707083894' } })).rejects.toMatchObject({
      code: 'invalid_body',
      errors: [{ pointer: '/inn', code: 'inn_checksum' }],
    });
  });

  test('the same requisites twice are refused', async () => {
    const body = { name: 'First', ...requisites() };
    await vendor().createCabinet({ body });
    await expect(vendor().createCabinet({ body })).rejects.toMatchObject({ code: 'organization_exists' });
  });

  test('lists page through everything once, in order, whatever the sort', async () => {
    const root = await portal.organization('Holding');
    for (const name of ['Beta', 'Alpha', 'Gamma', 'Delta']) await portal.organization(name, root);
    const owner = portal.client(organizationsContract, member(root, 'owner'));
    for (const sort of ['name', '-name', 'created_at', '-inn'] as const) {
      const names: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await owner.listCabinets({ query: { limit: 2, sort, ...(cursor ? { cursor } : {}) } });
        names.push(...page.items.map((item) => item.name));
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      expect(names.toSorted()).toEqual(['Alpha', 'Beta', 'Delta', 'Gamma', 'Holding']);
      if (sort === 'name') expect(names).toEqual(names.toSorted());
    }
    expect(await owner.listCabinets({ query: { count: true, q: 'alph' } })).toMatchObject({ total: 1, items: [{ name: 'Alpha' }] });
  });

  test('a cursor of another caller, filter or making is refused', async () => {
    const root = await portal.organization('Cursors');
    await portal.organization('Child', root);
    const owner = portal.client(organizationsContract, member(root, 'owner'));
    const { next_cursor: cursor } = await owner.listCabinets({ query: { limit: 1 } });
    const stolen = portal.client(organizationsContract, member(root, 'owner'));
    const bad = { code: 'invalid_cursor' };
    await expect(stolen.listCabinets({ query: { limit: 1, cursor: cursor ?? '' } })).rejects.toMatchObject(bad);
    await expect(owner.listCabinets({ query: { limit: 1, cursor: cursor ?? '', sort: '-name' } })).rejects.toMatchObject(bad);
    await expect(owner.listCabinets({ query: { cursor: `${cursor?.slice(0, -2)}AA` } })).rejects.toMatchObject(bad);
  });

  test('an unknown filter is refused, not ignored', async () => {
    const query = { colour: 'red' } as object;
    await expect(vendor().listCabinets({ query })).rejects.toMatchObject({
      code: 'invalid_query',
      errors: [{ pointer: '?colour', code: 'unknown_field' }],
    });
  });
});

describe('tenancy', () => {
  test('a member of a subtree sees it and nothing above or beside', async () => {
    const root = await portal.organization('Root');
    const daughter = await portal.organization('Daughter', root);
    const granddaughter = await portal.organization('Granddaughter', daughter);
    const sister = await portal.organization('Sister', root);
    const stranger = await portal.organization('Stranger');
    const viewer = portal.client(organizationsContract, member(daughter, 'viewer'));
    const { items } = await viewer.listCabinets({ query: {} });
    expect(items.map((item) => item.name)).toEqual(['Daughter', 'Granddaughter']);
    expect(items[0]).toMatchObject({ parent_id: null, has_children: true });
    expect(items[1]).toMatchObject({ parent_id: daughter.organization_id, has_children: false });
    expect(await viewer.getCabinet({ params: { id: granddaughter.organization_id } })).toMatchObject({ name: 'Granddaughter' });
    for (const hidden of [root, sister, stranger, { organization_id: '01930000-0000-7000-8000-000000000000' }]) {
      await expect(viewer.getCabinet({ params: { id: hidden.organization_id } })).rejects.toMatchObject({ code: 'cabinet_not_found' });
      await expect(viewer.getCabinetTree({ params: { id: hidden.organization_id } })).rejects.toMatchObject({ code: 'cabinet_not_found' });
      expect(await viewer.listCabinets({ query: { cabinet_id: hidden.organization_id } })).toMatchObject({ items: [] });
    }
  });

  test('an owner may not learn that a requisite belongs to another client, nor catch its purchases', async () => {
    const root = await portal.organization('Honest');
    const strangers = requisites();
    await vendor().createCabinet({ body: { name: 'Somebody else', ...strangers } });
    const owner = portal.client(organizationsContract, member(root, 'owner'));
    const mine = await owner.createCabinet({ body: { name: 'Mine', ...strangers, parent_id: root.organization_id } });
    const ensured = await portal
      .client(organizationsContract, serviceNamed('licenses'))
      .ensureCabinet({ body: { name: 'Somebody else', ...strangers } });
    expect(ensured.organization.id).not.toBe(mine.id);
    expect(ensured.created).toBe(false);
  });

  test('an owner creates below their own organizations only; a foreign parent looks like a missing one', async () => {
    const root = await portal.organization('Own');
    const stranger = await portal.organization('Foreign');
    const owner = portal.client(organizationsContract, member(root, 'owner'));
    const refused = { code: 'invalid_body', errors: [{ pointer: '/parent_id', code: 'not_found' }] };
    for (const parent_id of [stranger.organization_id, '01930000-0000-7000-8000-000000000000']) {
      await expect(owner.createCabinet({ body: { name: 'Child', ...requisites(), parent_id } })).rejects.toMatchObject(refused);
    }
    await expect(owner.createCabinet({ body: { name: 'Root', ...requisites() } })).rejects.toMatchObject({
      errors: [{ pointer: '/parent_id', code: 'parent_required' }],
    });
  });
});

describe('changes', () => {
  test('need the version that was read', async () => {
    const { organization_id: id } = await portal.organization('Versioned');
    await expect(vendor().changeCabinet({ params: { id }, body: { name: 'Renamed' } })).rejects.toMatchObject({
      code: 'if_match_required',
    });
    await vendor().changeCabinet({ params: { id }, body: { name: 'Renamed' } }, { ifMatch: '"1"' });
    await expect(vendor().changeCabinet({ params: { id }, body: { name: 'Again' } }, { ifMatch: '"1"' })).rejects.toMatchObject({
      code: 'version_mismatch',
    });
  });

  test('a move carries the subtree to the new root, and refuses a cycle', async () => {
    const [from, to] = [await portal.organization('From'), await portal.organization('To')];
    const moved = await portal.organization('Moved', from);
    const below = await portal.organization('Below', moved);
    const id = moved.organization_id;
    await expect(
      vendor().changeCabinet({ params: { id }, body: { parent_id: below.organization_id } }, { ifMatch: '"1"' }),
    ).rejects.toMatchObject({ code: 'organization_cycle' });
    await vendor().changeCabinet({ params: { id }, body: { parent_id: to.organization_id } }, { ifMatch: '"1"' });
    const { items } = await portal.client(organizationsContract, member(to, 'viewer')).listCabinets({ query: {} });
    expect(items.map((item) => item.name)).toEqual(['Below', 'Moved', 'To']);
    const left = await portal.client(organizationsContract, member(from, 'viewer')).listCabinets({ query: {} });
    expect(left.items.map((item) => item.name)).toEqual(['From']);
  });
});

test('organizations that are created in a subtree that moves meanwhile end in its tree', async () => {
  const [from, to] = [await portal.organization('From here'), await portal.organization('To there')];
  const moving = await portal.organization('Moving', from);
  const { organization_id: below } = await portal.organization('Carried along', moving);
  const params = { id: moving.organization_id };
  const versions = [1, 2, 3, 4];
  async function moveOn(): Promise<void> {
    for (const version of versions) {
      const parent_id = (version % 2 === 0 ? from : to).organization_id;
      await vendor().changeCabinet({ params, body: { parent_id } }, { ifMatch: `"${version}"` });
    }
  }
  const births = versions
    .flatMap(() => versions)
    .map(() => vendor().createCabinet({ body: { name: 'Born', ...requisites(), parent_id: below } }));
  await Promise.all([moveOn(), ...births]);
  const roots = `select o.root_id, node.root_id as tree, count(*)::int as born from organizations.organization o
    join organizations.organization_node node using (id) where o.parent_id = $1 group by 1, 2`;
  const expected = { root_id: from.organization_id, tree: from.organization_id, born: births.length };
  expect(await portal.database.sql(roots, [below])).toEqual([expected]);
});

test('an Idempotency-Key answers the same once more, and refuses other contents', async () => {
  const principal = staff('account_manager');
  const client = portal.client(organizationsContract, principal);
  const body = { name: 'Once', ...requisites() };
  const dispatch = portal.composition.transports['organizations'];
  const call = {
    service: 'organizations',
    operation: 'createCabinet',
    principal,
    locale: 'en',
    requestId: 'r',
    deadline: Date.now() + 10_000,
    ip: null,
    userAgent: null,
  } as const;
  const first = await dispatch?.({ ...call, body, idempotencyKey: 'k1' });
  const second = await dispatch?.({ ...call, body, idempotencyKey: 'k1' });
  expect(second).toEqual(first);
  expect(first).toMatchObject({ payload: expect.stringContaining('Once'), headers: { etag: '"1"' } });
  await expect(client.createCabinet({ body: { ...body, name: 'Twice' } }, { idempotencyKey: 'k1' })).rejects.toMatchObject({
    code: 'idempotency_key_reused',
  });
});
