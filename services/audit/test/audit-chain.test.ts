import { auditContract } from '@kabinet/contracts/audit';
import type { AuditEntry } from '@kabinet/contracts/audit/resources';
import { staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { recordEntry } from '../src/actions/record-entry.ts';
import { canonicalJson } from '../src/domain/chain.ts';
import { VENDOR_CHAIN } from '../src/queries/entry-view.ts';
import { createProduct, issueEvent } from './happenings.ts';

/** Picks an entry of the vendor's chain by its place. */
const AT = `where chain_id = '${VENDOR_CHAIN}' and seq = $1`;

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortal();
  for (let count = 1; count <= 12; count++) await createProduct(portal, `recorded-${count}`);
  await portal.settle();
});
afterAll(() => portal.stop());

describe('the chain', () => {
  function check(query: { chain?: string; from_seq?: number; to_seq?: number } = {}) {
    return portal.client(auditContract, staff('auditor')).checkAuditChain({ query });
  }

  /** Runs `damage` past every wall, looks, and puts the entry back as it was. */
  async function damaged(seq: number, damage: string, query: { from_seq?: number; to_seq?: number } = {}) {
    const [row] = await portal.database.sql<{ kept: string }>(`select to_jsonb(e)::text as kept from audit.audit_entry e ${AT}`, [seq]);
    await portal.database.sql(damage, [seq]);
    const found = await check(query);
    const [columns] = await portal.database.sql<{ names: string }>(
      `select string_agg(attname, ', ') as names from pg_attribute
       where attrelid = 'audit.audit_entry'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    );
    await portal.database.sql(`delete from audit.audit_entry ${AT}`, [seq]);
    await portal.database.sql(
      `insert into audit.audit_entry (${columns?.names}) select ${columns?.names} from jsonb_populate_record(null::audit.audit_entry, $1::jsonb)`,
      [row?.kept],
    );
    return found;
  }

  test('is whole, in all and in part', async () => {
    const found = await check();
    expect(found).toMatchObject({ chain: null, from_seq: 1, ok: true, broken_at: null, head: { seq: found.to_seq } });
    expect(found.to_seq).toBeGreaterThan(10);
    expect(await check({ from_seq: 4, to_seq: 6 })).toMatchObject({ from_seq: 4, to_seq: 6, ok: true });
    await expect(check({ from_seq: 6, to_seq: 5 })).rejects.toMatchObject({ code: 'invalid_query', errors: [{ pointer: '?to_seq' }] });
  });

  test('can be checked by anybody who has the entries', async () => {
    const { items } = await portal.client(auditContract, staff('auditor')).listAuditEntries({ query: { limit: 200 } });
    const bySeq = new Map(items.map((item) => [item.seq, item]));
    for (let seq = 1; seq <= items.length; seq++) {
      const { hash, chain: _chain, changes: _changes, ...whole } = bySeq.get(seq) as AuditEntry;
      const { on_behalf, ...actor } = whole.actor;
      const entry = { ...whole, actor };
      expect(on_behalf).toBeNull();
      const previous = Buffer.from(bySeq.get(seq - 1)?.hash ?? '00'.repeat(32), 'hex');
      expect(createHash('sha256').update(previous).update(canonicalJson(entry)).digest('hex')).toBe(hash);
    }
    expect(items.length).toBeGreaterThan(10);
  });

  test.each([
    ['side', `update audit.audit_entry set actor_side = null ${AT}`],
    ['party', `update audit.audit_entry set actor_organizations = array[gen_random_uuid()] ${AT}`],
    ['actor', `update audit.audit_entry set actor = 'user:somebody-else' ${AT}`],
    ['instant', `update audit.audit_entry set at = at + interval '1 ms' ${AT}`],
    ['address', `update audit.audit_entry set ip = '198.51.100.1' ${AT}`],
    ['organization', `update audit.audit_entry set organization_id = gen_random_uuid() ${AT}`],
    ['version', `update audit.audit_entry set version = version + 1 ${AT}`],
    ['name acted for', `update audit.audit_entry set actor_on_behalf = 'user:somebody-else' ${AT}`],
    ['data', `update audit.audit_entry set data = data || '{"name":"other"}' ${AT}`],
    ['hash', `update audit.audit_entry set hash = sha256(hash) ${AT}`],
    ['existence', `delete from audit.audit_entry ${AT}`],
  ])('shows a changed %s', async (_what, damage) => {
    expect(await damaged(5, damage)).toMatchObject({ ok: false, broken_at: 5 });
    expect(await check()).toMatchObject({ ok: true });
  });

  test('shows entries that are missing at its end to those who know of them', async () => {
    const { head } = await check();
    const last = head?.seq ?? 0;
    const cut = `delete from audit.audit_entry ${AT}`;
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

  test('is appended to by one consumer after the other', async () => {
    await portal.settle();
    const order: string[] = [];
    const recorded = Promise.withResolvers<void>();
    const first = append('first', async () => {
      recorded.resolve();
      await vi.waitFor(async () => expect(await portal.database.sql(WAITING)).toHaveLength(1), { timeout: 3_000, interval: 10 });
      order.push('first');
    });
    await recorded.promise;
    const second = append('second', async () => void order.push('second'));
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'second']);
    expect(await check()).toMatchObject({ ok: true });
  });

  test('runs through one tree only, and cannot stand in for that of another', async () => {
    const [tree, other] = [await portal.organization('Chained'), await portal.organization('Chained aside')];
    const daughter = await portal.organization('Chained below', tree);
    await portal.settle();
    expect(await check({ chain: tree.root_id })).toMatchObject({ chain: tree.root_id, ok: true, to_seq: 2, head: { seq: 2 } });
    expect(await check({ chain: other.root_id })).toMatchObject({ ok: true, head: { seq: 1 } });
    expect(await check({ chain: daughter.organization_id })).toMatchObject({ ok: true, to_seq: 0, head: null });
    const { items } = await portal
      .client(auditContract, staff('auditor'))
      .listAuditEntries({ query: { cabinet_id: tree.organization_id } });
    expect(items.map(({ chain, seq }) => [chain, seq])).toEqual([2, 1].map((seq) => [tree.root_id, seq]));
    await portal.database.sql('delete from audit.audit_entry where chain_id = $1', [other.root_id]);
    await portal.database.sql('update audit.audit_entry set chain_id = $2 where chain_id = $1', [tree.root_id, other.root_id]);
    expect(await check({ chain: other.root_id })).toMatchObject({ ok: false, broken_at: 1 });
  });

  const WAITING = `select from pg_stat_activity where application_name = 'kabinet audit' and wait_event_type = 'Lock' and datname = current_database()`;

  /** Records an event as a consumer of its own would; `before` runs before the transaction ends. */
  async function append(consumer: string, before: () => Promise<void>): Promise<void> {
    const context = portal.service('audit').contextAsService(consumer);
    await context.system.transaction(async (tx) => {
      await recordEntry(context, issueEvent('appended'), tx);
      await before();
    });
  }
});
