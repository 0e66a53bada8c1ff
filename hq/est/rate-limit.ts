import { TokenBuckets } from '../http/token-buckets.ts';
import { blockOf, networkOf } from './addresses.ts';

/** Ten tries a minute are more than a person makes, and too few to guess with. */
const OF_ONE = 10;
/** Of neighbours together: a station that enrols its laptops in an afternoon, and too few for somebody who has rented a block. */
const OF_A_BLOCK = 60;

/** Counts tries at the enrolment port: by address (IPv6: by network), and by the block that it is in. */
export class RateLimit {
  readonly #ofOne = new TokenBuckets(OF_ONE);
  readonly #ofBlock = new TokenBuckets(OF_A_BLOCK);

  /** Takes one try. Undefined when there was one, else the seconds until there is one. */
  take(address: string, now: number): number | undefined {
    // A try that its own address no longer has takes none from its neighbours.
    return this.#ofOne.take(networkOf(address), now) ?? this.#ofBlock.take(blockOf(address), now);
  }
}
