const REFILL_MS = 60_000;
/** Bounds memory when somebody comes by very many names: the oldest are forgotten. */
const MAX_KEYS = 10_000;

/** Counts tries by key, in this process: a bucket each, which refills within a minute. */
export class TokenBuckets {
  readonly #tries: number;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  /** `tries`: how many a full bucket holds. */
  constructor(tries: number) {
    this.#tries = tries;
  }

  /** Takes one try from the key's bucket. Undefined when there was one, else the seconds until there is one. */
  take(key: string, now: number): number | undefined {
    const before = this.#buckets.get(key) ?? { tokens: this.#tries, at: now };
    // A clock that was ahead and is right again takes no tries away.
    const waited = Math.max(0, now - before.at);
    const tokens = Math.min(this.#tries, before.tokens + (waited / REFILL_MS) * this.#tries);
    const granted = tokens >= 1;
    this.#buckets.delete(key); // Written anew, so that the map stays in the order of the last try.
    this.#buckets.set(key, { tokens: granted ? tokens - 1 : tokens, at: now });
    if (this.#buckets.size > MAX_KEYS) this.#forgetOldest();
    return granted ? undefined : Math.ceil(((1 - tokens) * REFILL_MS) / this.#tries / 1000);
  }

  #forgetOldest(): void {
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}
