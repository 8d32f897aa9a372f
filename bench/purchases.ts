import type { MachinePrincipal } from '@kabinet/contract/principal';
import { licensesContract } from '@kabinet/contracts/licenses';
import { clientOf } from '../apps/kabinet/src/clients.ts';
import type { BenchInstallation } from './installation.ts';

const PURCHASES = 300;
const erp: MachinePrincipal = { kind: 'machine', id: 'bench', scopes: ['purchases:write'], organization: null };

/** Purchases per second of one sender in order, each a licence and a certificate of a known buyer. */
export async function measurePurchases(bench: BenchInstallation): Promise<{ perSecond: number; msEach: number }> {
  const client = clientOf(bench.portal.composition, licensesContract, erp);
  const run = String(Date.now());
  await client.receivePurchase({ body: purchase(run, 0) });
  const start = performance.now();
  for (let number = 1; number <= PURCHASES; number++) await client.receivePurchase({ body: purchase(run, number) });
  const elapsed = performance.now() - start;
  return { perSecond: (PURCHASES / elapsed) * 1000, msEach: elapsed / PURCHASES };
}

function purchase(run: string, number: number) {
  const term = { valid_from: '2026-01-01', valid_until: '2026-12-31' };
  return {
    source: 'bench',
    id: `${run}-${number}`,
    purchased_at: '2026-01-01T09:00:00Z',
    buyer: { inn: '7707083893', kpp: '770701001', name: 'Покупатель' },
    lines: [{ product: 'horns-mail', quantity: 10, parameters: { mailboxes: 100 }, ...term, certificate: { level: 'standard', ...term } }],
  };
}
