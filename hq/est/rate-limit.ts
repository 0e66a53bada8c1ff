import { isIPv6 } from 'node:net';

/** Ten tries a minute are more than a person makes, and too few to guess with. */
const TRIES = 10;
const REFILL_MS = 60_000;
/** Bounds memory when somebody comes from very many addresses: the oldest are forgotten. */
const MAX_ADDRESSES = 10_000;

/** Counts tries by address, in this process: a bucket of ten that refills within a minute. Of IPv6 the network counts, as whoever has one has 2^64 addresses. */
export class RateLimit {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  /** Takes one try from the address's bucket. Undefined when there was one, else the seconds until there is one. */
  take(address: string, now: number): number | undefined {
    const from = networkOf(address);
    const before = this.#buckets.get(from) ?? { tokens: TRIES, at: now };
    const tokens = Math.min(TRIES, before.tokens + ((now - before.at) / REFILL_MS) * TRIES);
    const granted = tokens >= 1;
    this.#buckets.delete(from); // Written anew, so that the map stays in the order of the last try.
    this.#buckets.set(from, { tokens: granted ? tokens - 1 : tokens, at: now });
    if (this.#buckets.size > MAX_ADDRESSES) this.#forgetOldest();
    return granted ? undefined : Math.ceil(((1 - tokens) * REFILL_MS) / TRIES / 1000);
  }

  #forgetOldest(): void {
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}

/** A /64 is the least that a site is given (RFC 6177). An IPv4 address, also one written as IPv6 (RFC 4291 §2.5.5.2), stands for itself. */
const networkOf = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address;
  const [before = '', after] = address.replace(/%.*/, '').split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  const groups = after === undefined ? head : [...head, ...Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0'), ...tail];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
};
