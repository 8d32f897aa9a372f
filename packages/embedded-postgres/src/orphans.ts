import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readPostmasterFile } from './postmaster-file.ts';
import { hasProcess, isAlive, sendSignal, waitUntil } from './processes.ts';

/**
 * Ends what a killed Kabinet, or a killed postmaster, left running on `cluster`. Whoever calls this holds the lock on the data.
 * A `postmaster.pid` whose number now belongs to another program, or to a dead one that nobody has buried, is removed: PostgreSQL would
 * take that for a running server.
 */
export async function endOrphans(cluster: string, log: (message: string) => void): Promise<void> {
  const file = readPostmasterFile(cluster);
  if (!file) return;
  const servers = serverProcesses(cluster, file.pid);
  if (servers.includes(file.pid)) {
    log(`stopping the PostgreSQL that an earlier run left behind (pid ${file.pid})`);
    await stopServer(file.pid);
  }
  await endRemains(servers);
  if (hasProcess(file.pid)) rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

/** Stops a postmaster: politely (fast shutdown), then at once, which the next start repairs. Throws when it survives both. */
export async function stopServer(pid: number): Promise<void> {
  sendSignal(pid, 'SIGINT');
  if (await waitUntil(() => !isAlive(pid), 20_000)) return;
  sendSignal(pid, 'SIGQUIT');
  if (await waitUntil(() => !isAlive(pid), 5_000)) return;
  throw new Error(`PostgreSQL (pid ${pid}) does not stop`);
}

/** Backends outlive a killed postmaster while they are busy, and a new one will not start beside them. */
async function endRemains(pids: readonly number[]): Promise<void> {
  const remain = () => pids.filter(isAlive);
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    for (const pid of remain()) sendSignal(pid, signal);
    if (await waitUntil(() => remain().length === 0, 3_000)) return;
  }
  throw new Error(`Processes of an earlier PostgreSQL do not stop (pid ${remain().join(', ')})`);
}

/** The PostgreSQL processes of `cluster`; each of them works in the cluster's folder. */
function serverProcesses(cluster: string, postmaster: number): number[] {
  if (process.platform !== 'linux') return isServerByCommand(postmaster, cluster) ? [postmaster] : [];
  const directory = realpathSync(cluster);
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === directory && readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
    } catch {
      // It ended meanwhile, or belongs to somebody else.
      return false;
    }
  });
}

function isServerByCommand(pid: number, cluster: string): boolean {
  try {
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes('postgres') && command.includes(cluster);
  } catch {
    return false;
  }
}
