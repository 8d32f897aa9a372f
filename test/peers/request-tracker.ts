/** A real Request Tracker 5 for tests, on 127.0.0.1, as Debian installs it: with SQLite, and a queue of its own per start. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePorts } from './free-ports.ts';
import { missingPeer } from './missing-peer.ts';

export interface RequestTrackerPeer {
  readonly url: string;
  readonly queue: string;
  /** Of the portal's own user, and of an engineer. */
  readonly token: string;
  readonly engineer: string;
  /** Ends the server as a crash would. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const server = '/usr/share/request-tracker5/libexec/rt-server';
const configuration = '/etc/request-tracker5/RT_SiteConfig.d/90-kabinet-tests.pm';
const logFolder = join(import.meta.dirname, '../../.cache/peers/request-tracker');
const asWebServer = ['--reuid', 'www-data', '--regid', 'www-data', '--init-groups', '--'];
const libraries = ['-I/usr/share/request-tracker5/lib', '-I/usr/local/share/request-tracker5/lib'];
const startLimitMs = 90_000;

/** Starts the peer; undefined where it is not installed (an error where CI=true), or where one is not root, whom its files ask for. */
export async function startRequestTracker(): Promise<RequestTrackerPeer | undefined> {
  if (!existsSync(server) || process.getuid?.() !== 0) return missingPeer('request-tracker');
  const [port = 0] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const queue = `Support ${randomUUID().slice(0, 8)}`;
  await configure(port);
  const [token = '', engineer = ''] = await prepare(queue);
  let child = await serve(port);
  return {
    url,
    queue,
    token,
    engineer,
    kill: () => endChild(child),
    start: async () => {
      child = await serve(port);
    },
    stop: () => endChild(child),
  };
}

async function configure(port: number): Promise<void> {
  const text = [
    "Set($WebPath, '');",
    "Set($WebDomain, '127.0.0.1');",
    `Set($WebPort, ${port});`,
    `Set($WebBaseURL, 'http://127.0.0.1:${port}');`,
    `Set($WebURL, 'http://127.0.0.1:${port}/');`,
    'Set($CanonicalizeRedirectURLs, 0);',
    'Set($LogToSyslog, undef);',
    "Set($LogToSTDERR, 'warning');",
    // Nothing is mailed, and a token costs one bcrypt per request.
    "Set($MailCommand, 'testfile');",
    'Set($BcryptCost, 4);',
    'Set($MaxAttachmentSize, 80_000_000);',
    '1;',
    '',
  ].join('\n');
  await writeFile(configuration, text);
  await chmod(configuration, 0o644);
}

/** Makes a queue, the portal's user and an engineer, each with a token. */
async function prepare(queue: string): Promise<string[]> {
  const program = `
    use RT; RT::LoadConfig(); RT::Init();
    my $queue = RT::Queue->new(RT->SystemUser); $queue->Create(Name => '${queue}');
    for my $name ('portal', 'engineer') {
      my $user = RT::User->new(RT->SystemUser); $user->Load($name);
      $user->Create(Name => $name, RealName => $name eq 'portal' ? 'Portal' : 'Zhanna', EmailAddress => $name . '@helpdesk.example', Privileged => 1) unless $user->Id;
      $user->PrincipalObj->GrantRight(Right => 'SuperUser', Object => RT->System);
      my $token = RT::AuthToken->new(RT::CurrentUser->new($user));
      my ($ok, $message, $secret) = $token->Create(Owner => $user->Id, Description => 'tests ' . time);
      print "TOKEN=$secret\\n";
    }`;
  const { stdout } = await promisify(execFile)('setpriv', [...asWebServer, 'perl', ...libraries, '-e', program]);
  return [...stdout.matchAll(/^TOKEN=(.+)$/gm)].map((match) => match[1] ?? '');
}

/**
 * `setpriv --pdeathsig` lets the kernel end the server with us, so that a killed test run leaves no server behind; the server forks, and
 * its children end with the process namespace that they are in.
 */
async function serve(port: number): Promise<ChildProcess> {
  await mkdir(logFolder, { recursive: true });
  const log = await open(join(logFolder, `${port}.log`), 'a');
  // The shell stays: whoever changes its user, as the server's does, no longer hears of its parent's end.
  const command = `setpriv ${asWebServer.join(' ')} ${server} --host 127.0.0.1 --port ${port}; exit 1`;
  const parameters = ['--pdeathsig', 'KILL', 'unshare', '--pid', '--fork', '--kill-child', 'sh', '-c', command];
  const child = spawn('setpriv', parameters, { stdio: ['ignore', log.fd, log.fd] });
  await once(child, 'spawn');
  await log.close();
  const deadline = Date.now() + startLimitMs;
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`request-tracker ended while starting: see ${logFolder}/${port}.log`);
    if (Date.now() > deadline) throw new Error(`request-tracker is not ready after ${startLimitMs} ms`);
    await delay(100);
  }
  return child;
}

async function answers(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/REST/2.0/rt`);
    await answer.text();
    return true;
  } catch {
    return false;
  }
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
