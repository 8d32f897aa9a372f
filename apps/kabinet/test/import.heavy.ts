import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findRunningPostgres, startEmbeddedPostgres } from '@kabinet/embedded-postgres';
import pg from 'pg';
import { expect, test } from 'vitest';
import { newInstallation, run, startProgram, type Installation } from './program.ts';

const SAMPLE = new URL('../../../samples/purchases.ndjson', import.meta.url);
const KILLS = 25;

/** What an import leaves behind, without what differs between any two installations: ids, numbers and times. */
async function endState(installation: Installation): Promise<unknown> {
  const dataDirectory = installation.environment['KABINET_DATA'] ?? '';
  const server = (await findRunningPostgres(dataDirectory)) ?? (await startEmbeddedPostgres({ dataDirectory, log: () => {} }));
  const url = new URL(server.adminUrl);
  url.pathname = '/kabinet';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    const { rows } = await client.query(`select json_build_object(
      'purchases', (select json_agg(json_build_array(source, external_id, status, errors, jsonb_array_length(results)) order by source, external_id, message::text) from licenses.purchase),
      'licenses', (select json_agg(json_build_array(o.inn, p.slug, quantity, l.parameters, valid_from, valid_until, decision) order by o.inn, p.slug, quantity, l.parameters::text, valid_from, valid_until)
        from licenses.license l join licenses.organization_node o on o.id = l.organization_id join licenses.product p on p.id = l.product_id),
      'certificates', (select json_agg(json_build_array(o.inn, level, valid_from, valid_until) order by o.inn, level, valid_from, valid_until)
        from licenses.certificate c join licenses.organization_node o on o.id = c.organization_id),
      'organizations', (select json_agg(json_build_array(inn, kpp, name, kind) order by inn, kpp) from organizations.organization),
      'ledger', (select sum(quantity) from licenses.ledger_entry),
      'undelivered', (select count(*) from licenses.outbox where published_at is null),
      'dead', (select count(*) from audit.inbox where failed_at is not null)
    ) as state`);
    return (rows[0] as { state: unknown }).state;
  } finally {
    await client.end();
    if ('stop' in server) await (server as { stop(): Promise<void> }).stop();
  }
}

async function seeded(): Promise<{ installation: Installation; feed: string }> {
  const installation = await newInstallation();
  expect(await run(installation, 'seed', '--demo')).toMatchObject({ code: 0 });
  const feed = join(installation.environment['KABINET_DATA'] ?? '', 'feed.ndjson');
  await copyFile(SAMPLE, feed);
  return { installation, feed };
}

test(`an import that is killed ${KILLS} times ends exactly as one that is not`, async () => {
  const whole = await seeded();
  expect(await run(whole.installation, 'purchases', 'import', whole.feed, '--json')).toMatchObject({ code: 0 });
  const wanted = await endState(whole.installation);

  const broken = await seeded();
  for (let kill = 1; kill <= KILLS; kill++) {
    const program = startProgram(broken.installation, 'purchases', 'import', broken.feed, '--json');
    // From the middle of the start to deep in the feed, each time elsewhere.
    await pause(400 + ((kill * 977) % 5_000));
    await program.end('SIGKILL');
  }
  expect(await run(broken.installation, 'purchases', 'import', broken.feed, '--json')).toMatchObject({ code: 0 });
  expect(await endState(broken.installation)).toEqual(wanted);
  await Promise.all([whole.installation.remove(), broken.installation.remove()]);
});
