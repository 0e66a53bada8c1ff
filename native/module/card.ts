import { randomUUID } from 'node:crypto';
import pkcs11, { type Handle, type PKCS11 } from 'pkcs11js';
import type { CardMechanism, CardPresence, TokenFlags } from '../protocol/index.ts';
import { askedAgain } from './asked-again.ts';
import { tokenMechanisms } from './mechanisms.ts';
import { type TokenDescription, tokenFlags } from './tokens.ts';

/**
 * One presence of a card. It keeps a session open while the card is in, where the module tells of cards by itself: that
 * session dies with the card, so a card pulled and put back between two looks is another presence.
 */
export class Card {
  readonly slot: Handle;
  readonly #module: PKCS11;
  #presence: CardPresence;
  #session: Handle | undefined;
  #signedIn = false;
  #lapsed = false;
  #refused: ReadonlySet<CardMechanism> = new Set();

  private constructor(module: PKCS11, slot: Handle, presence: CardPresence) {
    this.#module = module;
    this.slot = slot;
    this.#presence = presence;
  }

  /** A card that has come: another presence. What its token can do is asked here, once. */
  static seen(module: PKCS11, slot: Handle, description: TokenDescription): Card {
    const mechanisms = tokenMechanisms(module, slot);
    return new Card(module, slot, { cardId: randomUUID(), ...description, ...(mechanisms === undefined ? {} : { mechanisms }) });
  }

  get presence(): CardPresence {
    return this.#presence;
  }

  get signedIn(): boolean {
    return this.#signedIn;
  }

  /** Signed in until a wrong PIN ended that: the next right one, for whatever it is given, signs in again. */
  get lapsed(): boolean {
    return this.#lapsed;
  }

  /** Mechanisms that it has begun and then not had: another way is taken first where there is one. */
  get refused(): ReadonlySet<CardMechanism> {
    return this.#refused;
  }

  noteRefused(mechanism: CardMechanism): void {
    this.#refused = new Set([...this.#refused, mechanism]);
  }

  /** The card's own session, which carries the login. */
  session(): Handle {
    this.#session ??= this.#module.C_OpenSession(this.slot, pkcs11.CKF_SERIAL_SESSION);
    return this.#session;
  }

  markSignedIn(signedIn: boolean): void {
    this.#signedIn = signedIn;
    this.#lapsed = false;
  }

  markLapsed(): void {
    this.#signedIn = false;
    this.#lapsed = true;
  }

  /** Its session lives no longer than the card is in: isAlive() tells. */
  get hasSession(): boolean {
    return this.#session !== undefined;
  }

  /** Asks the token for its flags again. Answers the last known when it cannot tell (a card that has just gone). */
  refreshFlags(): TokenFlags {
    try {
      this.#presence = { ...this.#presence, flags: tokenFlags(this.#module, this.slot) };
    } catch {
      // The scan that follows each failure finds out why.
    }
    return this.#presence.flags;
  }

  /** Whether the session, if there is one, still belongs to a card that is in. */
  isAlive(): boolean {
    const session = this.#session;
    if (session === undefined) return true;
    try {
      // One bad answer of a module is no removal, and locks nobody's work.
      askedAgain(() => this.#module.C_GetSessionInfo(session));
      return true;
    } catch {
      return false;
    }
  }

  /** Whether the token that is now in this slot is this card. */
  isStill(description: TokenDescription): boolean {
    const { reader, nth, serial, label } = this.#presence;
    const sameReader = description.reader === reader && description.nth === nth;
    return sameReader && description.serial === serial && description.label === label;
  }

  /** The same card after C_Initialize: its sessions are gone and its slot may be numbered anew. */
  renewed(slot: Handle): Card {
    const card = new Card(this.#module, slot, this.#presence);
    card.#lapsed = this.#lapsed;
    card.#refused = this.#refused;
    return card;
  }

  /** Ends the session, and with the last session of a token the login (PKCS#11 v2.40, 5.6). */
  closeSession(): void {
    const session = this.#session;
    this.#session = undefined;
    this.#signedIn = false;
    if (session === undefined) return;
    try {
      this.#module.C_CloseSession(session);
    } catch {
      // It went with its card.
    }
  }

  /** Runs `work` in a session of its own, so that a failed operation leaves nothing active behind; the login is shared. */
  inSession<T>(flags: number, work: (session: Handle) => T): T {
    this.session();
    const session = this.#module.C_OpenSession(this.slot, pkcs11.CKF_SERIAL_SESSION | flags);
    try {
      return work(session);
    } finally {
      try {
        this.#module.C_CloseSession(session);
      } catch {
        // It went with its card; what `work` threw says so.
      }
    }
  }
}
