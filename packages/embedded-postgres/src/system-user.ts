import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

/** The system user that runs the server in our place. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Who runs the server: `undefined` for ourselves or, because PostgreSQL refuses to run as root, another user when we are root.
 * That is the owner of the cluster if there is one, else `postgres`, else `nobody`.
 */
export function chooseServerUser(cluster: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { uid, gid };
  }
  const user = findUser('postgres') ?? findUser('nobody');
  if (!user) {
    throw new Error(
      'PostgreSQL does not run as root, and the system has neither a user "postgres" nor "nobody": add one or set DATABASE_URL',
    );
  }
  return user;
}

/** True when `user` can pass through `directory` and all its parents. */
export function canEnter(user: ServerUser | undefined, directory: string): boolean {
  return !user || spawnSync('test', ['-x', directory], { ...user, cwd: '/' }).status === 0;
}

function findUser(name: string): ServerUser | undefined {
  try {
    return { uid: askId('-u', name), gid: askId('-g', name) };
  } catch {
    return undefined;
  }
}

function askId(flag: string, name: string): number {
  return Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
}
