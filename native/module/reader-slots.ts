import type { Handle, PKCS11 } from 'pkcs11js';
import { Card } from './card.ts';
import { CardFailure } from './faults.ts';
import { initialise, initialiseAnew } from './load.ts';
import { describeToken, readerName, type TokenDescription } from './tokens.ts';

/** Enough to answer "removed" and not "never seen" to whoever still asks for a card that has gone. */
const REMEMBERED = 64;

/** The cards that are in, by slot; brought up to date by scan(). */
export class ReaderSlots {
  readonly #module: PKCS11;
  #cards: readonly Card[] = [];
  #gone: readonly string[] = [];
  #usable = false;

  constructor(module: PKCS11) {
    this.#module = module;
  }

  get cards(): readonly Card[] {
    return this.#cards;
  }

  /** C_Initialize has worked. */
  get usable(): boolean {
    return this.#usable;
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
   * Looks which cards are in. `slotEvents`: the module notices cards by itself; one that does not is initialised anew, which
   * ends every session and therefore waits until nobody is signed in.
   */
  scan(slotEvents: boolean): void {
    const anew = !slotEvents && !this.#cards.some((card) => card.signedIn);
    if (!this.#usable || anew) this.#initialise(anew);
    if (!this.#usable) {
      this.#keep([]);
      return;
    }
    this.#keep(this.#cards.filter((card) => card.isAlive()));
    const slots = this.#module.C_GetSlotList(true);
    const seen = slots.map((slot) => this.#look(slot, slotEvents, anew)).filter((card) => card !== undefined);
    this.#keep(seen);
  }

  /** The names of all readers that the module offers; throws what the module throws. */
  readerNames(): readonly string[] {
    return this.#module.C_GetSlotList(false).map((slot) => readerName(this.#module, slot));
  }

  #initialise(anew: boolean): void {
    if (anew) for (const card of this.#cards) card.closeSession();
    this.#usable = this.#usable || anew ? initialiseAnew(this.#module) : initialise(this.#module);
  }

  /** The card in a slot: the one known, or a new presence, or none that can be read. */
  #look(slot: Handle, slotEvents: boolean, anew: boolean): Card | undefined {
    const known = this.#cards.find((card) => card.slot.equals(slot));
    // Its session lives, so it is the same card, and reading the token again would only keep the card busy.
    if (known !== undefined && slotEvents) return known;
    const description = this.#describe(slot);
    if (description === undefined) return undefined;
    if (!anew && known?.isStill(description)) return known;
    const same = this.#cards.find((card) => card.isStill(description));
    if (anew && same !== undefined) return same.renewed(slot);
    const card = new Card(this.#module, slot, description);
    if (slotEvents) card.session();
    return card;
  }

  #describe(slot: Handle): TokenDescription | undefined {
    try {
      return describeToken(this.#module, slot);
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
