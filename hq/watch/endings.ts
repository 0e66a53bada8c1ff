import { daysLeft, type Ending } from '../check/expiry.ts';
import { faultOf, type Log } from '../log.ts';

/** A month to order a certificate, a week to press, a day to act. */
const WARNED_AT_DAYS = [30, 7, 1] as const;
const LOOK_MS = 3_600_000;

/** Says in the log what ends soon, each once at 30, 7 and 1 days, and what has ended; now and every hour. */
export class EndingWatch {
  readonly #endings: () => readonly Ending[];
  readonly #log: Log;
  readonly #timer: NodeJS.Timeout;
  readonly #said = new Set<string>();

  constructor(endings: () => readonly Ending[], log: Log) {
    this.#endings = endings;
    this.#log = log;
    this.#timer = setInterval(() => this.look(new Date()), LOOK_MS).unref();
    this.look(new Date());
  }

  /** Never throws: it is nobody's work to have the watching fail. */
  look(at: Date): void {
    try {
      this.#look(at);
    } catch (error) {
      this.#log('watchFailed', faultOf(error));
    }
  }

  #look(at: Date): void {
    for (const { field, at: end } of this.#endings()) {
      const days = daysLeft(end, at);
      const threshold = end <= at ? 0 : WARNED_AT_DAYS.findLast((limit) => days < limit);
      const key = `${field} ${end.getTime()} ${threshold}`;
      if (threshold === undefined || this.#said.has(key)) continue;
      this.#said.add(key);
      if (threshold === 0) this.#log('ended', { field });
      else this.#log('endsSoon', { field, days });
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }
}
