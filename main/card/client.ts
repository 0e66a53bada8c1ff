import type { CardPresence, CardReplies, CardRequest } from '../../native/protocol/index.ts';
import type { Helper } from '../platform/shell/port.ts';
import { DEADLINES, type Deadlines, PIN_PAD_MS, START_MS } from './deadlines.ts';
import type { ServiceFault } from './life.ts';
import { parseReply } from './messages.ts';
import { Renewal } from './renewal.ts';
import { CardError, type CardService } from './service.ts';
import { Supervisor } from './supervisor.ts';

export interface CardServiceOptions {
  /** Starts the card service's process; called again after each end of it. */
  readonly helper: () => Helper;
  /** Other deadlines than the program's own, in milliseconds; `start` is the time until the service's first word. */
  readonly deadlineMs?: Partial<Deadlines> & { readonly start?: number };
}

/** The card as main sees it: a client of the card service, whose process it starts at once and keeps alive until close(). */
export function createCardService({ helper, deadlineMs = {} }: CardServiceOptions): CardService {
  return new CardClient(helper, { ...DEADLINES, ...deadlineMs }, deadlineMs.start ?? START_MS);
}

class CardClient implements CardService {
  readonly #deadlines: Deadlines;
  readonly #listeners = new Set<() => void>();
  readonly #signedOut = new Set<(cardId: string) => void>();
  readonly #supervisor: Supervisor;
  readonly #renewal: Renewal;
  /** A card does one thing at a time; so a deadline is the operation's own, not its queue's. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(helper: () => Helper, deadlines: Deadlines, startMs: number) {
    this.#deadlines = deadlines;
    this.#supervisor = new Supervisor({ helper, startMs, changed: () => this.#tell() });
    this.#renewal = new Renewal(this.#supervisor, (work) => this.#inTurn(async () => work()));
  }

  get cards(): readonly CardPresence[] {
    return this.#supervisor.cards;
  }

  get fault(): ServiceFault | undefined {
    return this.#supervisor.fault;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  onSignedOut(listener: (cardId: string) => void): () => void {
    this.#signedOut.add(listener);
    return () => void this.#signedOut.delete(listener);
  }

  certificates(cardId: string) {
    return this.#ask({ op: 'certificates', cardId });
  }

  async login(cardId: string, pin: Uint8Array): Promise<void> {
    await this.#withPins([pin], () => this.#ask({ op: 'login', cardId, pin }));
  }

  async logout(cardId: string): Promise<void> {
    await this.#ask({ op: 'logout', cardId });
  }

  sign(cardId: string, keyId: Uint8Array, data: Uint8Array, pin?: Uint8Array): Promise<Uint8Array> {
    if (pin === undefined) return this.#askKey({ op: 'sign', cardId, keyId, data });
    return this.#withPins([pin], () => this.#askKey({ op: 'sign', cardId, keyId, data, pin }));
  }

  decrypt(cardId: string, keyId: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
    return this.#askKey({ op: 'decrypt', cardId, keyId, data });
  }

  decryptRaw(cardId: string, keyId: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
    return this.#askKey({ op: 'decrypt', cardId, keyId, data, raw: true });
  }

  derive(cardId: string, keyId: Uint8Array, point: Uint8Array): Promise<Uint8Array> {
    return this.#askKey({ op: 'derive', cardId, keyId, point });
  }

  async changePin(cardId: string, oldPin: Uint8Array, newPin: Uint8Array): Promise<void> {
    await this.#withPins([oldPin, newPin], () => this.#askKey({ op: 'changePin', cardId, oldPin, newPin }));
  }

  async unblockPin(cardId: string, puk: Uint8Array, newPin: Uint8Array): Promise<void> {
    await this.#withPins([puk, newPin], () => this.#ask({ op: 'unblockPin', cardId, puk, newPin }));
  }

  renew(): Promise<void> {
    return this.#renewal.want();
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    this.#signedOut.clear();
    this.#supervisor.close();
  }

  async #withPins<Value>(pins: readonly Uint8Array[], work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } finally {
      for (const pin of pins) pin.fill(0);
    }
  }

  /** What is asked of a card that somebody is signed in to, unless wrong PINs have ended that. */
  async #askKey<Request extends CardRequest & { readonly cardId: string }>(request: Request): Promise<CardReplies[Request['op']]> {
    try {
      return await this.#ask(request);
    } catch (error) {
      const needsPin = 'pin' in request; // A key that asks each time: NotSignedIn is then no news of the login.
      const code = error instanceof CardError ? error.code : undefined;
      if (code === 'PinBlocked' || (code === 'NotSignedIn' && !needsPin)) for (const listener of this.#signedOut) listener(request.cardId);
      throw error;
    }
  }

  /** Waits for its turn, then asks once: nothing that touches a PIN or a key is ever tried again. */
  async #ask<Request extends CardRequest>(request: Request): Promise<CardReplies[Request['op']]> {
    const answer = await this.#inTurn(() => this.#supervisor.request(request, this.#deadlineOf(request)));
    const reply = parseReply<Request['op']>(request.op, answer);
    if (reply === undefined) throw new CardError('CardFault', 'unusable reply');
    return reply;
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** An empty PIN means that the officer types it at the reader, in an officer's own time. */
  #deadlineOf(request: CardRequest): number {
    const atReader = pinsIn(request).some((pin) => pin.length === 0);
    return atReader ? Math.max(PIN_PAD_MS, this.#deadlines[request.op]) : this.#deadlines[request.op];
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function pinsIn(request: CardRequest): readonly Uint8Array[] {
  const given: (Uint8Array | undefined)[] = [];
  if ('pin' in request) given.push(request.pin);
  if ('newPin' in request) given.push(request.newPin);
  if ('puk' in request) given.push(request.puk);
  return given.filter((pin) => pin !== undefined);
}
