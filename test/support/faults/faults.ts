import type { NatsPeer } from '../../peers/nats.ts';
import type { OwnPostgres } from '../portal/own-postgres.ts';
import type { PortalProcess, Processes } from '../portal/processes.ts';

/** Something that goes wrong with one part of the portal, and then does so no more. */
export interface Fault {
  readonly name: string;
  /** What fails: whoever does not need it must not be disturbed. */
  readonly part: string;
  readonly keepMs: number;
  /** Whether somebody must notice: a fault that nobody sees although they need what fails was none. */
  readonly isSeen: boolean;
  apply(): Promise<void>;
  /** Resolves when the part is there again; not yet when everybody has found that out. */
  heal(): Promise<void>;
}

type Portal = () => Processes;

const SHORTLY_MS = 3_000;
/** Longer than it takes to notice that a process is silent. */
const LONGER_MS = 6_000;

/** The only process of `target` is killed. */
export function killed(portal: Portal, target: string, keepMs = SHORTLY_MS): Fault {
  let gone: PortalProcess | undefined;
  return {
    name: `${target} killed`,
    part: target,
    keepMs,
    isSeen: true,
    apply: async () => void (gone = await kill(portal(), target)),
    heal: async () => void (gone && (await portal().revive(gone))),
  };
}

/** The only process of `target` neither answers nor ends. */
export function frozen(portal: Portal, target: string): Fault {
  return { ...stopped(portal, target), name: `${target} frozen`, part: target, isSeen: true };
}

/** One of two processes of `target` is killed: nobody needs that very one. */
export function oneKilled(portal: Portal, target: string): Fault {
  return { ...killed(portal, target), name: `one of two ${target} killed`, part: `one ${target}`, isSeen: false };
}

/** One of two processes of `target` neither answers nor ends. */
export function oneFrozen(portal: Portal, target: string): Fault {
  return { ...stopped(portal, target), name: `one of two ${target} frozen`, part: `one ${target}`, isSeen: false };
}

/** What is said about NATS is told to nobody at the time: events wait in the outboxes. */
export function natsFaults(nats: NatsPeer): Fault[] {
  const quiet = { part: 'nats', keepMs: LONGER_MS, isSeen: false };
  const freeze = async (): Promise<void> => nats.freeze();
  const thaw = async (): Promise<void> => nats.thaw();
  async function startEmpty(): Promise<void> {
    await nats.deleteStore();
    await nats.start();
  }
  return [
    { ...quiet, name: 'NATS killed', apply: nats.kill, heal: nats.start },
    { ...quiet, name: 'NATS frozen', apply: freeze, heal: thaw },
    { ...quiet, name: 'NATS killed, its store lost', apply: nats.kill, heal: startEmpty },
  ];
}

export function postgresFaults(postgres: OwnPostgres): Fault[] {
  return [
    { name: 'PostgreSQL killed', part: 'postgres', keepMs: SHORTLY_MS, isSeen: true, apply: postgres.kill, heal: postgres.start },
    { name: 'PostgreSQL frozen', part: 'postgres', keepMs: SHORTLY_MS, isSeen: false, apply: postgres.freeze, heal: postgres.thaw },
  ];
}

async function kill(portal: Processes, target: string): Promise<PortalProcess> {
  const process = firstOf(portal, target);
  await process.program.end('SIGKILL');
  return process;
}

function stopped(portal: Portal, target: string): Pick<Fault, 'keepMs' | 'apply' | 'heal'> {
  const signal = async (name: 'SIGSTOP' | 'SIGCONT'): Promise<void> => void firstOf(portal(), target).program.child.kill(name);
  return { keepMs: LONGER_MS, apply: () => signal('SIGSTOP'), heal: () => signal('SIGCONT') };
}

function firstOf(portal: Processes, target: string): PortalProcess {
  const [process] = portal.running.get(target) ?? [];
  if (!process) throw new Error(`no process of ${target} runs`);
  return process;
}
