import type { LockCause, SessionState, SignInRefusal } from '../../contracts/ipc/session.ts';
import { assertNever, fail, ok, type Result } from '../../contracts/result.ts';
import type { CardService } from '../card/service.ts';
import type { Log } from '../log/log.ts';
import { type Effect, type Event, initial, type Machine, type PinRules, type PinTries, shown, transition } from './machine.ts';
import type { CardReading } from './read-card.ts';
import { type OpenWork, SignInError, type WarrantCard } from './work.ts';

export interface SessionPorts {
  readonly card: CardService;
  readonly readCard: (cardId: string) => Promise<CardReading>;
  /** Opens the officer's work; rejects with SignInError. Zeroes the PIN. Given up when the signal aborts. */
  readonly unlock: (
    card: WarrantCard,
    pin: Uint8Array,
    onStep: (step: 'card' | 'hq' | 'store') => void,
    signal: AbortSignal,
  ) => Promise<OpenWork>;
  /** Ends the page's process, so that its memory goes, and shows the door in a new one. */
  readonly renewPage: () => Promise<void>;
  readonly log: Log;
  readonly pinRules: Pick<PinRules, 'minLength' | 'maxLength'>;
  readonly now: () => Date;
}

export interface Session {
  readonly state: SessionState;
  /** The open officer's work; undefined at the door. */
  readonly work: OpenWork | undefined;
  onChange(listener: (state: SessionState) => void): void;
  /** Zeroes `pin`. The card gets it once; nothing here tries again. */
  signIn(pin: Uint8Array): Promise<Result<null, SignInRefusal>>;
  lock(cause: LockCause): void;
  /** What this laptop knows about revocation was renewed: a card that was refused is read again. */
  trustRenewed(): void;
  /** Locks and waits until all is closed. */
  close(): Promise<void>;
}

/** Runs the session machine: turns what cards, officer and laptop do into events, and its effects into deeds. */
export const createSession = (ports: SessionPorts): Session => {
  let machine: Machine = initial;
  let work: OpenWork | undefined;
  let card: WarrantCard | undefined;
  let pending:
    | {
        readonly attempt: number;
        readonly pin: Uint8Array;
        readonly settle: (result: Result<null, SignInRefusal>) => void;
        readonly stop: AbortController;
      }
    | undefined;
  /** A new sign-in waits for the close of the last one: the store has one writer. */
  let closing: Promise<void> = Promise.resolve();
  const listeners: ((state: SessionState) => void)[] = [];

  const dispatch = (event: Event): void => {
    const before = machine.stage;
    const step = transition(machine, event);
    machine = step.machine;
    if (machine.stage !== before) {
      ports.log('session', { stage: machine.stage.kind });
      const state = shown(machine.stage);
      for (const listener of listeners) listener(state);
    }
    for (const effect of step.effects) perform(effect);
  };

  const perform = (effect: Effect): void => {
    switch (effect.type) {
      case 'readCard':
        void read(effect.cardId);
        return;
      case 'unlock':
        void unlock(effect.attempt);
        return;
      case 'abandon':
        if (pending?.attempt === effect.attempt) pending.stop.abort();
        return;
      case 'close':
        close(effect.cause);
        return;
      default:
        assertNever(effect);
    }
  };

  const read = async (cardId: string): Promise<void> => {
    card = undefined;
    const reading = await ports.readCard(cardId);
    if (!reading.ok) {
      if (reading.code !== 'CardRemoved') dispatch({ type: 'refusedCard', cardId, refusal: reading.code });
      return;
    }
    card = reading.value;
    const presence = ports.card.cards.find((present) => present.cardId === cardId);
    const flags = presence?.flags;
    dispatch({
      type: 'read',
      cardId,
      holder: reading.value.holder,
      tries: { final: flags?.pinFinalTry ?? false, low: flags?.pinLow ?? false },
      rules: {
        minLength: Math.max(ports.pinRules.minLength, presence?.minPin ?? 0),
        maxLength: Math.min(ports.pinRules.maxLength, presence?.maxPin || ports.pinRules.maxLength),
        digitsOnly: true,
        pinPad: flags?.pinPad ?? false,
      },
      blocked: flags?.pinLocked ?? false,
    });
  };

  const unlock = async (attempt: number): Promise<void> => {
    const mine = pending;
    if (mine === undefined || card === undefined) return;
    let opened: OpenWork | undefined;
    try {
      await closing;
      opened = await ports.unlock(card, mine.pin, (step) => dispatch({ type: 'step', attempt, step }), mine.stop.signal);
      mine.stop.signal.throwIfAborted();
      begin(opened, attempt);
      mine.settle(ok(null));
    } catch (error) {
      if (opened !== undefined) closing = opened.close('cardRemoved');
      const refusal = refusalOf(error, mine.stop.signal);
      ports.log('signInRefused', { code: refusal.code });
      dispatch({ type: 'notOpened', attempt, refusal: refusal.code, tries: refusal.tries ?? { final: false, low: false } });
      mine.settle(fail(refusal.code));
    } finally {
      mine.pin.fill(0);
      if (pending === mine) pending = undefined;
    }
  };

  const begin = (opened: OpenWork, attempt: number): void => {
    work = opened;
    opened.onLease((officer, until) => {
      if (work === opened) dispatch({ type: 'leaseRenewed', officer, leaseUntil: until.toISOString() });
    });
    opened.onEnded((cause) => {
      if (work === opened) lock(cause);
    });
    dispatch({ type: 'opened', attempt, officer: opened.officer, leaseUntil: opened.leaseUntil.toISOString() });
  };

  const close = (cause: LockCause): void => {
    const ending = work;
    work = undefined;
    // The page goes first: what the officer sees is what must be gone soonest. Both run at once.
    closing = Promise.all([ports.renewPage(), ending?.close(cause)]).then(
      () => undefined,
      () => ports.log('closeFailed'),
    );
  };

  const lock = (cause: LockCause): void => dispatch({ type: 'lock', cause, at: ports.now().toISOString(), unsent: work?.unsent ?? 0 });

  const look = (): void => {
    const { fault } = ports.card;
    if (fault !== undefined) dispatch({ type: 'faulted', fault });
    else
      dispatch({
        type: 'cards',
        cards: ports.card.cards.map((present) => present.cardId),
        at: ports.now().toISOString(),
        unsent: work?.unsent ?? 0,
      });
  };
  ports.card.onChange(look);

  return {
    get state() {
      return shown(machine.stage);
    },
    get work() {
      return work;
    },
    onChange: (listener) => void listeners.push(listener),
    signIn(pin) {
      if (machine.stage.kind !== 'pin' || pending !== undefined) {
        pin.fill(0);
        return Promise.resolve(fail('CardBusy'));
      }
      const rules = machine.stage.rules;
      if (!rules.pinPad && (pin.byteLength < rules.minLength || pin.byteLength > rules.maxLength)) {
        pin.fill(0);
        return Promise.resolve(fail('PinLength'));
      }
      return new Promise((settle) => {
        pending = { attempt: machine.attempts + 1, pin, settle, stop: new AbortController() };
        dispatch({ type: 'pinEntered' });
      });
    },
    lock,
    trustRenewed: () => dispatch({ type: 'trustRenewed' }),
    async close() {
      lock('shutdown');
      pending?.stop.abort();
      await closing;
    },
  };
};

const refusalOf = (error: unknown, signal: AbortSignal): { readonly code: SignInRefusal; readonly tries: PinTries | undefined } => {
  if (signal.aborted) return { code: 'CardRemoved', tries: undefined };
  if (error instanceof SignInError) return { code: error.code, tries: error.tries };
  return { code: 'CardFault', tries: undefined };
};
