import type { Principal } from '@kabinet/contract/principal';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { innOf, member, serviceNamed, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

type Place = Awaited<ReturnType<TestPortal['organization']>>;

let portal: TestPortal;
beforeAll(async () => void (portal = await startPortal()));
afterAll(() => portal.stop());

function clientOf(principal: Principal) {
  return portal.client(organizationsContract, principal);
}

function vendor() {
  return clientOf(staff('account_manager'));
}

function ownerOf(...places: Place[]) {
  const [first, ...others] = places.map((place) => member(place, 'owner'));
  if (first?.kind !== 'user') throw new Error('an owner belongs somewhere');
  return clientOf({ ...first, memberships: [first, ...others].flatMap((owner) => (owner.kind === 'user' ? owner.memberships : [])) });
}

let counter = 7_000;
function requisites() {
  return { inn: innOf((counter += 1)), kpp: '770101001' };
}

/** Two sisters in one tree; the vendor knows the requisites of the second. */
async function plantSisters() {
  const root = await portal.organization('Holding');
  const own = await portal.organization('Daughter', root);
  const taken = requisites();
  const sister = await vendor().createCabinet({ body: { name: 'Sister', ...taken, parent_id: root.organization_id } });
  return { root, own, sister, taken };
}

/** What an answer tells besides what was asked for. */
function shapeOf({ id: _id, inn: _inn, created_at: _created, updated_at: _updated, ...rest }: Record<string, unknown>) {
  return rest;
}

const exists = { code: 'organization_exists' };

describe('an owner who enters the requisites of a relative out of their sight', () => {
  test('gets for a new organization what they get for requisites that nobody has', async () => {
    const { own, taken } = await plantSisters();
    const enter = (particulars: object) =>
      ownerOf(own).createCabinet({ body: { name: 'Entered', ...requisites(), ...particulars, parent_id: own.organization_id } });
    expect(shapeOf(await enter(taken))).toEqual(shapeOf(await enter({})));
  });

  test('gets for an edited one what they get for requisites that nobody has', async () => {
    const { own, taken } = await plantSisters();
    const owner = ownerOf(own);
    const edit = async (particulars: object) => {
      const { id } = await owner.createCabinet({ body: { name: 'Entered', ...requisites(), parent_id: own.organization_id } });
      return owner.changeCabinet({ params: { id }, body: particulars }, { ifMatch: '"1"' });
    };
    expect(shapeOf(await edit(taken))).toEqual(shapeOf(await edit(requisites())));
  });

  test('may move it into the relative’s tree below another organization', async () => {
    const { own, taken } = await plantSisters();
    const elsewhere = await portal.organization('Elsewhere');
    const owner = ownerOf(own, elsewhere);
    const top = await owner.createCabinet({ body: { name: 'Top', ...requisites(), parent_id: elsewhere.organization_id } });
    await owner.createCabinet({ body: { name: 'Entered', ...taken, parent_id: top.id } });
    const body = { parent_id: own.organization_id };
    const moved = await owner.changeCabinet({ params: { id: top.id }, body }, { ifMatch: '"1"' });
    expect(moved.parent_id).toBe(own.organization_id);
    expect((await owner.listCabinets({ query: { inn: taken.inn } })).items).toHaveLength(1);
  });

  test('may move it there by itself', async () => {
    const { own, taken } = await plantSisters();
    const elsewhere = await portal.organization('Elsewhere');
    const owner = ownerOf(own, elsewhere);
    const twin = await owner.createCabinet({ body: { name: 'Entered', ...taken, parent_id: elsewhere.organization_id } });
    const body = { parent_id: own.organization_id };
    expect(await owner.changeCabinet({ params: { id: twin.id }, body }, { ifMatch: '"1"' })).toMatchObject(body);
  });

  test('catches none of its purchases', async () => {
    const { own, sister, taken } = await plantSisters();
    await ownerOf(own).createCabinet({ body: { name: 'Entered', ...taken, parent_id: own.organization_id } });
    const purchases = clientOf(serviceNamed('licenses'));
    for (const name of ['Sister', 'Entered']) {
      expect(await purchases.ensureCabinet({ body: { name, ...taken } })).toMatchObject({
        organization: { id: sister.id },
        created: false,
      });
    }
  });
});

describe('who sees the other organization is told of it', () => {
  test('the owner of the whole tree', async () => {
    const { root, own, taken } = await plantSisters();
    const owner = ownerOf(root);
    const { id } = await owner.createCabinet({ body: { name: 'Entered', ...requisites(), parent_id: own.organization_id } });
    const body = { name: 'Entered', ...taken, parent_id: own.organization_id };
    await expect(owner.createCabinet({ body })).rejects.toMatchObject(exists);
    await expect(owner.changeCabinet({ params: { id }, body: taken }, { ifMatch: '"1"' })).rejects.toMatchObject(exists);
  });

  test('an owner of both parts of the tree, moving an organization there as well', async () => {
    const { root, own, sister, taken } = await plantSisters();
    const elsewhere = await portal.organization('Elsewhere');
    const owner = ownerOf(own, { organization_id: sister.id, root_id: root.root_id }, elsewhere);
    await expect(owner.createCabinet({ body: { name: 'Twin', ...taken, parent_id: own.organization_id } })).rejects.toMatchObject(exists);
    const twin = await owner.createCabinet({ body: { name: 'Twin', ...taken, parent_id: elsewhere.organization_id } });
    const move = owner.changeCabinet({ params: { id: twin.id }, body: { parent_id: own.organization_id } }, { ifMatch: '"1"' });
    await expect(move).rejects.toMatchObject(exists);
  });

  test('staff, who find both organizations and can tell them apart again', async () => {
    const { own, taken } = await plantSisters();
    const twin = await ownerOf(own).createCabinet({ body: { name: 'Entered', ...taken, parent_id: own.organization_id } });
    const body = { name: 'Third', ...taken, parent_id: own.organization_id };
    await expect(vendor().createCabinet({ body })).rejects.toMatchObject(exists);
    expect((await vendor().listCabinets({ query: { inn: taken.inn } })).items.map((item) => item.name)).toEqual(['Entered', 'Sister']);
    const params = { id: twin.id };
    // A form sends what did not change as well.
    await vendor().changeCabinet({ params, body: { name: 'Twin', ...taken } }, { ifMatch: '"1"' });
    await vendor().changeCabinet({ params, body: requisites() }, { ifMatch: '"2"' });
    expect((await vendor().listCabinets({ query: { inn: taken.inn } })).items.map((item) => item.name)).toEqual(['Sister']);
  });

  test('staff, when they move one into the other’s tree', async () => {
    const { own, root, taken } = await plantSisters();
    const elsewhere = await portal.organization('Elsewhere');
    const body = { name: 'Entered', ...taken, parent_id: elsewhere.organization_id };
    const twin = await ownerOf(elsewhere).createCabinet({ body });
    const move = (parent_id: string) => vendor().changeCabinet({ params: { id: twin.id }, body: { parent_id } }, { ifMatch: '"1"' });
    for (const place of [own, root]) await expect(move(place.organization_id)).rejects.toMatchObject(exists);
  });
});

describe('a branch whose head is out of its owner’s sight', () => {
  test('answers every guess at the head’s requisites alike, and keeps what was not asked to change', async () => {
    const root = await portal.organization('Holding');
    const head = { ...requisites(), name: 'Head' };
    const top = await vendor().createCabinet({ body: { ...head, parent_id: root.organization_id } });
    const rooted = { root_id: root.root_id };
    const body = { name: 'Branch', inn: head.inn, kpp: '780101001', kind: 'branch' as const, parent_id: top.id };
    const branch = await ownerOf({ organization_id: top.id, ...rooted }).createCabinet({ body });
    const owner = ownerOf({ organization_id: branch.id, ...rooted });
    const params = { id: branch.id };
    const refused = { code: 'invalid_body', errors: [{ pointer: '/parent_id', code: 'parent_required' }] };
    for (const guess of [{ kpp: head.kpp }, { kpp: '780101002' }, { inn: requisites().inn }]) {
      await expect(owner.changeCabinet({ params, body: guess }, { ifMatch: '"1"' })).rejects.toMatchObject(refused);
    }
    const named = { name: 'Our branch', inn: body.inn, kpp: body.kpp, kind: body.kind };
    expect(await owner.changeCabinet({ params, body: named }, { ifMatch: '"1"' })).toMatchObject(named);
    await owner.changeCabinet({ params, body: { kind: 'customer' } }, { ifMatch: '"2"' });
    for (const inn of [head.inn, requisites().inn]) {
      await expect(owner.changeCabinet({ params, body: { kind: 'branch', inn } }, { ifMatch: '"3"' })).rejects.toMatchObject(refused);
    }
  });
});
