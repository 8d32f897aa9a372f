import type { Principal } from '@kabinet/contract/principal';
import { ProblemError } from '@kabinet/problem';
import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { licenses } from './fixture.ts';
import { buildFamily, issue, managerOf, newKey, type Family } from './transfer-fixture.ts';
import { Model, type Actor, type Name, type Wish } from './transfer-model.ts';

let portal: TestPortal;
let family: Family;
let actors: Readonly<Record<Actor, Principal>>;
beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-06-15T09:00:00Z') });
  family = await buildFamily(portal);
  actors = { holding: managerOf(family.holding), daughter: managerOf(family.daughter), staff: staff('account_manager') };
});
afterAll(() => portal.stop());

const NAMES = ['holding', 'daughter', 'granddaughter', 'sister'] as const;
const UNITS = 20;
const COVERED = 13;

const actor = fc.constantFrom<Actor>('holding', 'holding', 'daughter', 'staff');
const wish: fc.Arbitrary<Wish> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('transfer' as const),
      actor,
      from: fc.constantFrom<Name>(...NAMES),
      to: fc.constantFrom<Name>(...NAMES),
      quantity: fc.integer({ min: 1, max: 12 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('return', 'accept', 'decline', 'withdraw' as const), actor, nth: fc.nat({ max: 5 }) }),
  },
);

interface Told {
  /** `ok` or the code of the refusal. */
  readonly code: string;
  /** Of the transfer that was made. */
  readonly made?: string;
}

/** The portal, seen as the model sees it. */
class Reality {
  readonly transfers: string[] = [];
  readonly licenses = new Map<Name, string>();

  async apply(asked: Wish): Promise<Told> {
    const client = licenses(portal, actors[asked.actor]);
    try {
      if (asked.kind !== 'transfer') {
        await settle(client, asked.kind, this.transfers[asked.nth] ?? '');
        return { code: 'ok' };
      }
      const body = { to_cabinet_id: family[asked.to].organization_id, quantity: asked.quantity };
      const { id } = await client.transferLicense({ params: { id: this.licenses.get(asked.from) ?? '' }, body }, newKey());
      return { code: 'ok', made: id };
    } catch (error) {
      if (error instanceof ProblemError) return { code: error.code };
      throw error;
    }
  }

  /** Takes note of what was made, in the order of the model. */
  note(told: readonly Told[]): void {
    for (const { made } of told) if (made !== undefined) this.transfers.push(made);
  }

  /** Units and covered units of everybody who has the licence; `told` may have brought it to somebody. */
  async held(told: readonly Told[]): Promise<Map<Name, { units: number; covered: number }>> {
    const vendor = licenses(portal);
    for (const id of [...this.transfers, ...told.flatMap(({ made }) => made ?? [])]) {
      const { to_license_id, to_cabinet } = await vendor.getTransfer({ params: { id } });
      const name = NAMES.find((candidate) => family[candidate].organization_id === to_cabinet.id);
      if (name && to_license_id !== null) this.licenses.set(name, to_license_id);
    }
    const held = await Promise.all(
      [...this.licenses].map(async ([name, id]) => {
        const { quantity, certificates } = await vendor.getLicense({ params: { id } });
        return [name, { units: quantity, covered: certificates.reduce((sum, row) => sum + row.quantity, 0) }] as const;
      }),
    );
    return new Map(held);
  }
}

function settle(client: ReturnType<typeof licenses>, kind: 'return' | 'accept' | 'decline' | 'withdraw', id: string) {
  const step = { params: { id } };
  switch (kind) {
    case 'return':
      return client.returnTransfer(step, newKey());
    case 'accept':
      return client.acceptTransfer(step, newKey());
    case 'decline':
      return client.declineTransfer(step);
    case 'withdraw':
      return client.withdrawTransfer(step);
  }
}

/** A licence of twenty units at the holding of which a certificate covers thirteen: it was issued while seven were elsewhere. */
async function begin(acceptance: boolean): Promise<{ model: Model; reality: Reality }> {
  const { holding, sister, product } = family;
  const setting = { params: { id: holding.organization_id } };
  const owner = licenses(portal, member(holding, 'owner'));
  await owner.changeTransferSettings({ ...setting, body: { acceptance: false } });
  const reality = new Reality();
  const id = await issue(portal, holding, product, { quantity: UNITS, isCovered: false });
  reality.licenses.set('holding', id.license);
  const vendor = licenses(portal);
  const away = { params: { id: id.license }, body: { to_cabinet_id: sister.organization_id, quantity: UNITS - COVERED } };
  const moved = await vendor.transferLicense(away, newKey());
  reality.licenses.set('sister', moved.to_license_id ?? '');
  const covering = { license_ids: [id.license], level: 'standard', valid_from: '2026-01-01', valid_until: '2026-12-31' };
  await vendor.issueCertificate({ body: covering }, newKey());
  await vendor.returnTransfer({ params: { id: moved.id } }, newKey());
  await owner.changeTransferSettings({ ...setting, body: { acceptance } });
  const held = new Map<Name, { units: number; covered: number }>([
    ['holding', { units: UNITS, covered: COVERED }],
    ['sister', { units: 0, covered: 0 }],
  ]);
  return { model: new Model(held, acceptance, [], ['holding>sister']), reality };
}

function expectAlike(model: Model, held: ReadonlyMap<Name, { units: number; covered: number }>): void {
  expect(Object.fromEntries(held)).toEqual(Object.fromEntries(model.held));
  expect([...held.values()].reduce((sum, { units }) => sum + units, 0)).toBe(UNITS);
  expect([...held.values()].reduce((sum, { covered }) => sum + covered, 0)).toBe(COVERED);
}

test('whatever people wish for, one after the other, the API does what the model does', { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(wish, { minLength: 4, maxLength: 12 }), async (acceptance, wishes) => {
      const { model, reality } = await begin(acceptance);
      for (const asked of wishes) {
        if (!model.canAsk(asked)) continue;
        const told = await reality.apply(asked);
        expect([asked, told.code]).toEqual([asked, model.apply(asked)]);
        reality.note([told]);
        expectAlike(model, await reality.held([]));
      }
    }),
    { numRuns: 12 },
  );
});

test('and of two at the same time, what it does in one order or the other', { timeout: 240_000 }, async () => {
  const pairs = fc.array(fc.tuple(wish, wish), { minLength: 3, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(fc.boolean(), pairs, async (acceptance, asked) => {
      const { model: first, reality } = await begin(acceptance);
      let model = first;
      for (const both of asked) {
        if (both.every((one) => model.canAsk(one))) model = await applyAtOnce(model, reality, both);
      }
    }),
    { numRuns: 12 },
  );
});

/** Both at once; answers the model in the order in which the portal must have done them. */
async function applyAtOnce(model: Model, reality: Reality, both: readonly [Wish, Wish]): Promise<Model> {
  const told = await Promise.all(both.map((one) => reality.apply(one)));
  const held = await reality.held(told);
  for (const order of [
    [0, 1],
    [1, 0],
  ] as const) {
    const after = model.copy();
    const codes = new Map(order.map((index) => [index, after.apply(both[index])]));
    if (!told.every(({ code }, index) => codes.get(index as 0 | 1) === code) || !sameHeld(after, held)) continue;
    reality.note(order.map((index) => told[index] as Told));
    expectAlike(after, held);
    return after;
  }
  throw new Error(`${JSON.stringify(both)} were told ${JSON.stringify(told)} and left ${JSON.stringify([...held])}`);
}

function sameHeld(model: Model, held: ReadonlyMap<Name, { units: number; covered: number }>): boolean {
  return NAMES.every((name) => JSON.stringify(model.held.get(name)) === JSON.stringify(held.get(name)));
}
