/** A real Redmine 5 for tests, on 127.0.0.1, as Debian installs it: with SQLite, and a project of its own per start. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePorts } from './free-ports.ts';
import { missingPeer } from './missing-peer.ts';

export interface RedminePeer {
  readonly url: string;
  /** The identifier of the project. */
  readonly project: string;
  /** API keys of the portal's own user, and of an engineer. */
  readonly token: string;
  readonly engineer: string;
  /** Ends the server as a crash would. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const program = '/usr/share/redmine';
const folders = ['/var/lib/redmine/default', '/var/lib/redmine/default/tmp', '/var/log/redmine/default'];
const logFolder = join(import.meta.dirname, '../../.cache/peers/redmine');
/** Of www-data in Debian, whom its files belong to. */
const WEB_SERVER = 33;
const asWebServer = ['--reuid', 'www-data', '--regid', 'www-data', '--init-groups', '--'];
const environment = {
  ...process.env,
  HOME: '/var/lib/redmine/default',
  LANG: 'C.UTF-8',
  RAILS_ENV: 'production',
  REDMINE_INSTANCE: 'default',
  BUNDLER_VERSION: '2.3.15',
};
const startLimitMs = 90_000;

/** Starts the peer; undefined where it is not installed (an error where CI=true), or where one is not root, whom its files ask for. */
export async function startRedmine(): Promise<RedminePeer | undefined> {
  if (!existsSync(`${program}/config.ru`) || process.getuid?.() !== 0) return missingPeer('redmine');
  for (const folder of folders) {
    await mkdir(folder, { recursive: true });
    await chown(folder, WEB_SERVER, WEB_SERVER);
  }
  const [port = 0] = await freePorts(1);
  const project = `support-${randomUUID().slice(0, 8)}`;
  const [token = '', engineer = ''] = await prepare(project);
  let child = await serve(port);
  return {
    url: `http://127.0.0.1:${port}`,
    project,
    token,
    engineer,
    kill: () => endChild(child),
    start: async () => {
      child = await serve(port);
    },
    stop: () => endChild(child),
  };
}

/** Makes a project with the portal's user and an engineer in it; neither is an administrator. */
async function prepare(project: string): Promise<string[]> {
  const code = `
    Setting.rest_api_enabled = '1'; Setting.attachment_max_size = '51200'; Setting.notified_events = [];
    project = Project.create!(name: '${project}', identifier: '${project}', is_public: false, enabled_module_names: ['issue_tracking'], trackers: Tracker.all)
    ['portal', 'engineer'].each do |login|
      user = User.find_by_login(login) || User.new(firstname: login == 'portal' ? 'Portal' : 'Zhanna', lastname: 'Desk', mail: login + '@helpdesk.example', language: 'ru')
      user.login = login; user.password = user.password_confirmation = 'password-of-the-tests-only'; user.save!
      Member.create!(project: project, principal: user, roles: [Role.givable.first])
      puts 'TOKEN=' + user.api_key
    end`;
  const parameters = [...asWebServer, 'bundle', 'exec', 'rails', 'runner', code];
  const { stdout } = await promisify(execFile)('setpriv', parameters, { cwd: program, env: environment });
  return [...stdout.matchAll(/^TOKEN=(.+)$/gm)].map((match) => match[1] ?? '');
}

/** `setpriv --pdeathsig` lets the kernel end the server with us, so that a killed test run leaves no server behind. */
async function serve(port: number): Promise<ChildProcess> {
  await mkdir(logFolder, { recursive: true });
  const log = await open(join(logFolder, `${port}.log`), 'a');
  // The shell stays: whoever changes its user, as the server's does, no longer hears of its parent's end.
  const puma = `puma -e production -b tcp://127.0.0.1:${port} -t 1:5 -w 0 --dir ${program} ${program}/config.ru`;
  const command = `setpriv ${asWebServer.join(' ')} ${puma}; exit 1`;
  const parameters = ['--pdeathsig', 'KILL', 'unshare', '--pid', '--fork', '--kill-child', 'sh', '-c', command];
  const child = spawn('setpriv', parameters, { cwd: program, env: environment, stdio: ['ignore', log.fd, log.fd] });
  await once(child, 'spawn');
  await log.close();
  const deadline = Date.now() + startLimitMs;
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`redmine ended while starting: see ${logFolder}/${port}.log`);
    if (Date.now() > deadline) throw new Error(`redmine is not ready after ${startLimitMs} ms`);
    await delay(100);
  }
  return child;
}

async function answers(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/login`);
    await answer.text();
    return answer.ok;
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
