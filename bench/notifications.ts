import { notificationsContract } from '@kabinet/contracts/notifications';
import { productsContract } from '@kabinet/contracts/products';
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { clientOf } from '../apps/kabinet/src/clients.ts';
import { settle } from '../apps/kabinet/src/settle.ts';
import { publishRelease } from '../test/support/access/release-things.ts';
import { organizationId } from './dataset.ts';
import type { BenchInstallation } from './installation.ts';
import { median } from './load.ts';
import { logIn, startPortalProcess, stopProcess } from './processes.ts';
import { ADMIN, addPeople, MAILED_ORGANIZATION } from './people.ts';

const PRODUCT = 'horns-mail';
/** How many have a licence of the product and may act on it. */
const PEOPLE = 100_000;
/** Of so many notices each of them has a receipt. */
const NOTICES = 100;
/** The newest of which nobody has read. */
const UNREAD = 5;
const SAMPLES = 300;

export interface ReleaseMeasure {
  /** From the request to its answer. */
  readonly answerMs: number;
  /** From the request until the last of all has it in the portal. */
  readonly visibleMs: number;
  /** The same number of rows by a bare INSERT … SELECT into a table of the same form. */
  readonly floorMs: number;
}

/** A release is called back, which everybody who holds its product is told. */
export async function measureRelease(bench: BenchInstallation, people = PEOPLE): Promise<ReleaseMeasure> {
  await addPeople(bench, [ADMIN]);
  const client = new pg.Client({ connectionString: bench.database.adminUrl });
  await client.connect();
  const release = await publishForAll(bench, client, people);
  const portal = await startPortalProcess(bench);
  try {
    const token = await logIn(portal.url, ADMIN.email);
    const start = performance.now();
    const response = await fetch(`${portal.url}/api/v1/releases/${release}/recall`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ reason: 'A benchmark' }),
    });
    const answerMs = performance.now() - start;
    if (!response.ok) throw new Error(`the recall failed: ${response.status} ${await response.text()}`);
    await response.arrayBuffer();
    while ((await countTold(client, release)) < people) await pause(50);
    return { answerMs, visibleMs: performance.now() - start, floorMs: await bareInsert(client, people) };
  } finally {
    await stopProcess(portal.process);
    await client.end();
  }
}

/** Published before those who hold it are known: that is not what is measured. */
async function publishForAll(bench: BenchInstallation, client: pg.Client, people: number): Promise<string> {
  const { composition } = bench.portal;
  const product = await clientOf(composition, productsContract).getProduct({ params: { id: PRODUCT } });
  const portal = {
    url: '',
    transports: composition.transports,
    client: (contract, principal) => clientOf(composition, contract, principal),
    settle: () => settle(composition),
    stop: async () => undefined,
  } satisfies Parameters<typeof publishRelease>[0];
  await client.query('delete from notifications.holding where number like $1', ['BENCH-%']);
  const release = await publishRelease(portal, product.id);
  await fillPeople(client, product.id, people);
  return release;
}

async function fillPeople(client: pg.Client, productId: string, people: number): Promise<void> {
  await client.query('begin');
  await client.query('set local session_replication_role = replica');
  await client.query(
    `with place as materialized (
       select id, root_id, row_number() over (order by id) - 1 as number from notifications.organization_node where root_id <> $2
     )
     insert into notifications.membership (id, user_id, organization_id, root_id, role, disabled, version, ended)
     select md5('bench membership ' || n)::uuid, md5('bench person ' || n)::uuid, place.id, place.root_id, 'license_manager', '{}', 1, false
     from generate_series(1, $1::int) n cross join (select count(*) as places from place) counted
     join place on place.number = n % counted.places
     on conflict do nothing`,
    // Who exists here alone cannot be mailed: see `mails.ts`.
    [people, organizationId(MAILED_ORGANIZATION)],
  );
  await client.query(
    `insert into notifications.holding (id, kind, number, organization_id, root_id, product_id, quantity, valid_from, decision, term_since, version)
     select md5('bench holding ' || id)::uuid, 'license', 'BENCH-' || left(id::text, 8), id, root_id, $1, 1, '2026-01-01', 'none', '2026-01-01', 1
     from notifications.organization_node on conflict do nothing`,
    [productId],
  );
  await client.query('commit');
  await client.query('analyze notifications.membership; analyze notifications.holding');
}

async function countTold(client: pg.Client, release: string): Promise<number> {
  const { rows } = await client.query<{ told: number }>(
    `select count(*)::int as told from notifications.receipt join notifications.notice on notice.id = receipt.notice_id
     where notice.cause = $1`,
    [`release:${release}:recalled`],
  );
  return rows[0]?.told ?? 0;
}

async function bareInsert(client: pg.Client, people: number): Promise<number> {
  await client.query(`create temporary table bare (like notifications.receipt including all)`);
  const start = performance.now();
  await client.query(
    `insert into bare (user_id, published_at, notice_id)
     select user_id, now(), md5('bare')::uuid from notifications.membership where id in (
       select md5('bench membership ' || n)::uuid from generate_series(1, $1::int) n)`,
    [people],
  );
  return performance.now() - start;
}

export interface UnreadMeasure {
  readonly rows: number;
  readonly medianMs: number;
  readonly p99Ms: number;
}

/** How much a person has not read, out of ten million receipts of a year. */
export async function measureUnread(bench: BenchInstallation, people = PEOPLE): Promise<UnreadMeasure> {
  const client = new pg.Client({ connectionString: bench.database.adminUrl });
  await client.connect();
  try {
    const product = await clientOf(bench.portal.composition, productsContract).getProduct({ params: { id: PRODUCT } });
    await fillPeople(client, product.id, people);
    await fillReceipts(client, people);
    const { rows } = await client.query<{ rows: string }>('select count(*) as rows from notifications.receipt');
    const samples: number[] = [];
    for (let sample = 0; sample < SAMPLES; sample++) samples.push(await msToCount(bench, client, 1 + ((sample * 7919) % people)));
    samples.sort((a, b) => a - b);
    return { rows: Number(rows[0]?.rows), medianMs: median(samples), p99Ms: samples[Math.floor(samples.length * 0.99)] ?? Number.NaN };
  } finally {
    await client.end();
  }
}

/** The receipts of a year, in their months; nothing when they are there already. */
async function fillReceipts(client: pg.Client, people: number): Promise<void> {
  const { rowCount } = await client.query(`select from notifications.notice where cause = 'bench:${people}:1'`);
  if (rowCount === 1) return;
  await client.query(
    `select notifications.make_receipt_month((date_trunc('month', now()) - step * interval '1 month')::date) from generate_series(0, 12) step`,
  );
  const data = { what: 'published', id: createHash('md5').update('bench').digest('hex'), version: '1.0', kind: 'update', reason: null };
  await client.query(
    `insert into notifications.notice (id, kind, audience, data, cause, published_at, created_at, updated_at)
     select md5('bench notice ${people} ' || n)::uuid, 'release', 'people', $1, 'bench:${people}:' || n, at, at, at
     from generate_series(1, ${NOTICES}) n, lateral (select now() - n * interval '3.5 days' as at) published`,
    [JSON.stringify({ ...data, product: { ru: 'Продукт', en: 'Product' } })],
  );
  for (let notice = 1; notice <= NOTICES; notice++) {
    await client.query(
      `insert into notifications.receipt (user_id, published_at, notice_id, read_at)
       select md5('bench person ' || n)::uuid, notice.published_at, notice.id, case when $1::int > ${UNREAD} then now() end
       from notifications.notice, generate_series(1, $2::int) n where notice.cause = 'bench:${people}:' || $1::int`,
      [notice, people],
    );
  }
  await client.query('vacuum (analyze) notifications.receipt, notifications.notice');
}

async function msToCount(bench: BenchInstallation, client: pg.Client, person: number): Promise<number> {
  const { rows } = await client.query<{ user_id: string; organization_id: string; root_id: string }>(
    `select user_id, organization_id, root_id from notifications.membership where id = md5('bench membership ' || $1::int)::uuid`,
    [person],
  );
  const [membership] = rows;
  if (!membership) throw new Error(`person ${person} is nobody`);
  const { user_id, organization_id, root_id } = membership;
  const reader = clientOf(bench.portal.composition, notificationsContract, {
    kind: 'user',
    id: user_id,
    session_id: user_id,
    staff_roles: [],
    memberships: [{ organization_id, root_id, role: 'license_manager', disabled: [] }],
  });
  const start = performance.now();
  const { unread } = await reader.countUnreadNotifications({});
  const elapsed = performance.now() - start;
  if (unread < UNREAD) throw new Error(`person ${person} has ${unread} unread`);
  return elapsed;
}
