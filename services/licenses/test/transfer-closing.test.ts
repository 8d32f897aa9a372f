import { organizationsContract } from '@kabinet/contracts/organizations';
import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { orderLicense } from '../src/actions/order-transfer.ts';
import { transferLicenses } from '../src/actions/transfer-licenses.ts';
import type { LicensesContext } from '../src/context.ts';
import { lockTerm } from '../src/queries/term.ts';
import { licenses } from './fixture.ts';
import { buildFamily, holdings, issue, managerOf, newKey, type Family, type Organization } from './transfer-fixture.ts';

let portal: TestPortal;
let family: Family;
beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-06-15T09:00:00Z') });
  family = await buildFamily(portal);
});
afterAll(() => portal.stop());

function cabinets() {
  return portal.client(organizationsContract, staff('administrator'));
}

async function beginClosing({ organization_id: id }: Organization, move_up: boolean): Promise<void> {
  await cabinets().closeCabinet({ params: { id }, body: { move_up, reason: 'sold' } });
}

/** How the closing of an organization ended, once every service has done its part. */
async function close(organization: Organization, move_up: boolean) {
  await beginClosing(organization, move_up);
  await portal.settle();
  return statusOf(organization);
}

async function statusOf({ organization_id: id }: Organization) {
  return (await cabinets().getClosing({ params: { id } })).status;
}

async function moveTo({ organization_id: id }: Organization, parent_id: string | null): Promise<void> {
  await cabinets().changeCabinet({ params: { id }, body: { parent_id } }, { ifMatch: '*' });
  await portal.settle();
}

/** A licence of ten units at `giver`, and a call that gives so many of them to `receiver`. */
async function toGive(giver: Organization, receiver: Organization, quantity: number) {
  const { license } = await issue(portal, giver, family.product);
  return { params: { id: license }, body: { to_cabinet_id: receiver.organization_id, quantity } };
}

describe('while the receiver is being closed', () => {
  test('what was checked before it began is refused', async () => {
    const receiver = await portal.organization('Closed meanwhile', family.holding);
    await portal.settle();
    const context = portal.service('licenses').contextAsService('a slow transfer') as LicensesContext;
    const order = await orderLicense(context, await toGive(family.holding, receiver, 3));
    expect(await close(receiver, false)).toBe('closed');
    await expect(transferLicenses(context, order)).rejects.toMatchObject({ code: 'cabinet_closed' });
    expect(await holdings(portal, receiver)).toEqual({ units: 0, covered: 0 });
  });

  test('what was under way is waited for: no units end at a closed organization', async () => {
    const receiver = await portal.organization('Closing meanwhile', family.holding);
    const call = await toGive(family.holding, receiver, 3);
    // The receiver's licence is there already, so that nothing but the lock itself holds the receiver.
    const { id } = await licenses(portal).transferLicense(call, newKey());
    await licenses(portal).returnTransfer({ params: { id } }, newKey());
    await portal.settle();
    await beginClosing(receiver, false);
    await portal.service('organizations').relay.drain();
    const held = await holdLicense(call.params.id);
    const transfer = licenses(portal, managerOf(family.holding)).transferLicense(call, newKey());
    await untilWaiting(1, transfer);
    const clearing = clearInLicenses();
    await untilWaiting(2, clearing);
    await held.release();
    await Promise.all([transfer, clearing]);
    await portal.settle();
    expect(await holdings(portal, receiver)).toMatchObject({ units: 3 });
    expect(await statusOf(receiver)).toBe('refused');
  });
});

describe('what waits for its receiver', () => {
  beforeAll(async () => {
    const params = { id: family.holding.organization_id };
    await licenses(portal).changeTransferSettings({ params, body: { acceptance: true } });
  });

  /** A transfer of three of ten units that waits, made by a manager of the giver. */
  async function offer(giver: Organization, receiver: Organization) {
    const call = await toGive(giver, receiver, 3);
    const { id, status } = await licenses(portal, managerOf(giver)).transferLicense(call, newKey());
    expect(status).toBe('pending');
    const state = async () => ({
      transfer: (await licenses(portal).getTransfer({ params: { id } })).status,
      license: await licenses(portal).getLicense({ params: call.params }),
    });
    return { step: { params: { id } }, state };
  }

  test('is taken back when the receiver is closed, and when the giver is', async () => {
    const giver = await portal.organization('Gives', family.daughter);
    const receiver = await portal.organization('Gets', giver);
    await portal.settle();
    const offers = [await offer(giver, receiver), await offer(giver, receiver)];
    expect(await close(receiver, false)).toBe('closed');
    for (const { state } of offers) {
      expect(await state()).toMatchObject({ transfer: 'withdrawn', license: { quantity: 10, pending_quantity: 0 } });
    }
    const another = await portal.organization('Gets too', giver);
    await portal.settle();
    const { state } = await offer(giver, another);
    expect(await close(giver, true)).toBe('closed');
    expect(await state()).toMatchObject({ transfer: 'withdrawn', license: { quantity: 0 } });
    expect(await holdings(portal, family.daughter)).toMatchObject({ units: 30 });
  });

  test('waits on while a closing is refused, or only weighed', async () => {
    const giver = await portal.organization('Stays', family.holding);
    const receiver = await portal.organization('Waits', giver);
    await portal.settle();
    const { state } = await offer(giver, receiver);
    const preview = { params: { id: giver.organization_id }, body: { move_up: true }, query: { dry_run: true } };
    await cabinets().closeCabinet(preview);
    await portal.settle();
    expect(await close(giver, false)).toBe('refused');
    expect(await state()).toMatchObject({ transfer: 'pending', license: { pending_quantity: 3 } });
  });

  test('is taken back when a move parts the two, and waits on when they go together', async () => {
    const giver = await portal.organization('Above', family.holding);
    const receiver = await portal.organization('Below', giver);
    await portal.settle();
    const { state, step } = await offer(giver, receiver);
    await moveTo(giver, family.sister.organization_id);
    expect(await state()).toMatchObject({ transfer: 'pending' });
    await cabinets().changeCabinet(
      { params: { id: receiver.organization_id }, body: { parent_id: family.stranger.organization_id } },
      { ifMatch: '*' },
    );
    const licensesService = portal.service('licenses');
    await portal.service('organizations').relay.drain();
    await licensesService.inbox.loop.drain();
    // Nobody accepts between the move and what follows of it.
    const acceptance = licenses(portal, staff('account_manager')).acceptTransfer(step, newKey());
    await expect(acceptance).rejects.toMatchObject({ code: 'direction_not_allowed' });
    await portal.settle();
    expect(await state()).toMatchObject({ transfer: 'withdrawn', license: { quantity: 10, pending_quantity: 0 } });
    const gone = { ...receiver, root_id: family.stranger.root_id };
    await expect(licenses(portal, member(gone, 'owner')).acceptTransfer(step, newKey())).rejects.toMatchObject({
      code: 'transfer_not_pending',
    });
  });

  test('is taken back when the receiver goes aside within the tree, unless the vendor gave it', async () => {
    const giver = await portal.organization('Once above', family.holding);
    const receiver = await portal.organization('Once below', giver);
    await portal.settle();
    const byPeople = await offer(giver, receiver);
    const call = await toGive(giver, receiver, 2);
    const { id } = await licenses(portal).transferLicense(call, newKey());
    await moveTo(receiver, family.sister.organization_id);
    expect(await byPeople.state()).toMatchObject({ transfer: 'withdrawn' });
    expect(await licenses(portal).getTransfer({ params: { id } })).toMatchObject({ status: 'pending' });
  });
});

/** What the service does of a closing that it has heard of: it counts what there is. */
async function clearInLicenses(): Promise<void> {
  const { inbox, jobs } = portal.service('licenses');
  await inbox.loop.drain();
  await jobs.drain();
}

/** Keeps a licence locked until it is released, as somebody else's transfer would. */
async function holdLicense(id: string): Promise<{ release: () => Promise<void> }> {
  const { system } = portal.service('licenses').contextAsService('somebody else');
  const begun = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const over = system.transaction(async (tx) => {
    await lockTerm(tx, 'license', id);
    begun.resolve();
    await released.promise;
  });
  await begun.promise;
  return {
    release: () => {
      released.resolve();
      return over;
    },
  };
}

/** Resolves when `work` is over or so many wait for locks. */
async function untilWaiting(count: number, work: Promise<unknown>): Promise<void> {
  let over = false;
  const end = (): void => void (over = true);
  work.then(end, end);
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while (!over && (await portal.database.sql(waiting)).length < count);
}
