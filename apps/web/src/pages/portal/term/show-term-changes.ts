import { queryClient } from '../../../api/query-client.ts';

/** After a change everything that shows licences, certificates or purchases asks for them again. */
export async function showTermChanges(): Promise<void> {
  const changed = ['licenses', 'certificates', 'purchases'];
  await Promise.all(changed.map((name) => queryClient.invalidateQueries({ queryKey: [name] })));
}
