/** A laptop asks for some twenty things at once when it comes up; judging one takes two milliseconds. */
const AT_ONCE = 8;

/**
 * What the streams of one session ask of HQ before they are served, a few at a time and each in its turn: whoever opens streams faster than
 * HQ judges them waits for themselves alone, and what was reset while it waited is not judged.
 */
export class Turns {
  #running = 0;
  readonly #waiting: (() => Promise<void>)[] = [];

  /** `isOver`: nobody waits for it any more. `work` never rejects. */
  take(isOver: () => boolean, work: () => Promise<void>): void {
    this.#waiting.push(async () => {
      if (!isOver()) await work();
    });
    // In the next round: a stream that was opened and reset in one packet is over by then.
    setImmediate(() => this.#next());
  }

  #next(): void {
    while (this.#running < AT_ONCE) {
      const turn = this.#waiting.shift();
      if (turn === undefined) return;
      this.#running += 1;
      void turn().finally(() => {
        this.#running -= 1;
        this.#next();
      });
    }
  }
}
