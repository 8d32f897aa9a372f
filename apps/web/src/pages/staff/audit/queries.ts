import type { ChainCheck } from '@kabinet/contracts/audit/resources';
import { api } from '../../../api/api.ts';

/** The root of the organization's tree, by which its chain is named. */
export async function rootOf(cabinetId: string): Promise<string> {
  const { parent_id } = await api.organizations.getCabinet({ params: { id: cabinetId } });
  return parent_id === null ? cabinetId : rootOf(parent_id);
}

/** Checks a chain to its end, a part at a time; `progress` hears how far it is. Without `chain` that of the vendor. */
export async function checkWholeChain(
  chain: string | undefined,
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<ChainCheck> {
  let check = await checkFrom(1);
  while (check.ok && check.head !== null && check.to_seq < check.head.seq) {
    progress(check.to_seq, check.head.seq);
    check = await checkFrom(check.to_seq + 1);
  }
  return check;

  function checkFrom(from_seq: number): Promise<ChainCheck> {
    return api.audit.checkAuditChain({ query: { from_seq, ...(chain === undefined ? {} : { chain }) } }, { signal });
  }
}
