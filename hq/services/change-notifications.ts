import { z } from 'zod';
import type { Officer } from '../../contracts/domain/officer.ts';
import { NOTIFICATION_INTERVAL_MS, notificationLine, type System, system as systemName } from '../../contracts/hq/feeds.ts';
import type { Database } from '../database/database.ts';
import { accessKeysOfOfficer } from '../systems/access-keys.ts';

/** A busy system changes many times a second; an officer's laptop needs to ask once. */
const QUIET_MS = 250;

/** Sends change notifications to those whom a change may concern, from whichever HQ process it came. */
export class ChangeNotifications {
  readonly #waiting = new Map<Waiting, { readonly system: System; readonly accessKeys: ReadonlySet<string> }>();
  readonly #stopListening: () => void;

  constructor(database: Database) {
    this.#stopListening = database.listen('hq_change', (payload) => this.#tell(changeOf(payload)));
  }

  /** A line at once, at each change, and every 25 seconds, until the asker goes. */
  async *lines(system: System, officer: Officer, signal: AbortSignal): AsyncGenerator<string> {
    const waiting = new Waiting(signal);
    this.#waiting.set(waiting, { system, accessKeys: new Set(accessKeysOfOfficer(officer)) });
    try {
      // The first at once: what changed between the client's last page and this moment has no notification of its own.
      do yield LINE;
      while (await waiting.next());
    } finally {
      waiting.end();
      this.#waiting.delete(waiting);
    }
  }

  close(): void {
    this.#stopListening();
    for (const waiting of this.#waiting.keys()) waiting.end();
  }

  #tell(change: Change | undefined): void {
    for (const [waiting, { system, accessKeys }] of this.#waiting) {
      if (change !== undefined && change.system !== system) continue;
      if (change?.accessKeys === undefined || change.accessKeys.some((key) => accessKeys.has(key))) waiting.notify();
    }
  }
}

const LINE = `${JSON.stringify(notificationLine.parse({ nudge: true }))}\n`;

const changeSchema = z.object({ system: systemName, accessKeys: z.array(z.string()).optional() });
type Change = z.infer<typeof changeSchema>;

/** Undefined when something may have been missed: then it concerns all. */
const changeOf = (payload: string | undefined): Change | undefined => {
  try {
    return changeSchema.parse(JSON.parse(payload ?? ''));
  } catch {
    return undefined;
  }
};

/** One asker's wait for the next line. */
class Waiting {
  #ended = false;
  #due = false;
  #wake: (() => void) | undefined;
  readonly #signal: AbortSignal;
  readonly #onAbort = (): void => this.end();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', this.#onAbort);
    if (signal.aborted) this.#ended = true;
  }

  notify(): void {
    this.#due = true;
    this.#wake?.();
  }

  end(): void {
    this.#ended = true;
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#wake?.();
  }

  /** Resolves true at the next notification or when the interval is over, false at the end. */
  async next(): Promise<boolean> {
    await this.#sleep(QUIET_MS, () => this.#ended);
    await this.#sleep(NOTIFICATION_INTERVAL_MS - QUIET_MS, () => this.#ended || this.#due);
    this.#due = false;
    return !this.#ended;
  }

  #sleep(milliseconds: number, enough: () => boolean): Promise<void> {
    if (enough()) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.#wake = () => {
        if (enough()) done();
      };
    });
  }
}
