import type { Event } from '@kabinet/contract/events';
import { principalKey, type Principal } from '@kabinet/contract/principal';
import { auditContract } from '@kabinet/contracts/audit';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProduct, issueEvent } from './happenings.ts';

let portal: TestPortal;
beforeAll(async () => void (portal = await startPortal()));
afterAll(() => portal.stop());

function auditOf(principal: Principal) {
  return portal.client(auditContract, principal);
}

async function subjectsSeenBy(principal: Principal, query: object = {}): Promise<string[]> {
  await portal.settle();
  const { items } = await auditOf(principal).listAuditEntries({ query: { limit: 200, ...query } });
  return items.map((item) => item.subject);
}

describe('an entry', () => {
  test('says who did what to what, when and from where, and what became of it', async () => {
    const principal = staff('product_manager');
    const product = await createProduct(portal, 'who', principal, { requestId: 'request-of-who', ip: '192.0.2.7' });
    await portal.settle();
    const { items } = await auditOf(staff('auditor')).listAuditEntries({ query: { subject: product.id } });
    expect(items).toEqual([
      {
        id: expect.any(String),
        chain: null,
        seq: expect.any(Number),
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        actor: { kind: 'vendor', id: principalKey(principal), cabinet_ids: [], on_behalf: null },
        action: 'products.product.created',
        subject: product.id,
        cabinet_id: null,
        request_id: 'request-of-who',
        ip: '192.0.2.7',
        data: product,
        version: 1,
        changes: null,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
  });

  test('is made of every event of every service, once each', async () => {
    const root = await portal.organization('Counted');
    await portal.organization('Counted below', root);
    await createProduct(portal, 'counted');
    await portal.settle();
    const outboxes = [...portal.composition.services.keys()]
      .map((schema) => `select event->>'id' as id from ${schema}.outbox`)
      .join(' union all ');
    const published = await portal.database.sql<{ id: string }>(outboxes);
    const recorded = await portal.database.sql<{ id: string }>('select id from audit.audit_entry');
    expect(recorded.map((row) => row.id).toSorted()).toEqual(published.map((row) => row.id).toSorted());
    const gaps = await portal.database.sql(
      'select chain_id from audit.audit_entry group by chain_id having max(seq) <> count(*) or min(seq) <> 1',
    );
    expect(gaps).toEqual([]);
  });

  test('stands once though its event comes again', async () => {
    const { id } = await createProduct(portal, 'again');
    await portal.settle();
    const [{ event } = { event: {} }] = await portal.database.sql<{ event: object }>(
      `select event from products.outbox where event->>'subject' = $1`,
      [id],
    );
    // Long after: the inbox has forgotten the event.
    await portal.database.sql(`delete from audit.inbox where event->>'subject' = $1`, [id]);
    await portal.service('audit').inbox.receive([event as Event, event as Event, issueEvent('after the repeated one')]);
    expect(await subjectsSeenBy(staff('auditor'), { subject: id })).toEqual([id]);
    expect(await portal.database.sql('select from audit.inbox where processed_at is null')).toEqual([]);
    expect(await auditOf(staff('auditor')).checkAuditChain({})).toMatchObject({ ok: true });
  });
});

describe('owners', () => {
  test('read what happened to their organizations, and nothing else', async () => {
    const root = await portal.organization('Audited');
    const daughter = await portal.organization('Audited daughter', root);
    const stranger = await portal.organization('Audited stranger');
    await createProduct(portal, 'unseen');
    expect((await subjectsSeenBy(member(root, 'owner'))).toSorted()).toEqual([root.organization_id, daughter.organization_id].toSorted());
    expect(await subjectsSeenBy(member(daughter, 'owner'))).toEqual([daughter.organization_id]);
    expect(await subjectsSeenBy(member(root, 'owner'), { cabinet_id: stranger.organization_id })).toEqual([]);
    expect(await subjectsSeenBy(member(root, 'owner'), { cabinet_id: root.organization_id, descendants: false })).toEqual([
      root.organization_id,
    ]);
    expect(await subjectsSeenBy(staff('auditor'))).toEqual(
      expect.arrayContaining([root, daughter, stranger].map((each) => each.organization_id)),
    );
  });

  test('see the history of an organization that moved to their tree, and no more of one that left', async () => {
    const [from, to] = [await portal.organization('Left'), await portal.organization('Joined')];
    const moved = await portal.organization('Mover', from);
    await portal.settle();
    const vendor = portal.client(organizationsContract, staff('account_manager'));
    await vendor.changeCabinet({ params: { id: moved.organization_id }, body: { parent_id: to.organization_id } }, { ifMatch: '"1"' });
    const movers = [moved.organization_id, moved.organization_id];
    expect(await subjectsSeenBy(member(to, 'owner'))).toEqual([...movers, to.organization_id]);
    expect(await subjectsSeenBy(member(from, 'owner'))).toEqual([from.organization_id]);
    for (const chain of [from.root_id, to.root_id]) {
      expect(await auditOf(staff('auditor')).checkAuditChain({ query: { chain } })).toMatchObject({ ok: true, head: { seq: 2 } });
    }
  });

  test('find a late event of an organization in the tree where it now is', async () => {
    const [from, to] = [await portal.organization('Before'), await portal.organization('After')];
    const moved = await portal.organization('Late', from);
    const vendor = portal.client(organizationsContract, staff('account_manager'));
    await vendor.changeCabinet({ params: { id: moved.organization_id }, body: { parent_id: to.organization_id } }, { ifMatch: '"1"' });
    await portal.settle();
    await portal.service('audit').inbox.receive([issueEvent('created', moved.organization_id, from.root_id)]);
    expect(await subjectsSeenBy(member(to, 'owner'), { action: ['issues.issue.created'] })).toEqual(['the issue']);
    expect(await subjectsSeenBy(member(from, 'owner'), { action: ['issues.issue.created'] })).toEqual([]);
  });

  test('other roles are refused', async () => {
    const root = await portal.organization('Refused');
    for (const principal of [member(root, 'license_manager'), member(root, 'viewer'), staff('account_manager')]) {
      await expect(auditOf(principal).listAuditEntries({})).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(auditOf(member(root, 'owner')).checkAuditChain({})).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('the list', () => {
  test('is narrowed by every filter, newest first', async () => {
    const principal = staff('product_manager');
    const actor = principalKey(principal);
    const auditor = staff('auditor');
    const first = await createProduct(portal, 'filter-a', principal, { requestId: 'filter-1' });
    const second = await createProduct(portal, 'filter-b', principal, { requestId: 'filter-2' });
    expect(await subjectsSeenBy(auditor, { actor })).toEqual([second.id, first.id]);
    expect(await subjectsSeenBy(auditor, { actor, sort: 'at' })).toEqual([first.id, second.id]);
    expect(await subjectsSeenBy(auditor, { actor, action: ['products.product.changed'] })).toEqual([]);
    expect(await subjectsSeenBy(auditor, { actor, action: ['products.product.changed', 'products.product.created'] })).toHaveLength(2);
    expect(await subjectsSeenBy(auditor, { request_id: 'filter-1' })).toEqual([first.id]);
    for (const q of [second.id, 'filter-2']) expect(await subjectsSeenBy(auditor, { q })).toEqual([second.id]);
    const [entry] = (await auditOf(auditor).listAuditEntries({ query: { q: 'filter-1' } })).items;
    const at = entry?.at ?? '';
    expect(await subjectsSeenBy(auditor, { request_id: 'filter-1', at_from: at, at_until: at })).toEqual([first.id]);
    const later = new Date(Date.parse(at) + 1).toISOString();
    expect(await subjectsSeenBy(auditor, { request_id: 'filter-1', at_from: later })).toEqual([]);
  });

  test('pages through everything once', async () => {
    for (let count = 0; count < 5; count++) await createProduct(portal, `page-${count}`);
    await portal.settle();
    const seen: string[] = [];
    const client = auditOf(staff('auditor'));
    let cursor: string | undefined;
    do {
      const page = await client.listAuditEntries({ query: { limit: 7, ...(cursor ? { cursor } : {}) } });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    const { total } = await client.listAuditEntries({ query: { count: true, limit: 1 } });
    expect(seen).toHaveLength(total ?? 0);
    expect(new Set(seen).size).toBe(total);
  });
});
