import type { Principal } from '@kabinet/contract/principal';
import { auditContract } from '@kabinet/contracts/audit';
import type { AuditEntry } from '@kabinet/contracts/audit/resources';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { productsContract } from '@kabinet/contracts/products';
import { createInbox } from '@kabinet/events';
import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { createHash, randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson } from '../src/domain/chain.ts';

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

async function createProduct(slug: string, principal: Principal = staff('product_manager'), origin: { requestId?: string; ip?: string } = {}) {
  const name = { ru: slug, en: slug };
  const body = { slug, name, parameters: { type: 'object' }, support_levels: [], update_policy: 'always' as const };
  return portal.client(productsContract, principal, origin).createProduct({ body });
}

describe('an entry', () => {
  test('says who did what to what, when and from where, and what became of it', async () => {
    const principal = staff('product_manager');
    const product = await createProduct('who', principal, { requestId: 'request-of-who', ip: '192.0.2.7' });
    await portal.settle();
    const { items } = await auditOf(staff('auditor')).listAuditEntries({ query: { subject: product.id } });
    expect(items).toEqual([
      {
        id: expect.any(String),
        seq: expect.any(Number),
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        actor: `user:${principal.kind === 'user' ? principal.id : ''}`,
        action: 'products.product.created',
        subject: product.id,
        cabinet_id: null,
        request_id: 'request-of-who',
        ip: '192.0.2.7',
        data: product,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
  });

  test('is made of every event of every service, once each', async () => {
    const root = await portal.organization('Counted');
    await portal.organization('Counted below', root);
    await createProduct('counted');
    await portal.settle();
    const outboxes = [...portal.composition.services.keys()].map((schema) => `select event->>'id' as id from ${schema}.outbox`).join(' union all ');
    const published = await portal.database.sql<{ id: string }>(outboxes);
    const recorded = await portal.database.sql<{ id: string; seq: string }>('select id, seq from audit.audit_entry order by seq');
    expect(recorded.map((row) => row.id).toSorted()).toEqual(published.map((row) => row.id).toSorted());
    expect(recorded.map((row) => Number(row.seq))).toEqual(recorded.map((_, index) => index + 1));
  });

  test('stands once though its event comes again', async () => {
    const { id } = await createProduct('again');
    await portal.settle();
    const [{ event } = { event: {} }] = await portal.database.sql<{ event: object }>(`select event from products.outbox where event->>'subject' = $1`, [id]);
    // Long after: the inbox has forgotten the event.
    await portal.database.sql(`delete from audit.inbox where event->>'subject' = $1`, [id]);
    await portal.service('audit').inbox.receive([event as never, event as never]);
    expect(await subjectsSeenBy(staff('auditor'), { subject: id })).toEqual([id]);
  });
});

describe('owners', () => {
  test('read what happened to their organizations, and nothing else', async () => {
    const root = await portal.organization('Audited');
    const daughter = await portal.organization('Audited daughter', root);
    const stranger = await portal.organization('Audited stranger');
    await createProduct('unseen');
    expect((await subjectsSeenBy(member(root, 'owner'))).toSorted()).toEqual([root.organization_id, daughter.organization_id].toSorted());
    expect(await subjectsSeenBy(member(daughter, 'owner'))).toEqual([daughter.organization_id]);
    expect(await subjectsSeenBy(member(root, 'owner'), { cabinet_id: stranger.organization_id })).toEqual([]);
    expect(await subjectsSeenBy(member(root, 'owner'), { cabinet_id: root.organization_id, descendants: false })).toEqual([root.organization_id]);
    expect(await subjectsSeenBy(staff('auditor'))).toEqual(expect.arrayContaining([root, daughter, stranger].map((each) => each.organization_id)));
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
    expect(await auditOf(staff('auditor')).checkAuditChain({})).toMatchObject({ ok: true });
  });

  test('find a late event of an organization in the tree where it now is', async () => {
    const [from, to] = [await portal.organization('Before'), await portal.organization('After')];
    const moved = await portal.organization('Late', from);
    const vendor = portal.client(organizationsContract, staff('account_manager'));
    await vendor.changeCabinet({ params: { id: moved.organization_id }, body: { parent_id: to.organization_id } }, { ifMatch: '"1"' });
    await portal.settle();
    await portal.service('audit').inbox.receive([lateEvent(moved.organization_id, from.root_id)]);
    expect(await subjectsSeenBy(member(to, 'owner'), { action: ['issues.issue.created'] })).toEqual(['late']);
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

function lateEvent(organizationId: string, rootId: string) {
  return {
    specversion: '1.0' as const,
    id: randomUUIDv7(),
    source: 'issues',
    type: 'issue.created',
    subject: 'late',
    version: 1,
    time: new Date().toISOString(),
    organizationid: organizationId,
    rootid: rootId,
    actor: { principal: 'service:issues', request_id: 'late', ip: null },
    data: {},
  };
}

describe('the list', () => {
  test('is narrowed by every filter, newest first', async () => {
    const principal = staff('product_manager');
    const actor = `user:${principal.kind === 'user' ? principal.id : ''}`;
    const auditor = staff('auditor');
    const first = await createProduct('filter-a', principal, { requestId: 'filter-1' });
    const second = await createProduct('filter-b', principal, { requestId: 'filter-2' });
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
    for (let count = 0; count < 5; count++) await createProduct(`page-${count}`);
    await portal.settle();
    const seen: number[] = [];
    const client = auditOf(staff('auditor'));
    let cursor: string | undefined;
    do {
      const page = await client.listAuditEntries({ query: { limit: 7, ...(cursor ? { cursor } : {}) } });
      seen.push(...page.items.map((item) => item.seq));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    const { total } = await client.listAuditEntries({ query: { count: true, limit: 1 } });
    expect(seen).toHaveLength(total ?? 0);
    expect(new Set(seen).size).toBe(total);
  });
});

describe('the chain', () => {
  function check(query: { from_seq?: number; to_seq?: number } = {}) {
    return auditOf(staff('auditor')).checkAuditChain({ query });
  }

  /** Runs `damage` past every wall, looks, and puts the entry back as it was. */
  async function damaged(seq: number, damage: string, query: { from_seq?: number; to_seq?: number } = {}) {
    const [row] = await portal.database.sql<{ kept: string }>('select to_jsonb(e)::text as kept from audit.audit_entry e where seq = $1', [seq]);
    await portal.database.sql(damage, [seq]);
    const found = await check(query);
    await portal.database.sql('delete from audit.audit_entry where seq = $1', [seq]);
    await portal.database.sql('insert into audit.audit_entry select * from jsonb_populate_record(null::audit.audit_entry, $1::jsonb)', [row?.kept]);
    return found;
  }

  test('is whole, in all and in part', async () => {
    await createProduct('whole');
    await portal.settle();
    const found = await check();
    expect(found).toMatchObject({ from_seq: 1, ok: true, broken_at: null, head: { seq: found.to_seq } });
    expect(found.to_seq).toBeGreaterThan(10);
    expect(await check({ from_seq: 4, to_seq: 6 })).toMatchObject({ from_seq: 4, to_seq: 6, ok: true });
    await expect(check({ from_seq: 6, to_seq: 5 })).rejects.toMatchObject({ code: 'invalid_query', errors: [{ pointer: '?to_seq' }] });
  });

  test('can be checked by anybody who has the entries', async () => {
    const { items } = await auditOf(staff('auditor')).listAuditEntries({ query: { limit: 200 } });
    const bySeq = new Map(items.map((item) => [item.seq, item]));
    for (let seq = 1; seq <= items.length; seq++) {
      const { hash, ...entry } = bySeq.get(seq) as AuditEntry;
      const previous = Buffer.from(bySeq.get(seq - 1)?.hash ?? '00'.repeat(32), 'hex');
      expect(createHash('sha256').update(previous).update(canonicalJson(entry)).digest('hex')).toBe(hash);
    }
    expect(items.length).toBeGreaterThan(10);
  });

  test.each([
    ['actor', `update audit.audit_entry set actor = 'user:somebody-else' where seq = $1`],
    ['instant', `update audit.audit_entry set at = at + interval '1 ms' where seq = $1`],
    ['address', `update audit.audit_entry set ip = '198.51.100.1' where seq = $1`],
    ['organization', `update audit.audit_entry set organization_id = gen_random_uuid() where seq = $1`],
    ['data', `update audit.audit_entry set data = data || '{"name":"other"}' where seq = $1`],
    ['hash', `update audit.audit_entry set hash = sha256(hash) where seq = $1`],
    ['existence', `delete from audit.audit_entry where seq = $1`],
  ])('shows a changed %s', async (_what, damage) => {
    expect(await damaged(5, damage)).toMatchObject({ ok: false, broken_at: 5 });
    expect(await check()).toMatchObject({ ok: true });
  });

  test('shows entries that are missing at its end to those who know of them', async () => {
    const { head } = await check();
    const last = head?.seq ?? 0;
    const cut = 'delete from audit.audit_entry where seq = $1';
    expect(await damaged(last, cut, { to_seq: last })).toMatchObject({ ok: false, broken_at: last, head: { seq: last - 1 } });
    expect(await damaged(last, cut, { from_seq: last + 1, to_seq: last + 1 })).toMatchObject({ ok: false, broken_at: last });
  });

  test('cannot be changed by the service itself, but for the root of a moved organization', async () => {
    const rights = await portal.database.sql<{ role: string; rights: string }>(
      `select role, string_agg(r, ',') as rights from unnest(array['audit', 'audit_system']) role, unnest(array['SELECT','INSERT','UPDATE','DELETE','TRUNCATE']) r
       where has_table_privilege(role, 'audit.audit_entry', r) group by role order by role`,
    );
    expect(rights).toEqual([
      { role: 'audit', rights: 'SELECT' },
      { role: 'audit_system', rights: 'SELECT,INSERT' },
    ]);
    const columns = await portal.database.sql<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = 'audit.audit_entry'::regclass and attnum > 0
       and has_column_privilege('audit_system', attrelid, attnum, 'UPDATE')`,
    );
    expect(columns).toEqual([{ name: 'root_id' }]);
  });

  test('has no gap and no fork when two consumers append at once', async () => {
    const events = Array.from({ length: 40 }, () => ({ ...lateEvent(randomUUIDv7(), randomUUIDv7()), type: 'issue.changed' }));
    const { inbox, database, manifest, contextAsService } = portal.service('audit');
    await inbox.receive(events);
    const everything = manifest.subscriptions.find((subscription) => subscription.subject === '>');
    const context = contextAsService('second consumer');
    const second = createInbox({
      service: 'audit',
      database,
      handlers: { '>': async (event, tx) => everything?.handle(context, event, tx) },
      onError: (error) => expect.unreachable(String(error)),
    });
    await Promise.all([inbox.loop.drain(), second.loop.drain()]);
    expect(await subjectsSeenBy(staff('auditor'), { action: ['issues.issue.changed'] })).toHaveLength(40);
    expect(await check()).toMatchObject({ ok: true });
  });
});
