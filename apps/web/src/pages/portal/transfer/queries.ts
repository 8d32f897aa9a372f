import { queryClient } from '../../../api/query-client.ts';
import type { Search } from '../../../navigation/search.ts';

/** As many as one transfer takes (`NewTransfers`). */
export const MOST_LICENSES = 50;

/** The licences that the address of a new transfer names. */
export function chosenLicenses({ licenses = '' }: Search): readonly string[] {
  return licenses.split(',').filter((id) => id !== '');
}

/** After a transfer both sides' licences and certificates are others. */
export async function showTransferChanges(): Promise<void> {
  const changed = ['transfers', 'licenses', 'certificates', 'purchases'];
  await Promise.all(changed.map((name) => queryClient.invalidateQueries({ queryKey: [name] })));
}
