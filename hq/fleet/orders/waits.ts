import type { Database } from '../../database/database.ts';

/** A laptop's wait for its next order. */
export interface Wait {
  /** Resolves when there may be one, when the time is over, when the laptop has gone, or when it asks anew. */
  readonly over: Promise<void>;
  /** Lets go of everything that the wait holds. */
  end(): void;
}

/** Wakes the laptops that wait for orders, from whichever HQ process the order came. One wait a laptop. */
export class OrderWaits {
  readonly #waits = new Map<string, Wait>();
  readonly #stopListening: () => void;

  constructor(database: Pick<Database, 'listen'>) {
    this.#stopListening = database.listen('hq_order', (device) => {
      // After a gap anybody's order may have been missed.
      for (const wait of device === undefined ? [...this.#waits.values()] : [this.#waits.get(device)]) wait?.end();
    });
  }

  /** How many laptops wait in this process. */
  get size(): number {
    return this.#waits.size;
  }

  /** Begins the laptop's wait; an earlier one of it, on a connection that it has left, is over. */
  begin(device: string, milliseconds: number, signal: AbortSignal): Wait {
    this.#waits.get(device)?.end();
    const { promise: over, resolve } = Promise.withResolvers<void>();
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      if (this.#waits.get(device) === wait) this.#waits.delete(device);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    const wait: Wait = { over, end };
    this.#waits.set(device, wait);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
    return wait;
  }

  close(): void {
    this.#stopListening();
    for (const wait of [...this.#waits.values()]) wait.end();
  }
}
