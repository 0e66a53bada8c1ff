import { randomUUID } from 'node:crypto';
import type { ReaderService } from './pcsc/watch.ts';
import type { CardPresence } from './protocol/index.ts';

/** A slow card (44 ms an answer) is known to OpenSC after some 2 s: one that is unknown after this long stays so. */
const PATIENCE_MS = 5000;

interface Stay {
  readonly events: number;
  readonly timer: NodeJS.Timeout;
  presence: CardPresence | undefined;
}

/**
 * Cards that lie in one of the module's readers, as the system's service says, and of which the module says nothing: damaged
 * ones, or put in the wrong way up. They are shown without label or serial number, so that the officer learns that the card
 * is the trouble, and not the reader.
 */
export class UnreadableCards {
  readonly #changed: () => void;
  readonly #stays = new Map<string, Stay>();

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get cards(): readonly CardPresence[] {
    return [...this.#stays.values()].map(({ presence }) => presence).filter((presence) => presence !== undefined);
  }

  /**
   * `readers`: every name by which the module has shown a reader, undefined while it has said nothing yet (a card that lets it
   * hang); `cards`: those that it can read.
   */
  update(service: ReaderService, readers: ReadonlySet<string> | undefined, cards: readonly CardPresence[]): void {
    const silent = new Map<string, number>();
    for (const { name, present, events } of service.state === 'up' ? service.readers : []) {
      const ours = readers === undefined || [...readers].some((reader) => name.startsWith(reader));
      const read = cards.some(({ reader }) => name.startsWith(reader));
      if (present && ours && !read) silent.set(name, events);
    }
    for (const [name, { events, timer }] of this.#stays) {
      if (silent.get(name) === events) continue;
      clearTimeout(timer);
      this.#stays.delete(name);
    }
    for (const [name, events] of silent) if (!this.#stays.has(name)) this.#stays.set(name, this.#wait(name, events));
  }

  #wait(name: string, events: number): Stay {
    const stay: Stay = { events, presence: undefined, timer: setTimeout(() => this.#show(name, stay), PATIENCE_MS) };
    return stay;
  }

  #show(name: string, stay: Stay): void {
    const flags = { pinLow: false, pinFinalTry: false, pinLocked: false, pinPad: false };
    stay.presence = { cardId: randomUUID(), reader: name, label: '', serial: '', minPin: 0, maxPin: 0, flags };
    this.#changed();
  }
}
