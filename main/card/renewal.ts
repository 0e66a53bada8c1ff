import type { Life } from './life.ts';
import type { Supervisor } from './supervisor.ts';

/** What there was to forget when a renewal was asked for. */
interface Mark {
  readonly life: Life;
  readonly pins: number;
}

/**
 * Replaces the service's process by a fresh one without a gap: the fresh one is started beside it and takes over once it has looked into
 * the readers, between two operations. A process that was given a PIN in the meantime stays: an officer is signing in with it.
 */
export class Renewal {
  readonly #supervisor: Supervisor;
  readonly #inTurn: (work: () => void) => Promise<void>;
  #running: Promise<void> | undefined;
  #mark: Mark | undefined;

  /** `inTurn` runs its work when no operation is under way. */
  constructor(supervisor: Supervisor, inTurn: (work: () => void) => Promise<void>) {
    this.#supervisor = supervisor;
    this.#inTurn = inTurn;
  }

  /** Resolves when it is done, or when there was nothing to do; never rejects. */
  want(): Promise<void> {
    const { life } = this.#supervisor;
    if (life === undefined || (life.pins === 0 && !life.worn)) return this.#running ?? Promise.resolve();
    // Asked again while one is under way: the later word counts, for a PIN may have come and gone between the two.
    this.#mark = { life, pins: life.pins };
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    // One that cannot even be started counts as one that has ended.
    const next = await this.#supervisor.prepare().catch(() => undefined);
    await this.#inTurn(() => {
      const { life } = this.#supervisor;
      const wanted = life !== undefined && life === this.#mark?.life && life.pins === this.#mark.pins;
      if (wanted) this.#supervisor.replace(next);
      else this.#supervisor.discard(next);
    });
  }
}
