import { askedOf } from '@kabinet/contract/system';
import { accessTable } from '@kabinet/contracts/access';
import { createJetStreamTransport } from '@kabinet/events/jetstream';
import { connectService, createAssertionSigner } from '@kabinet/remote';
import { createSystemTransport } from '@kabinet/service';
import { cloneDatabase, type TestDatabase } from '@kabinet/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { run, startProgram, type RunningProgram } from '../../../apps/kabinet/test/program.ts';
import { GATEWAY, manifests, targetNames } from '../../../apps/kabinet/src/targets.ts';
import { freePorts } from '../../peers/free-ports.ts';
import type { NatsPeer } from '../../peers/nats.ts';
import { untilAtRest } from './at-rest.ts';
import { startBalancer } from './balancer.ts';
import { REPLICA_HOSTS } from './replica-hosts.ts';
import { clientOver, SECURITY_CONTACT, type TestedPortal } from './tested-portal.ts';

export interface ProcessesOptions {
  readonly nats: NatsPeer;
  /** How many processes a target has, where it is not one. */
  readonly replicas?: Readonly<Record<string, number>>;
  /** One database for all services, or one for each. */
  readonly databases: 'one' | 'each';
  /** The superuser's URL of the server that holds them; the run's own one unless said otherwise. */
  readonly serverUrl?: string;
  /** The port of 127.0.0.1 at which the services reach that server; straight unless said otherwise. */
  readonly databasePort?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** One process of the portal. */
export interface PortalProcess {
  readonly target: string;
  readonly url: string;
  readonly program: RunningProgram;
}

/** A process per service, or several, over JetStream. */
export interface Processes extends TestedPortal {
  readonly databases: ReadonlyMap<string, TestDatabase>;
  /** The processes that run now, by target. */
  readonly running: ReadonlyMap<string, readonly PortalProcess[]>;
  /** Ends a process and starts another one in its place; `main` is the program of another release. */
  restart(process: PortalProcess, signal: NodeJS.Signals, main?: string): Promise<PortalProcess>;
  /** Starts another one in the place of a process that ended. */
  revive(process: PortalProcess, main?: string): Promise<PortalProcess>;
}

export const SECRET = 'a secret of the tests, long enough to be one';
const LISTENING = 'listens on';
const NAMES = new URL('names.ts', import.meta.url).href;

export async function startProcesses(options: ProcessesOptions): Promise<Processes> {
  const folder = await mkdtemp(join(tmpdir(), 'kabinet-processes-'));
  const databases = await makeDatabases(options);
  const places = await placesOf(options.replicas ?? {});
  const balancer = await startBalancer(places.filter(({ target }) => target === GATEWAY).map(({ port }) => port));
  const environment = {
    ...process.env,
    NODE_OPTIONS: `--import=${NAMES}`,
    ...environmentOf(options, folder, places, databases, balancer.url),
  };
  const migrated = await run({ environment }, 'migrate');
  if (migrated.code !== 0) throw new Error(`migrate: ${migrated.stderr}`);
  const running = new Map<string, PortalProcess[]>();
  for (const started of await Promise.all(places.map((place) => startProcess(environment, place)))) {
    running.set(started.target, [...(running.get(started.target) ?? []), started]);
  }
  const events = createJetStreamTransport({ url: options.nats.url, sources: manifests.map(({ name }) => name), onError: () => {} });
  const remote = connectAll(running);
  const services = Object.fromEntries([...remote].map(([name, { transport }]) => [name, transport]));
  const transports = { ...services, system: createSystemTransport(services, accessTable) };
  const ended: PortalProcess[] = [];

  async function revive(gone: PortalProcess, main?: string): Promise<PortalProcess> {
    const { hostname: host, port } = new URL(gone.url);
    const next = await startProcess(environment, { target: gone.target, host, port: Number(port) }, main);
    ended.push(gone);
    running.set(gone.target, [...(running.get(gone.target) ?? []).filter((one) => one !== gone), next]);
    return next;
  }

  return {
    url: balancer.url,
    transports,
    databases,
    running,
    client: (contract, principal) => clientOver(transports, contract, principal),
    settle: () => untilAtRest(databases, events),
    revive,
    restart: async (process, signal, main) => {
      await process.program.end(signal);
      return revive(process, main);
    },
    stop: async () => {
      const processes = [...running.values()].flat();
      await Promise.all(processes.map(({ program }) => program.end('SIGINT')));
      await balancer.close();
      await Promise.all([...remote.values()].map((service) => service.close()));
      await events.close();
      for (const database of new Set(databases.values())) await database.drop();
      await rm(folder, { recursive: true, force: true });
      failOnInternalErrors([...ended, ...processes]);
    },
  };
}

interface Place {
  readonly target: string;
  readonly host: string;
  readonly port: number;
}

async function placesOf(replicas: Readonly<Record<string, number>>): Promise<Place[]> {
  const places = targetNames.flatMap((target) => {
    const hosts = hostsOf(target, replicas[target] ?? 1);
    // Those of one name differ by their address alone.
    return hosts.map((host, index) => ({ target, host, portOf: shareName(target, hosts) ? target : `${target} ${index}` }));
  });
  const names = [...new Set(places.map(({ portOf }) => portOf))];
  const ports = await freePorts(names.length);
  return places.map(({ target, host, portOf }) => ({ target, host, port: ports[names.indexOf(portOf)] as number }));
}

function hostsOf(target: string, count: number): readonly string[] {
  if (target !== GATEWAY && count === REPLICA_HOSTS.length) return REPLICA_HOSTS;
  return Array.from({ length: count }, () => '127.0.0.1');
}

/** Whether the processes of a service are called by one name, as in Compose and Kubernetes. The gateway's stand behind a balancer. */
function shareName(target: string, hosts: readonly string[]): boolean {
  return target !== GATEWAY && hosts.length > 1 && new Set(hosts).size === hosts.length;
}

async function makeDatabases({ databases: how, serverUrl }: ProcessesOptions): Promise<Map<string, TestDatabase>> {
  const targets = manifests.map(({ name, migrations }) => ({ service: name, migrations }));
  if (how === 'each') {
    return new Map(
      await Promise.all(targets.map(async (target) => [target.service, await cloneDatabase([target], SECRET, serverUrl)] as const)),
    );
  }
  const shared = await cloneDatabase(targets, SECRET, serverUrl);
  return new Map(targets.map(({ service }) => [service, shared]));
}

function environmentOf(
  { nats, databases: how, databasePort, environment }: ProcessesOptions,
  folder: string,
  places: readonly Place[],
  databases: ReadonlyMap<string, TestDatabase>,
  publicUrl: string,
): Record<string, string> {
  const urls = targetNames.map((target) => {
    const own = places.filter((place) => place.target === target);
    const isNamed = shareName(
      target,
      own.map(({ host }) => host),
    );
    const urls = isNamed ? [`http://${target}.kabinet.test:${own[0]?.port}`] : own.map(urlOf);
    return [`${target.toUpperCase()}_URL`, urls.join(',')] as const;
  });
  const databaseUrls = [...databases].map(([service, { adminUrl }]) => {
    const name = how === 'one' ? 'DATABASE_URL' : `${service.toUpperCase()}_DATABASE_URL`;
    return [name, atPort(adminUrl, databasePort)] as const;
  });
  return {
    ...Object.fromEntries([...urls, ...databaseUrls]),
    NATS_URL: nats.url,
    KABINET_SECRET: SECRET,
    KABINET_DATA: folder,
    PUBLIC_URL: publicUrl,
    RATE_LIMITS: 'off',
    METRICS_PORT: '0',
    LOG_LEVEL: 'error',
    SECURITY_CONTACT,
    ...environment,
  };
}

function atPort(url: string, port: number | undefined): string {
  if (port === undefined) return url;
  const other = new URL(url);
  other.port = String(port);
  return other.href;
}

function urlOf({ host, port }: Place): string {
  return `http://${host}:${port}`;
}

async function startProcess(environment: NodeJS.ProcessEnv, place: Place, main?: string): Promise<PortalProcess> {
  const { target, host, port } = place;
  const installation = { environment: { ...environment, HOST: host, PORT: String(port) }, ...(main === undefined ? {} : { main }) };
  const program = startProgram(installation, 'serve', `--target=${target}`);
  await program.said(LISTENING);
  return { target, url: urlOf(place), program };
}

/** The tests call every service as the gateway does. */
function connectAll(running: ReadonlyMap<string, readonly PortalProcess[]>) {
  const signer = createAssertionSigner(SECRET, 'tests');
  const log = pino({ level: 'silent' });
  return new Map(
    manifests.map(({ name, contract }) => {
      const urls = (running.get(name) ?? []).map(({ url }) => url);
      return [name, connectService({ service: name, operations: askedOf(contract).operations, urls, signer, log })] as const;
    }),
  );
}

function failOnInternalErrors(processes: readonly PortalProcess[]): void {
  const errors = processes.flatMap(({ target, program }) => {
    const lines = program.output.stdout.split('\n').filter((line) => /"level":(50|60)/.test(line));
    return [...lines, saidInEarnest(program.output.stderr)].filter((line) => line !== '').map((line) => `${target}: ${line}`);
  });
  if (errors.length > 0) throw new Error(`internal errors:\n${errors.join('\n')}`);
}

/** The job library writes a trace beside the log when its connection is cut while it looks for a job; it works on afterwards. */
function saidInEarnest(stderr: string): string {
  const blocks = stderr.split(/\n(?=\S)/);
  return blocks
    .filter((block) => !(block.startsWith('Trace: ') && block.includes('graphile-worker/dist/worker.js')))
    .join('\n')
    .trim();
}
