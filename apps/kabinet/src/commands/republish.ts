import type { Composition } from '../compose.ts';
import { settle } from '../settle.ts';
import { CommandError } from './command-error.ts';

/** Has `service` tell its present state once more, a transaction a batch; answers the number of batches. */
export async function republish(composition: Composition, service: string): Promise<number> {
  const running = composition.services.get(service);
  const tell = running?.manifest.republish;
  if (!running || !tell) throw new CommandError(`${service} has nothing that others follow`, 2);
  let batches = 0;
  let after: string | undefined;
  do {
    const context = running.contextAsService(`command:republish:${service}`);
    const from = after;
    after = await context.system.transaction((tx) => tell(context, tx, from));
    batches += 1;
  } while (after !== undefined);
  await settle(composition);
  return batches;
}
