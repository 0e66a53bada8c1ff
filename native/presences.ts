import type { ReaderService } from './pcsc/watch.ts';
import type { ReaderState } from './pcsc/wire.ts';
import type { CardEvent, CardPresence } from './protocol/index.ts';
import { mayName, readersOf } from './reader-names.ts';
import type { FromModule } from './threads.ts';
import { UnreadableCards } from './unreadable.ts';

type CardsFromModule = Extract<FromModule, { kind: 'cards' }>;

/**
 * The one list of cards, put together from what the module says and what the system's card service says, and told to the
 * program whenever it changes. The service is believed at once when it says that a card has gone.
 */
export class Presences {
  readonly #tell: (event: CardEvent) => void;
  readonly #unreadable = new UnreadableCards(() => this.#tellCards());
  readonly #rescan: (ended: readonly string[]) => void;
  #cards: readonly CardPresence[] = [];
  #told = '';
  #service: ReaderService = { state: 'unknown' };
  /** Every name under which the system's service has ever shown a reader. */
  readonly #known = new Set<string>();
  #readers: readonly string[] = [];
  /** Every name under which the module has ever shown a reader. */
  readonly #shown = new Set<string>();
  #fault: 'ModuleBroken' | 'ReaderServiceDown' | undefined;
  #begun = false;
  /** Grows with every removal: a scan begun before one may still list the card. */
  #epoch = 0;

  /** `rescan` asks the module again, without the presences that are over. */
  constructor(tell: (event: CardEvent) => void, rescan: (ended: readonly string[]) => void) {
    this.#tell = tell;
    this.#rescan = rescan;
  }

  get epoch(): number {
    return this.#epoch;
  }

  /** The system's card service tells of every card at once. */
  get watched(): boolean {
    return this.#service.state === 'up';
  }

  /** Nothing says that it has stopped. */
  get serviceRuns(): boolean {
    return this.#service.state !== 'down';
  }

  /** … and of every reader that the module has shown: then it is asked when the service tells. A module with its own way to readers is not. */
  get covered(): boolean {
    return this.watched && [...this.#shown].every((reader) => this.#isKnown(reader));
  }

  /** The module shows a card. */
  get read(): boolean {
    return this.#cards.length > 0;
  }

  /** A reader holds a card of which the module says nothing. */
  get unread(): boolean {
    return this.#unreadable.cards.length > 0;
  }

  has(cardId: string): boolean {
    return this.#cards.some((card) => card.cardId === cardId);
  }

  /** Why a card that is in a reader cannot be spoken with: another program has it for itself, or nothing is known of it. Undefined for any other. */
  whyUnreadable(cardId: string): 'held' | 'unreadable' | undefined {
    return this.#unreadable.why(cardId);
  }

  /** Whether a reader or a card has come or gone since the last report: the service also tells of power, and of who holds a card. */
  isNews(service: ReaderService): boolean {
    return this.#service.state !== service.state || comings(this.#service) !== comings(service);
  }

  fromModule({ epoch, cards, readers, usable }: CardsFromModule): void {
    this.#readers = readers;
    if (epoch === this.#epoch) this.#cards = cards;
    for (const reader of [...readers, ...cards.map((card) => card.reader)]) this.#shown.add(reader);
    this.#tellFault(usable);
    if (usable) this.#tellCards();
  }

  fromReaderService(service: ReaderService): void {
    const before = this.#service;
    this.#service = service;
    if (service.state === 'up') for (const { name } of service.readers) this.#known.add(name);
    const ended = this.#cards.filter((card) => hasMoved(card, before, service)).map((card) => card.cardId);
    if (ended.length > 0) {
      this.#epoch += 1;
      this.#cards = this.#cards.filter((card) => !ended.includes(card.cardId));
    }
    // Before the module's first word, only what it cannot read is told: nothing else is known.
    if (this.#begun || this.#told !== '') this.#tellCards();
    else this.#watchUnreadable();
    this.#rescan(ended);
  }

  /**
   * Without the system's service a module sees no card; but one with readers that were never the service's has its own way
   * to them, and no need of it.
   */
  #tellFault(usable: boolean): void {
    const ownReaders = this.#readers.some((reader) => !this.#isKnown(reader));
    const down = this.#service.state === 'down' && this.#cards.length === 0 && !ownReaders;
    const fault = down ? 'ReaderServiceDown' : usable ? undefined : 'ModuleBroken';
    if (this.#begun && fault === this.#fault) return;
    this.#begun = true;
    this.#fault = fault;
    this.#tell(fault === undefined ? { event: 'ready' } : { event: 'fault', code: fault });
  }

  #isKnown(reader: string): boolean {
    return [...this.#known].some((name) => mayName(reader, name));
  }

  #tellCards(): void {
    this.#watchUnreadable();
    const cards = [...this.#cards, ...this.#unreadable.cards];
    const now = JSON.stringify(cards);
    if (now === this.#told) return;
    this.#told = now;
    this.#tell({ event: 'cards', cards });
  }

  #watchUnreadable(): void {
    this.#unreadable.update(this.#service, this.#begun ? this.#shown : undefined, this.#cards);
  }
}

/**
 * Whether the service says that the card was taken out between two of its reports, even if one is there again. Where it may be in one of
 * several readers, one of them from which a card was taken is enough: a card that is still there is found again at once.
 */
function hasMoved(card: CardPresence, before: ReaderService, after: ReaderService): boolean {
  const was = readersIn(card, before);
  if (after.state === 'down') return was.length > 0;
  const now = (reader: ReaderState) => sameReader(reader, listOf(before), listOf(after));
  if (was.length > 1) return was.some((reader) => reader.present && now(reader)?.events !== reader.events);
  const [then] = was;
  const own = then === undefined ? readersIn(card, after)[0] : now(then);
  if (own === undefined) return then !== undefined;
  return !own.present || (then?.present === true && then.events !== own.events);
}

/** The same reader in a later list. pcscd gives two of different drivers one name where they have one. */
const sameReader = (reader: ReaderState, before: readonly ReaderState[], after: readonly ReaderState[]): ReaderState | undefined => {
  const called = (readers: readonly ReaderState[]) => readers.filter(({ name }) => name === reader.name);
  return called(after)[called(before).indexOf(reader)];
};

const listOf = (service: ReaderService): readonly ReaderState[] => (service.state === 'up' ? service.readers : []);

const comings = (service: ReaderService): string =>
  JSON.stringify(listOf(service).map(({ name, present, events }) => [name, present, events]));

const readersIn = (card: CardPresence, service: ReaderService): readonly ReaderState[] => readersOf(card, listOf(service));
