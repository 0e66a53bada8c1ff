/**
 * Growth since the module was loaded and the readers were first looked at. A card's work takes some megabytes; a laptop has 8 GiB for
 * everything.
 */
const WORN_BYTES = 192 * 1024 * 1024;
/** Whatever it costs: a process of this growth is ended, and an officer at work signs in again. */
const SPENT_BYTES = 512 * 1024 * 1024;

/** Watches this process's memory, which a vendor's module may leak. */
export class MemoryWatch {
  readonly #told: { readonly worn: () => void; readonly spent: () => void };
  readonly #resident: () => number;
  #first: number | undefined;
  #worn = false;

  /** `worn` is called once, `spent` at each look. `resident`: bytes in use, the process's own by default. */
  constructor(told: { readonly worn: () => void; readonly spent: () => void }, resident: () => number = process.memoryUsage.rss) {
    this.#told = told;
    this.#resident = resident;
  }

  look(): void {
    const now = this.#resident();
    this.#first ??= now;
    const grown = now - this.#first;
    if (grown > SPENT_BYTES) this.#told.spent();
    if (grown <= WORN_BYTES || this.#worn) return;
    this.#worn = true;
    this.#told.worn();
  }
}
