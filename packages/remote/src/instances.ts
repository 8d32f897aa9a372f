import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Instance } from './instance.ts';

/** All addresses of a host; rejects when they cannot be known. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

export interface InstancesOptions {
  readonly urls: readonly string[];
  /** The resolver of the system unless said otherwise. */
  readonly resolve?: Resolve;
  /** Told when a process stops to answer, and when it answers again. */
  onChange(name: string, open: boolean): void;
  /** Told when a host cannot be resolved, once, and without an error when it can again. */
  onResolved(url: string, error?: Error): void;
}

const LOOK_UP_EVERY_MS = 5_000;
/** While no known address answers: what has come back may have another one. */
const LOOK_UP_SOON_MS = 500;
/** So long does a call wait for a host that was never resolved. */
const FIRST_LOOK_UP_MS = 1_000;

/** A URL, and the processes behind it by their addresses. */
interface Place {
  readonly url: string;
  readonly byAddress: Map<string, Instance>;
  unknown: boolean;
}

/**
 * The processes of a service. A host has as many of them as it has addresses, looked up every 5 s, so that one which freezes is noticed
 * whatever the others do; behind one address that stands for many it would hide among their answers.
 */
export class Instances {
  readonly #options: InstancesOptions;
  readonly #resolve: Resolve;
  readonly #places: readonly Place[];
  readonly #timers = new Map<Place, NodeJS.Timeout>();
  /** Those whose address is gone, until what is under way has ended. */
  readonly #leaving = new Set<Instance>();
  #all: readonly Instance[] = [];
  readonly #firstLookUps: Promise<unknown>;
  #turn = 0;
  #closed = false;

  constructor(options: InstancesOptions) {
    this.#options = options;
    this.#resolve = options.resolve ?? resolveHost;
    this.#places = options.urls.map((url) => ({ url, byAddress: new Map<string, Instance>(), unknown: false }));
    this.#firstLookUps = Promise.all(this.#places.map((place) => this.#lookUp(place)));
  }

  /** The next in turn that answers; one that is about to end only when there is no other. */
  choose(): Instance | undefined {
    this.#turn += 1;
    const all = this.#all;
    const inTurn = all.map((_, index) => all[(this.#turn + index) % all.length] as Instance);
    return inTurn.find((instance) => !instance.avoided) ?? inTurn.find((instance) => !instance.open);
  }

  /** As `choose`, and waits for the first addresses where none is known yet. */
  async find(): Promise<Instance | undefined> {
    if (this.#all.length === 0) await Promise.race([this.#firstLookUps, pause(FIRST_LOOK_UP_MS, undefined, { ref: false })]);
    return this.choose();
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    await Promise.all([...this.#all, ...this.#leaving].map((instance) => instance.close()));
  }

  async #lookUp(place: Place): Promise<void> {
    const { hostname } = new URL(place.url);
    const literal = hostname.replace(/^\[(.*)\]$/, '$1');
    if (isIP(literal)) return this.#update(place, [literal]);
    try {
      const addresses = await this.#resolve(hostname);
      if (this.#closed) return;
      this.#update(place, addresses);
      if (place.unknown) this.#options.onResolved(place.url);
      place.unknown = false;
    } catch (error) {
      // What was known stays: a resolver that is away takes nobody's peers from him.
      if (!place.unknown && !this.#closed) this.#options.onResolved(place.url, error as Error);
      place.unknown = true;
    }
    this.#lookUpLater(place);
  }

  #lookUpLater(place: Place): void {
    if (this.#closed) return;
    const startedAt = Date.now();
    const look = (): void => {
      const due = [...place.byAddress.values()].some(({ open }) => !open) ? LOOK_UP_EVERY_MS : LOOK_UP_SOON_MS;
      if (Date.now() - startedAt >= due) void this.#lookUp(place);
      else this.#timers.set(place, setTimeout(look, LOOK_UP_SOON_MS).unref());
    };
    this.#timers.set(place, setTimeout(look, LOOK_UP_SOON_MS).unref());
  }

  #update({ url, byAddress }: Place, addresses: readonly string[]): void {
    for (const address of addresses) {
      if (byAddress.has(address)) continue;
      const name = url.includes(address) ? url : `${url} (${address})`;
      byAddress.set(address, new Instance({ url, address, name, onChange: (open) => this.#options.onChange(name, open) }));
    }
    for (const [address, instance] of byAddress) {
      if (addresses.includes(address)) continue;
      byAddress.delete(address);
      this.#leaving.add(instance);
      instance.leave(() => this.#leaving.delete(instance));
    }
    this.#all = this.#places.flatMap((place) => [...place.byAddress.values()]);
  }
}

/** By the system's resolver, and of one family, as a process of two addresses would count twice, and often listens at one of them only. */
export async function resolveHost(hostname: string): Promise<string[]> {
  const found = await lookup(hostname, { all: true, order: 'ipv4first' });
  return found.filter(({ family }) => family === found[0]?.family).map(({ address }) => address);
}
