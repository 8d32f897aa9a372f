import type { Principal } from '@kabinet/contract/principal';
import { licensesContract } from '@kabinet/contracts/licenses';
import { productsContract } from '@kabinet/contracts/products';
import { randomUUIDv7 } from 'node:crypto';
import pg from 'pg';
import { clientOf } from '../apps/kabinet/src/clients.ts';
import { organizationId } from './dataset.ts';
import type { BenchInstallation } from './installation.ts';
import { memberOf } from './license-list.ts';
import { median } from './load.ts';

const CLIENTS = 8;
const SECONDS = 5;
const SAMPLES = 60;
/** So many transfers a hot licence has behind it. */
export const LONG_LEDGER = 100_000;

export interface TransferMeasure {
  /** Of eight people who each move units of a licence of their own. */
  readonly apartPerSecond: number;
  /** Of eight people who move units of the same licence. */
  readonly hotPerSecond: number;
  /** Medians of one transfer, ms: of a fresh licence, and of one with a long ledger. */
  readonly freshMs: number;
  readonly longMs: number;
}

const vendor: Principal = {
  kind: 'user',
  id: organizationId(1),
  session_id: organizationId(1),
  memberships: [],
  staff_roles: ['administrator'],
};

/** Units of licences with a certificate that go from the root of the tree of 10,000 to a daughter, by the owner of the tree. */
export async function measureTransfers(bench: BenchInstallation): Promise<TransferMeasure> {
  const own = await Promise.all(Array.from({ length: CLIENTS }, () => issue(bench)));
  const hot = await issue(bench);
  const apartPerSecond = await perSecond(bench, own);
  const hotPerSecond = await perSecond(
    bench,
    own.map(() => hot),
  );
  const [fresh, long] = [await issue(bench), await issue(bench)];
  const first = await give(bench, long);
  await lengthen(bench, long, first.to_license_id ?? '');
  await give(bench, fresh);
  const [freshMs, longMs] = await msEach(bench, fresh, long);
  return { apartPerSecond, hotPerSecond, freshMs, longMs };
}

async function issue(bench: BenchInstallation): Promise<string> {
  const client = clientOf(bench.portal.composition, licensesContract, vendor);
  const product = await clientOf(bench.portal.composition, productsContract, vendor).getProduct({ params: { id: 'horns-mail' } });
  const term = { valid_from: '2026-01-01', valid_until: '2036-12-31' };
  const body = { cabinet_id: organizationId(1), product_id: product.id, quantity: 1_000_000, parameters: { mailboxes: 100 }, ...term };
  const { id } = await client.issueLicense({ body }, key());
  await client.issueCertificate({ body: { license_ids: [id], level: 'standard', ...term } }, key());
  return id;
}

function give(bench: BenchInstallation, id: string) {
  const client = clientOf(bench.portal.composition, licensesContract, memberOf(1));
  return client.transferLicense({ params: { id }, body: { to_cabinet_id: organizationId(2), quantity: 1 } }, key());
}

function key() {
  return { idempotencyKey: randomUUIDv7() };
}

async function perSecond(bench: BenchInstallation, licenses: readonly string[]): Promise<number> {
  const end = performance.now() + SECONDS * 1000;
  let done = 0;
  await Promise.all(
    licenses.map(async (id) => {
      while (performance.now() < end) {
        await give(bench, id);
        done += 1;
      }
    }),
  );
  return done / SECONDS;
}

/** In turn, so that whatever else the machine does slows both. */
async function msEach(bench: BenchInstallation, ...licenses: readonly [string, string]): Promise<[number, number]> {
  const took: [number[], number[]] = [[], []];
  for (let sample = 0; sample < SAMPLES; sample++) {
    for (const index of [0, 1] as const) {
      const start = performance.now();
      await give(bench, licenses[index]);
      took[index].push(performance.now() - start);
    }
  }
  return [median(took[0]), median(took[1])];
}

/** Writes a long past of units that went there and back, past the service as a hundred thousand transfers would take long. */
async function lengthen(bench: BenchInstallation, giver: string, receiver: string): Promise<void> {
  const client = new pg.Client({ connectionString: bench.database.adminUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    await client.query(
      `insert into licenses.ledger_entry (posting_id, line, account_kind, account_id, quantity, reason, organization_id, root_id, created_at, place, balance)
        select md5($1::text || i)::uuid, side.line, 'license', license.id, change, 'transfer', license.organization_id, license.root_id, now(),
          last.place + i, last.balance + case when i % 2 = 1 then change else 0 end
        from generate_series(1, ${LONG_LEDGER}) i
        cross join (values (1, $1::uuid, -1), (2, $2::uuid, 1)) side (line, license_id, sign)
        cross join lateral (select case when i % 2 = 1 then side.sign else -side.sign end as change) changed
        join licenses.license on license.id = side.license_id
        cross join lateral (select place, balance from licenses.ledger_entry where account_id = license.id order by place desc limit 1) last`,
      [giver, receiver],
    );
    await client.query('commit');
    await client.query('analyze licenses.ledger_entry');
  } finally {
    await client.end();
  }
}
