import { importJWK, type CryptoKey, type JWK } from 'jose';

const REFETCH_AFTER_MS = 10_000;

/** The public keys of auth, by key id; a key id that is new is looked up again, but not on everybody's whim. */
export class SigningKeys {
  readonly #fetch: () => Promise<readonly JWK[]>;
  readonly #now: () => number;
  #keys: ReadonlyMap<string, CryptoKey> = new Map();
  #fetchedAt = Number.NEGATIVE_INFINITY;
  #fetching: Promise<void> | undefined;

  constructor(fetch: () => Promise<readonly JWK[]>, now: () => number) {
    this.#fetch = fetch;
    this.#now = now;
  }

  /** The key of that id, or undefined when auth publishes none. Rejects when auth cannot be asked. */
  async find(id: string): Promise<CryptoKey | undefined> {
    const known = this.#keys.get(id);
    if (known) return known;
    if (!this.#fetching && this.#now() - this.#fetchedAt < REFETCH_AFTER_MS) return undefined;
    await (this.#fetching ??= this.#refetch());
    return this.#keys.get(id);
  }

  async #refetch(): Promise<void> {
    try {
      const published = await this.#fetch();
      const usable = published.filter((key) => key.kid !== undefined && key.kty === 'OKP' && key.crv === 'Ed25519');
      this.#keys = new Map(
        await Promise.all(usable.map(async (key) => [key.kid ?? '', (await importJWK(key, 'EdDSA')) as CryptoKey] as const)),
      );
      this.#fetchedAt = this.#now();
    } finally {
      this.#fetching = undefined;
    }
  }
}
