import { refuseDataInUse } from '@kabinet/embedded-postgres/data-lock';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { CommandError } from './commands/command-error.ts';
import type { Settings } from './settings.ts';

type Place = Pick<Settings, 'host' | 'port' | 'dataDirectory'>;

/**
 * Tries the port before anything is made or migrated. Throws a `CommandError` that names the variable, or a `DataInUseError` where
 * this very installation runs already, which says more.
 */
export async function checkListening(place: Place): Promise<void> {
  const server = createServer();
  try {
    await once(server.listen(place.port, place.host), 'listening');
  } catch (error) {
    await refuseDataInUse(place.dataDirectory);
    throw explainListening(error, place);
  }
  server.close();
  await once(server, 'close');
}

/** What the operator can change when a process cannot listen; any other error as it is. */
export function explainListening(error: unknown, { host, port }: Place): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return new CommandError(`PORT: another program listens on ${host}:${port}; stop it, or set another PORT`);
  if (code === 'EACCES') return new CommandError(`PORT: this user may not listen on ${port}; set PORT to 1024 or higher`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return new CommandError(`HOST: ${host} is no address of this machine`);
  return error;
}
