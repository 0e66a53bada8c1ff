import { randomUUID } from 'node:crypto';
import { lookAtReaders, type ReaderService } from './pcsc/watch.ts';
import type { ReaderState } from './pcsc/wire.ts';
import type { CardPresence } from './protocol/index.ts';
import { mayName, readersOf } from './reader-names.ts';

/** A slow card (44 ms an answer) is known to OpenSC after some 2 s: one that is unknown after this long stays so. */
const PATIENCE_MS = 5000;
/** How often it is asked whether another program has such a card for itself, or has let it go. */
const LOOK_EACH_MS = 1000;

interface Stay {
  readonly events: number;
  timer: NodeJS.Timeout;
  /** Until when the module may still come to know it. */
  patientUntil: number;
  shown: { readonly presence: CardPresence; readonly held: boolean } | undefined;
}

/**
 * Cards that lie in one of the module's readers, as the system's service says, and of which the module says nothing: damaged
 * ones, put in the wrong way up, or held by another program. They are shown without label or serial number, so that the officer learns
 * that the card is the trouble, and not the reader.
 */
export class UnreadableCards {
  readonly #changed: () => void;
  readonly #look: () => Promise<readonly ReaderState[]>;
  readonly #stays = new Map<string, Stay>();

  constructor(changed: () => void, look = lookAtReaders) {
    this.#changed = changed;
    this.#look = look;
  }

  get cards(): readonly CardPresence[] {
    return [...this.#stays.values()].flatMap(({ shown }) => shown?.presence ?? []);
  }

  /** Why it cannot be read; undefined for any other card. */
  why(cardId: string): 'held' | 'unreadable' | undefined {
    const stay = [...this.#stays.values()].find(({ shown }) => shown?.presence.cardId === cardId);
    return stay?.shown && (stay.shown.held ? 'held' : 'unreadable');
  }

  /**
   * `readers`: every name by which the module has shown a reader, undefined while it has said nothing yet (a card that lets it
   * hang); `cards`: those that it can read.
   */
  update(service: ReaderService, readers: ReadonlySet<string> | undefined, cards: readonly CardPresence[]): void {
    const silent = new Map<string, number>();
    const all = service.state === 'up' ? service.readers : [];
    const read = new Set(cards.flatMap((card) => readersOf(card, all)).map(({ name }) => name));
    for (const { name, present, events } of all) {
      const ours = readers === undefined || [...readers].some((reader) => mayName(reader, name));
      if (present && ours && !read.has(name)) silent.set(name, events);
    }
    for (const [name, { events, timer }] of this.#stays) {
      if (silent.get(name) === events) continue;
      clearTimeout(timer);
      this.#stays.delete(name);
    }
    for (const [name, events] of silent) if (!this.#stays.has(name)) this.#await(name, events);
  }

  #await(name: string, events: number): void {
    const stay: Stay = {
      events,
      shown: undefined,
      patientUntil: Date.now() + PATIENCE_MS,
      timer: setTimeout(() => this.#show(name, stay), PATIENCE_MS),
    };
    this.#stays.set(name, stay);
  }

  async #show(name: string, stay: Stay): Promise<void> {
    const held = (await this.#look()).some((reader) => reader.name === name && reader.held);
    if (this.#stays.get(name) !== stay) return;
    stay.timer = setTimeout(() => this.#show(name, stay), LOOK_EACH_MS);
    if (held) stay.patientUntil = Date.now() + PATIENCE_MS;
    // A card that was just let go is soon known to the module.
    if (stay.shown?.held === held || (!held && Date.now() < stay.patientUntil)) return;
    const flags = { pinLow: false, pinFinalTry: false, pinLocked: false, pinPad: false };
    // Another name, so that whoever asked of it asks again.
    stay.shown = { held, presence: { cardId: randomUUID(), reader: name, label: '', serial: '', minPin: 0, maxPin: 0, flags } };
    this.#changed();
  }
}
