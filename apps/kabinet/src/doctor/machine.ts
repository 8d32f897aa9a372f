import { existsSync } from 'node:fs';
import { access, constants, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { secretFile } from '../secret.ts';
import { isLoopback, type Settings } from '../settings.ts';
import { finding, type Finding } from './finding.ts';

/** PostgreSQL stops writing on a full disk, and a release may be a gigabyte. */
const LEAST_FREE = 1_073_741_824;

/** What this machine gives. Nothing is made. */
export function machineFindings(settings: Settings): Promise<Finding[]> {
  const { dataDirectory } = settings;
  return Promise.all([
    nodeFinding(),
    finding('data folder', () => dataFolder(dataDirectory)),
    diskFinding(dataDirectory),
    secretFinding(settings),
    exposureFinding(settings),
  ]);
}

async function nodeFinding(): Promise<Finding> {
  const ok = Number(process.versions.node.split('.')[0]) >= 24;
  return { check: 'Node.js', ok, detail: `${process.version} (24 or newer is needed)` };
}

async function dataFolder(folder: string): Promise<string> {
  await access(nearest(folder), constants.W_OK);
  return existsSync(folder) ? folder : `${folder} is not there yet; it is made with the first file`;
}

async function diskFinding(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(nearest(folder));
  const free = bavail * bsize;
  return {
    check: 'disk space',
    ok: free >= LEAST_FREE,
    detail: `${(free / LEAST_FREE).toFixed(1)} GiB are free for the data folder (1 GiB is the least)`,
  };
}

async function secretFinding({ secret, dataDirectory }: Settings): Promise<Finding> {
  if (secret !== undefined) return { check: 'secret', ok: true, detail: 'KABINET_SECRET' };
  const file = secretFile(dataDirectory);
  const ok = existsSync(file);
  return { check: 'secret', ok, detail: ok ? `${file}: keep it with the backups` : 'KABINET_SECRET is not set, and none was made yet' };
}

async function exposureFinding({ host, publicUrl }: Settings): Promise<Finding> {
  const ok = isLoopback(host) || publicUrl.startsWith('https:');
  return {
    check: 'public address',
    ok,
    detail: ok ? publicUrl : `${publicUrl} is not HTTPS although HOST ${host} is reachable from outside`,
  };
}

function nearest(folder: string): string {
  return existsSync(folder) ? folder : nearest(dirname(folder));
}
