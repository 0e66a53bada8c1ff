/** All bodies that HQ holds at a time: twenty of the longest, and no more than a quarter of a small host's memory. */
const MAX_BYTES = 256 * 1024 * 1024;
/** Of one laptop or officer: the longest body (a bundle of unsent work) three times over. */
const MAX_HOLDER_BYTES = 32 * 1024 * 1024;

/** What is read of bodies and not served yet, in all and by whom: whoever sends many at once is told to try later, and nobody else. */
class BodyBudget {
  #bytes = 0;
  readonly #held = new Map<string, number>();

  /** False where there is no room for so much more. */
  take(holder: string, bytes: number): boolean {
    const held = (this.#held.get(holder) ?? 0) + bytes;
    if (this.#bytes + bytes > MAX_BYTES || held > MAX_HOLDER_BYTES) return false;
    this.#bytes += bytes;
    this.#held.set(holder, held);
    return true;
  }

  give(holder: string, bytes: number): void {
    this.#bytes -= bytes;
    const held = (this.#held.get(holder) ?? 0) - bytes;
    if (held > 0) this.#held.set(holder, held);
    else this.#held.delete(holder);
  }
}

/** The process's own: its memory is one. */
export const bodyBudget = new BodyBudget();
