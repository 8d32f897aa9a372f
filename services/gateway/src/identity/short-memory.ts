import { LruMap } from 'toad-cache';

/** How long the gateway trusts what auth said of a session or a token. */
const TRUST_MS = 2_000;

interface Memory<Value> {
  readonly askedAt: number;
  readonly asking: Promise<Value>;
  /** Set once the answer is here, so that most requests need not wait a turn. */
  known: { readonly value: Value } | undefined;
}

/**
 * Remembers answers for two seconds from the moment of the question; many who ask at once share one question. Answers
 * are grouped by owner, so that everything of one owner can be forgotten at once; the longest unused owner goes first.
 */
export class ShortMemory<Value> {
  readonly #owners: LruMap<Map<string, Memory<Value>>>;
  readonly #now: () => number;

  constructor(maxOwners: number, now: () => number) {
    this.#owners = new LruMap(maxOwners);
    this.#now = now;
  }

  recall(owner: string, key: string, ask: () => Promise<Value>): Value | Promise<Value> {
    const now = this.#now();
    const memories = this.#owners.get(owner) ?? this.#newOwner(owner);
    const memory = memories.get(key);
    if (memory && now - memory.askedAt < TRUST_MS) return memory.known ? memory.known.value : memory.asking;
    for (const [other, { askedAt }] of memories) if (now - askedAt >= TRUST_MS) memories.delete(other);
    return this.#ask(memories, key, now, ask);
  }

  /** An answer that is still on its way is forgotten too: whoever asks next asks anew. */
  forget(owner: string, key?: string): void {
    if (key === undefined) this.#owners.delete(owner);
    else this.#owners.get(owner)?.delete(key);
  }

  forgetAll(): void {
    this.#owners.clear();
  }

  #newOwner(owner: string): Map<string, Memory<Value>> {
    const memories = new Map<string, Memory<Value>>();
    this.#owners.set(owner, memories);
    return memories;
  }

  async #ask(memories: Map<string, Memory<Value>>, key: string, now: number, ask: () => Promise<Value>): Promise<Value> {
    const memory: Memory<Value> = { askedAt: now, asking: ask(), known: undefined };
    memories.set(key, memory);
    try {
      const value = await memory.asking;
      memory.known = { value };
      return value;
    } catch (error) {
      if (memories.get(key) === memory) memories.delete(key);
      throw error;
    }
  }
}
