// A program that owns an embedded PostgreSQL, as Kabinet does, for tests that kill it. Prints what it got as a line of JSON.
import { DataInUseError } from '../src/data-lock.ts';
import { startEmbeddedPostgres } from '../src/embedded-postgres.ts';

const [dataDirectory] = process.argv.slice(2);
if (dataDirectory === undefined) throw new Error('usage: owner.ts <data directory>');

try {
  const server = await startEmbeddedPostgres({
    dataDirectory,
    note: 'port 8080',
    log: console.error,
    // What the system has taken over survives every kill of a process; only a power failure would need more.
    extraSettings: { fsync: 'off' },
  });
  console.log(JSON.stringify({ adminUrl: server.adminUrl, pid: server.pid }));
  const untilTold = setInterval(() => {}, 60_000);
  process.once('SIGTERM', () => {
    clearInterval(untilTold);
    void server.stop();
  });
} catch (error) {
  if (!(error instanceof DataInUseError)) throw error;
  console.log(JSON.stringify({ inUseBy: error.pid, message: error.message }));
}
