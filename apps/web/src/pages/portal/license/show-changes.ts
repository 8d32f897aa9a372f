import { queryClient } from '../../../api/query-client.ts';

/** After a change everything that shows licences asks for them again. */
export async function showChanges(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['licenses'] });
}
