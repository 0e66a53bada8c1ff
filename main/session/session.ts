import type { LockCause, SessionState, SignInRefusal } from '../../contracts/ipc/session.ts';
import { assertNever, fail, ok, type Result } from '../../contracts/result.ts';
import { type Effect, type Event, initial, type Machine, type PinTries, shown, transition } from './machine.ts';
import { createPinManagement } from './pin-management.ts';
import type { Session, SessionNote, SessionPorts } from './ports.ts';
import type { ReadIdentity } from './read-card.ts';
import { type OpenWork, SignInError, type WarrantCard } from './work.ts';

export type { Session, SessionNote, SessionPorts } from './ports.ts';

/** Runs the session machine: turns what cards, officer and laptop do into events, and its effects into deeds. */
export const createSession = (ports: SessionPorts): Session => {
  let machine: Machine = initial;
  let work: OpenWork | undefined;
  let card: WarrantCard | undefined;
  /** Whom the card that is in may stand for. */
  let identities: readonly ReadIdentity[] = [];
  let lastOfficer: string | undefined;
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
  let unlocking: Promise<void> = Promise.resolve();
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
    if (machine.stage !== before && !usesCard(machine.stage)) void forgetPins();
  };

  const note = (action: SessionNote['action'], staffId: string | undefined, detail = ''): void =>
    ports.journal?.({ action, staffId, detail });

  /** What is left of a PIN in the card service goes with its process, once nothing needs that any more. */
  const forgetPins = async (): Promise<void> => {
    await closed();
    if (machine.stage.kind !== 'open' && machine.stage.kind !== 'unlocking') await ports.card.renew();
  };

  const closed = async (): Promise<void> => {
    await unlocking; // One that was given up may still open the store, and close it.
    await closing;
  };

  const perform = (effect: Effect): void => {
    switch (effect.type) {
      case 'readCard':
        void read(effect.cardId);
        return;
      case 'unlock':
        unlocking = unlock(effect.attempt);
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
    identities = [];
    const reading = await ports.readCard(cardId);
    // Another card may have come meanwhile: this one's certificates must not stand for it.
    if (machine.stage.kind !== 'cardSeen' || machine.stage.cardId !== cardId) return;
    if (!reading.ok) {
      if (reading.code === 'CardRemoved') return;
      note('cardRefused', undefined, reading.code);
      dispatch({ type: 'refusedCard', cardId, refusal: reading.code });
      return;
    }
    identities = reading.value;
    const [only, ...others] = reading.value;
    if (others.length === 0) take(only);
    else dispatch({ type: 'inDoubt', cardId, choices: identities.map(({ choice }) => choice) });
  };

  const take = (identity: ReadIdentity): void => {
    card = identity.card;
    const { cardId, holder } = identity.card;
    const presence = ports.card.cards.find((present) => present.cardId === cardId);
    const flags = presence?.flags;
    note('cardSeen', holder.staffId);
    dispatch({
      type: 'read',
      cardId,
      holder,
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
    const using = card;
    if (mine === undefined || using === undefined) return;
    let opened: OpenWork | undefined;
    try {
      await closing;
      opened = await ports.unlock(using, mine.pin, (step) => dispatch({ type: 'step', attempt, step }), mine.stop.signal);
      mine.stop.signal.throwIfAborted();
      begin(opened, attempt);
      mine.settle(ok(null));
    } catch (error) {
      if (opened !== undefined) closing = opened.close('cardRemoved');
      const refusal = refusalOf(error, mine.stop.signal);
      ports.log('signInRefused', { code: refusal.code });
      note('signInFailed', using.holder.staffId, refusal.code);
      dispatch({ type: 'notOpened', attempt, refusal: refusal.code, tries: refusal.tries ?? { final: false, low: false } });
      mine.settle(fail(refusal.code));
    } finally {
      mine.pin.fill(0);
      if (pending === mine) pending = undefined;
    }
  };

  const begin = (opened: OpenWork, attempt: number): void => {
    work = opened;
    const { staffId } = opened.officer;
    if (lastOfficer !== undefined && lastOfficer !== staffId) note('switch', staffId);
    lastOfficer = staffId;
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
        forget: ports.forgetsHolder?.() ?? false,
      });
  };
  const unlisten = ports.card.onChange(look);
  // A wrong PIN has ended the card's login: whatever needs the card would fail from now on. The right PIN at the door mends it.
  const unlistenSignedOut = ports.card.onSignedOut((cardId) => {
    if (machine.stage.kind === 'open' && machine.stage.cardId === cardId) lock('command');
  });
  const pins = createPinManagement({
    card: ports.card,
    stage: () => machine.stage,
    signingIn: () => pending !== undefined,
    told: dispatch,
    note(action, staffId, detail) {
      note(action, staffId, detail);
      // The officer's own journal says so too, while it is open.
      void work?.store
        .write('journal.append', { at: ports.now().toISOString(), action, subject: staffId, detail })
        .catch(() => ports.log('journalFailed'));
    },
  });

  return {
    get state() {
      return shown(machine.stage);
    },
    get work() {
      return work;
    },
    onChange: (listener) => void listeners.push(listener),
    signIn(pin) {
      if (machine.stage.kind !== 'pin' || pending !== undefined || pins.busy) {
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
    choose(id) {
      const chosen = machine.stage.kind === 'choose' ? identities.find(({ choice }) => choice.id === id) : undefined;
      if (chosen === undefined) return fail('CardRemoved');
      take(chosen);
      return ok(null);
    },
    changePin: pins.changePin,
    unblockPin: pins.unblockPin,
    lock,
    withdraw: (deviceBlock) => dispatch({ type: 'withdrawn', deviceBlock }),
    disown: () => dispatch({ type: 'disowned' }),
    restore() {
      dispatch({ type: 'restored' });
      look(); // Cards and readers have changed meanwhile.
    },
    closed,
    trustRenewed: () => dispatch({ type: 'trustRenewed' }),
    async close() {
      lock('shutdown');
      unlisten();
      unlistenSignedOut();
      pending?.stop.abort();
      await closing;
    },
  };
};

/** Whether an officer is at the card: signing in, at work, or with a PIN to mend. */
const usesCard = ({ kind }: Machine['stage']): boolean => kind === 'pin' || kind === 'blocked' || kind === 'unlocking' || kind === 'open';

const refusalOf = (error: unknown, signal: AbortSignal): { readonly code: SignInRefusal; readonly tries: PinTries | undefined } => {
  if (signal.aborted) return { code: 'CardRemoved', tries: undefined };
  if (error instanceof SignInError) return { code: error.code, tries: error.tries };
  return { code: 'CardFault', tries: undefined };
};
