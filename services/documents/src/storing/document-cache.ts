import type { ServiceSetup } from '@kabinet/service';
import { StoreError, type Store } from '@kabinet/store';
import { buffer } from 'node:stream/consumers';

/** Everything here starts with it: the bucket is shared. */
const PREFIX = 'documents/';

/**
 * Rendered documents, kept by what they were made from: they outlive restarts, and one that many ask for at once is made
 * once. A store that fails costs time, never the document.
 */
export class DocumentCache {
  readonly #store: Store;
  readonly #log: Pick<ServiceSetup['log'], 'warn'>;
  readonly #underWay = new Map<string, Promise<Uint8Array>>();

  constructor(store: Store, log: Pick<ServiceSetup['log'], 'warn'>) {
    this.#store = store;
    this.#log = log;
  }

  /**
   * The document that `key` stands for, made by `make` when it is not there.
   * @param key what distinguishes it, in hex.
   */
  get(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const waiting = this.#underWay.get(key);
    if (waiting) return waiting;
    const document = this.#readOrMake(`${PREFIX}${key}.pdf`, make).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, document);
    return document;
  }

  async #readOrMake(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const kept = await this.#read(key);
    if (kept) return kept;
    const made = await make();
    await this.#store.put(key, made, { contentType: 'application/pdf' }).catch((error: unknown) => this.#complain(error));
    return made;
  }

  async #read(key: string): Promise<Uint8Array | undefined> {
    try {
      const { body } = await this.#store.get(key);
      return await buffer(body);
    } catch (error) {
      if (!(error instanceof StoreError && error.kind === 'not_found')) this.#complain(error);
      return undefined;
    }
  }

  #complain(error: unknown): void {
    this.#log.warn({ err: error }, 'the store of rendered documents fails');
  }

  /** Deletes the oldest documents until the rest has at most `limit` bytes; answers how many went. */
  async evict(limit: number): Promise<number> {
    const kept = await Array.fromAsync(this.#store.list({ prefix: PREFIX }));
    const newestFirst = kept.toSorted((a, b) => b.modified_at.getTime() - a.modified_at.getTime());
    let bytes = 0;
    const surplus = newestFirst.filter(({ size }) => (bytes += size) > limit);
    for (const { key } of surplus) await this.#store.delete(key);
    return surplus.length;
  }
}
