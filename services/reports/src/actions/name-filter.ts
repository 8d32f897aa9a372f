import { isProblem } from '@kabinet/problem';
import type { ReportsContext } from '../context.ts';
import type { Filter } from '../printing/filter-words.ts';

/**
 * What the organizations, licences, certificates and purchases of a filter are called; of products and people the rows tell. Their owners
 * are asked in the caller's name: whatever they may not know of has no name, as what nobody has.
 */
export async function namesOfFilter({ peers }: ReportsContext, filter: Filter): Promise<Map<string, string>> {
  const asked = [
    ...idsOf(filter['cabinet_id']).map((id) => named(id, async () => (await peers.organizations.getCabinet({ params: { id } })).name)),
    ...idsOf(filter['license_id']).map((id) => named(id, async () => (await peers.licenses.getLicense({ params: { id } })).number)),
    ...idsOf(filter['certificate_id']).map((id) => named(id, async () => (await peers.licenses.getCertificate({ params: { id } })).number)),
    ...idsOf(filter['purchase_id']).map((id) =>
      named(id, async () => (await peers.licenses.getPurchase({ params: { id } })).external_id ?? id),
    ),
  ];
  return new Map((await Promise.all(asked)).filter((entry) => entry !== undefined));
}

function idsOf(value: unknown): string[] {
  return value === undefined ? [] : [value].flat().map(String);
}

/** How its owner says that the caller may not know of a thing. */
const UNKNOWN = ['cabinet_not_found', 'license_not_found', 'certificate_not_found', 'purchase_not_found', 'forbidden'] as const;

async function named(id: string, ask: () => Promise<string>): Promise<[string, string] | undefined> {
  try {
    return [id, await ask()];
  } catch (error) {
    if (isProblem(error, ...UNKNOWN)) return undefined;
    throw error;
  }
}
