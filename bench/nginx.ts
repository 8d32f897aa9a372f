import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, type RunningProcess } from './processes.ts';

const PROGRAM = '/usr/sbin/nginx';
const START_MS = 10_000;

/** nginx that sends the files of a folder by sendfile(2); undefined where it is not installed: `node test/peers/install.ts nginx`. */
export async function startNginx(folder: string): Promise<RunningProcess | undefined> {
  if (!existsSync(PROGRAM)) return undefined;
  await mkdir(folder, { recursive: true });
  const port = await freePort();
  const configuration = join(folder, 'nginx.conf');
  await writeFile(configuration, configurationOf(folder, port));
  const child = spawn(PROGRAM, ['-p', folder, '-c', configuration, '-e', 'stderr'], { stdio: ['ignore', 'ignore', 'inherit'] });
  await untilListening(port, () => child.exitCode !== null);
  return { process: child, url: `http://127.0.0.1:${port}` };
}

/** One process, as the portal is one; what Debian's own configuration says of sending files. */
function configurationOf(folder: string, port: number): string {
  return `daemon off;
master_process off;
pid ${folder}/nginx.pid;
events { worker_connections 64; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  default_type application/octet-stream;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join('\n  ')}
  server { listen 127.0.0.1:${port}; root ${folder}; }
}
`;
}

async function untilListening(port: number, hasEnded: () => boolean): Promise<void> {
  const deadline = Date.now() + START_MS;
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const listens = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (listens) return;
    if (hasEnded() || Date.now() > deadline) throw new Error('nginx did not start');
    await pause(20);
  }
}
