/** Ten tries a minute are more than a person makes, and too few to guess with. */
const TRIES = 10;
const REFILL_MS = 60_000;
/** Bounds memory when somebody comes from very many addresses: the oldest are forgotten. */
const MAX_ADDRESSES = 10_000;

/** Counts tries by address, in this process: a bucket of ten that refills within a minute. */
export class RateLimit {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  /** Takes one try from the address's bucket. Undefined when there was one, else the seconds until there is one. */
  take(address: string, now: number): number | undefined {
    const before = this.#buckets.get(address) ?? { tokens: TRIES, at: now };
    const tokens = Math.min(TRIES, before.tokens + ((now - before.at) / REFILL_MS) * TRIES);
    const granted = tokens >= 1;
    this.#buckets.delete(address); // Written anew, so that the map stays in the order of the last try.
    this.#buckets.set(address, { tokens: granted ? tokens - 1 : tokens, at: now });
    if (this.#buckets.size > MAX_ADDRESSES) this.#forgetOldest();
    return granted ? undefined : Math.ceil(((1 - tokens) * REFILL_MS) / TRIES / 1000);
  }

  #forgetOldest(): void {
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}
