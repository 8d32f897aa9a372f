import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readHeads, verifyAudit } from '../src/commands/verify-audit.ts';
import { newInstallation, run } from './program.ts';
import { startPortal, type TestPortal } from '../src/testing.ts';

let portal: TestPortal;
let folder: string;
beforeAll(async () => {
  portal = await startPortal();
  folder = await mkdtemp(join(tmpdir(), 'kabinet-heads-'));
});
afterAll(async () => {
  await portal.stop();
  await rm(folder, { recursive: true, force: true });
});

const AT = 'where chain_id = $1 and seq = $2';

test('every chain is checked; what was changed, cut or replaced is named', async () => {
  const [changed, cut, replaced] = [
    await portal.organization('Changed'),
    await portal.organization('Cut'),
    await portal.organization('Replaced'),
  ];
  for (const organization of [changed, cut]) await portal.organization('Below', organization);
  await portal.settle();
  const verify = (known: Parameters<typeof verifyAudit>[1]) => verifyAudit(portal.composition, known, () => undefined);
  const before = await verify([]);
  expect(before).toMatchObject({ ok: true, chains: 3, entries: 5, faults: [] });
  const file = join(folder, 'heads.json');
  await writeFile(file, JSON.stringify(before));
  const heads = await readHeads(file);
  expect(await verify(heads)).toMatchObject({ ok: true });
  await portal.database.sql(`update audit.audit_entry set ip = '198.51.100.1' ${AT}`, [changed.root_id, 1]);
  await portal.database.sql(`delete from audit.audit_entry ${AT}`, [cut.root_id, 2]);
  expect(await verify([])).toMatchObject({ ok: false, faults: [{ chain: changed.root_id, seq: 1, fault: 'broken' }] });
  const forged = heads.map((head) => (head.chain === replaced.root_id ? { ...head, head: { ...head.head, hash: '0'.repeat(64) } } : head));
  const { faults } = await verify(forged);
  expect(faults.toSorted((a, b) => (a.fault < b.fault ? -1 : 1))).toEqual([
    { chain: changed.root_id, seq: 1, fault: 'broken' },
    { chain: cut.root_id, seq: 2, fault: 'cut' },
    { chain: replaced.root_id, seq: 1, fault: 'replaced' },
  ]);
});

test('the command says so with its exit code, and makes no installation where there is none', { timeout: 120_000 }, async () => {
  const installation = await newInstallation();
  try {
    expect(await run(installation, 'audit', 'verify')).toMatchObject({ code: 2, stderr: expect.stringContaining('no installation') });
    expect(await run(installation, 'migrate')).toMatchObject({ code: 0 });
    const { code, stdout } = await run(installation, 'audit', 'verify', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, faults: [] });
    const nonsense = join(folder, 'nonsense.json');
    await writeFile(nonsense, '{}');
    expect(await run(installation, 'audit', 'verify', '--heads', nonsense)).toMatchObject({ code: 2 });
  } finally {
    await installation.remove();
  }
});
