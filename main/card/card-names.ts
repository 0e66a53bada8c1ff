import type { CardPresence } from '../../native/protocol/index.ts';

/**
 * What the program calls the cards of a service process. One process takes over from another while a card stays in its reader; for
 * the program that is the same presence, by the name that it had.
 */
export class CardNames {
  readonly #names: ReadonlyMap<string, string>;

  private constructor(names: ReadonlyMap<string, string>) {
    this.#names = names;
  }

  /** A process that nobody had before: its own names. */
  static readonly own = new CardNames(new Map());

  /**
   * Names for a process that has looked at the readers while the one before it was still watching them. `before` are the cards that are
   * in now, by the program's names; a card is the same when reader, serial number and label are, and no other card could be meant.
   */
  static after(before: readonly CardPresence[], now: readonly CardPresence[]): CardNames {
    const names = new Map<string, string>();
    for (const card of now) {
      const [same, ...others] = before.filter((known) => isSame(known, card));
      const claims = now.filter((other) => isSame(other, card));
      if (same !== undefined && others.length === 0 && claims.length === 1) names.set(card.cardId, same.cardId);
    }
    return new CardNames(names);
  }

  /** Whether every readable card of `before` is among those that are in now. */
  static covers(before: readonly CardPresence[], now: readonly CardPresence[]): boolean {
    return before.every((known) => known.serial === '' || now.some((card) => isSame(known, card)));
  }

  /** The list as the program knows it. */
  named(cards: readonly CardPresence[]): readonly CardPresence[] {
    return cards.map((card) => ({ ...card, cardId: this.#names.get(card.cardId) ?? card.cardId }));
  }

  /** A request's fields, with the service's own name of the card. */
  addressed<Fields extends object>(fields: Fields): Fields {
    if (!('cardId' in fields)) return fields;
    const own = [...this.#names].find(([, name]) => name === fields.cardId)?.[0];
    return own === undefined ? fields : { ...fields, cardId: own };
  }
}

function isSame(a: CardPresence, b: CardPresence): boolean {
  // A card that cannot be read has no serial number, and is nobody's.
  return a.serial !== '' && a.reader === b.reader && a.serial === b.serial && a.label === b.label;
}
