import type { Handle, PKCS11 } from 'pkcs11js';
import { askedAgain } from './asked-again.ts';
import { Card } from './card.ts';
import { CardFailure } from './faults.ts';
import { type Initialised, initialise, initialiseAnew } from './load.ts';
import { describeToken, readerName, type TokenDescription } from './tokens.ts';

/** Enough to answer "removed" and not "never seen" to whoever still asks for a card that has gone. */
const REMEMBERED = 64;

/** So many looks in a row that the module answers with an error, and it is broken: until then it may be at something else. */
const FAILED_LOOKS = 4;
/** A module is initialised anew for at most a twentieth of the time, whatever it costs it. */
const REST = 20;

/** How to look for cards. */
export interface Look {
  /** The module notices cards by itself. */
  readonly slotEvents: boolean;
  /**
   * One that does not is initialised anew: because the system's card service has told of a change, or a reader holds a card that the
   * module does not show (`now`), from time to time (`sometimes`), or not at all.
   */
  readonly anew: 'now' | 'sometimes' | 'never';
}

/** The cards that are in, by slot; brought up to date by scan(). */
export class ReaderSlots {
  readonly #module: PKCS11;
  #cards: readonly Card[] = [];
  #gone: readonly string[] = [];
  #state: Initialised = 'refused';
  #failedLooks = 0;
  /** To be initialised anew as soon as nobody is signed in. */
  #stale = false;
  #restUntil = 0;

  constructor(module: PKCS11) {
    this.#module = module;
  }

  get cards(): readonly Card[] {
    return this.#cards;
  }

  /** C_Initialize has worked. */
  get usable(): boolean {
    return this.#state !== 'refused';
  }

  /** It has not listed its readers for so long that it never will. */
  get lost(): boolean {
    return this.#failedLooks >= FAILED_LOOKS;
  }

  /** C_Initialize has worked, and several threads may call the module. */
  get shared(): boolean {
    return this.#state === 'shared';
  }

  /** The card, or CardRemoved when it was here, or NoSuchCard. */
  find(cardId: string): Card {
    const card = this.#cards.find(({ presence }) => presence.cardId === cardId);
    if (card !== undefined) return card;
    throw new CardFailure(this.#gone.includes(cardId) ? 'CardRemoved' : 'NoSuchCard');
  }

  /** Forgets cards that are known to have gone. */
  drop(cardIds: readonly string[]): void {
    for (const card of this.#cards) if (cardIds.includes(card.presence.cardId)) card.closeSession();
    this.#keep(this.#cards.filter(({ presence }) => !cardIds.includes(presence.cardId)));
  }

  /**
   * Looks which cards are in. To be initialised anew ends every session, and therefore waits until nobody is signed in. Throws what the
   * module throws, and is then to be asked again.
   */
  scan({ slotEvents, anew }: Look): void {
    this.#stale ||= !slotEvents && (anew === 'now' || (anew === 'sometimes' && performance.now() >= this.#restUntil));
    const fresh = this.#stale && !this.#cards.some((card) => card.signedIn);
    if (fresh || this.#state === 'refused') this.#initialise(fresh);
    if (this.#state === 'refused') {
      this.#keep([]);
      return;
    }
    this.#keep(this.#cards.filter((card) => card.isAlive()));
    const slots = this.#list(slotEvents);
    const seen = slots.map((slot) => this.#look(slot, slotEvents, fresh)).filter((card) => card !== undefined);
    this.#keep(seen);
  }

  /** The slots with a card. A module without slot events that cannot tell them begins anew; one with them has a thread that waits in it. */
  #list(slotEvents: boolean): readonly Handle[] {
    try {
      const slots = askedAgain(() => this.#module.C_GetSlotList(true));
      this.#failedLooks = 0;
      return slots;
    } catch (error) {
      this.#failedLooks += 1;
      this.#stale ||= !slotEvents;
      throw error;
    }
  }

  /** The names of all readers that the module offers; throws what the module throws. */
  readerNames(): readonly string[] {
    return this.#module.C_GetSlotList(false).map((slot) => readerName(this.#module, slot));
  }

  #initialise(anew: boolean): void {
    const begun = performance.now();
    if (anew) for (const card of this.#cards) card.closeSession();
    this.#state = anew ? initialiseAnew(this.#module) : initialise(this.#module);
    this.#stale = false;
    this.#restUntil = performance.now() + REST * (performance.now() - begun);
  }

  /** The card in a slot: the one known, or a new presence, or none that can be read. */
  #look(slot: Handle, slotEvents: boolean, anew: boolean): Card | undefined {
    const known = this.#cards.find((card) => card.slot.equals(slot));
    // Its session lives, so it is the same card, and reading the token again would only keep the card busy.
    if (known?.hasSession && slotEvents) return known;
    const description = this.#describe(slot, known !== undefined);
    if (description === undefined) return undefined;
    if (!anew && known?.isStill(description)) {
      if (slotEvents) known.session();
      return known;
    }
    const same = this.#cards.find((card) => card.isStill(description));
    if (anew && same !== undefined) return same.renewed(slot);
    const card = Card.seen(this.#module, slot, description);
    if (slotEvents) card.session();
    return card;
  }

  #describe(slot: Handle, known: boolean): TokenDescription | undefined {
    const ask = () => describeToken(this.#module, slot);
    try {
      return known ? askedAgain(ask) : ask();
    } catch {
      // No card that this module can read: gone between two calls, foreign, or damaged.
      return undefined;
    }
  }

  #keep(cards: readonly Card[]): void {
    const ids = new Set(cards.map(({ presence }) => presence.cardId));
    for (const card of this.#cards) {
      if (ids.has(card.presence.cardId)) continue;
      card.closeSession();
      this.#gone = [...this.#gone, card.presence.cardId].slice(-REMEMBERED);
    }
    this.#cards = cards;
  }
}
