import type { LaptopFault, LockCause, SessionState, SignInRefusal } from '../../contracts/ipc/session.ts';
import { assertNever, fail, ok, type Result } from '../../contracts/result.ts';
import { type Effect, type Event, initial, type Look, type Machine, type PinRules, type PinTries, shown, transition } from './machine.ts';
import { createPinManagement } from './pin-management.ts';
import type { Session, SessionLaptop, SessionNote, SessionPorts } from './ports.ts';
import type { ReadIdentity } from './read-card.ts';
import { type OpenWork, SignInError, type WarrantCard } from './work.ts';

export type { Session, SessionLaptop, SessionNote, SessionPorts } from './ports.ts';

/** Runs the session machine: turns what cards, officer and laptop do into events, and its effects into deeds. */
export const createSession = (ports: SessionPorts): Session => {
  let machine: Machine = initial;
  let laptop: Result<SessionLaptop, LaptopFault> | undefined;
  /** Stops listening to the laptop's cards. */
  let unlisten: readonly (() => void)[] = [];
  let work: OpenWork | undefined;
  let card: WarrantCard | undefined;
  /** Whom the card that is in may stand for. */
  let identities: readonly ReadIdentity[] = [];
  let lastOfficer: string | undefined;
  /** The sign-in under way: whatever happens meanwhile may give it up, and do nothing else to it. */
  let signingIn: { readonly attempt: number; readonly stop: AbortController } | undefined;
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

  const served = (): SessionLaptop | undefined => (laptop?.ok ? laptop.value : undefined);

  const note = (on: SessionLaptop | undefined, action: SessionNote['action'], staffId: string | undefined, detail = ''): void =>
    on?.journal?.({ action, staffId, detail });

  /** What is left of a PIN in the card service goes with its process, once nothing needs that any more. */
  const forgetPins = async (): Promise<void> => {
    await closed();
    if (machine.stage.kind !== 'open' && machine.stage.kind !== 'unlocking') await served()?.card.renew();
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
      case 'abandon':
        if (signingIn?.attempt === effect.attempt) signingIn.stop.abort();
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
    const reader = served();
    if (reader === undefined) return;
    const reading = await reader.readCard(cardId);
    // Another card, or another laptop, may have come meanwhile: this one's certificates must not stand for it.
    if (reader !== served() || machine.stage.kind !== 'cardSeen' || machine.stage.cardId !== cardId) return;
    if (!reading.ok) {
      if (reading.code === 'CardRemoved') return;
      note(reader, 'cardRefused', undefined, reading.code);
      dispatch({ type: 'refusedCard', cardId, refusal: reading.code });
      return;
    }
    identities = reading.value;
    const [only, ...others] = reading.value;
    if (others.length === 0) take(reader, only);
    else dispatch({ type: 'inDoubt', cardId, choices: identities.map(({ choice }) => choice) });
  };

  const take = (reader: SessionLaptop, identity: ReadIdentity): void => {
    card = identity.card;
    const { cardId, holder } = identity.card;
    const presence = reader.card.cards.find((present) => present.cardId === cardId);
    const flags = presence?.flags;
    note(reader, 'cardSeen', holder.staffId);
    dispatch({
      type: 'read',
      cardId,
      holder,
      tries: { final: flags?.pinFinalTry ?? false, low: flags?.pinLow ?? false },
      rules: {
        minLength: Math.max(reader.pinRules.minLength, presence?.minPin ?? 0),
        maxLength: Math.min(reader.pinRules.maxLength, presence?.maxPin || reader.pinRules.maxLength),
        digitsOnly: true,
        pinPad: flags?.pinPad ?? false,
      },
      blocked: flags?.pinLocked ?? false,
    });
  };

  const signIn = async (pin: Uint8Array): Promise<Result<null, SignInRefusal>> => {
    try {
      const [{ stage }, using, where] = [machine, card, served()];
      if (stage.kind !== 'pin' || using === undefined || where === undefined || signingIn !== undefined || pins.busy)
        return fail('CardBusy');
      if (!hasLength(stage.rules, pin)) return fail('PinLength');
      const attempt = machine.attempts + 1;
      const stop = new AbortController();
      signingIn = { attempt, stop };
      dispatch({ type: 'pinEntered' });
      const opening = unlock(where, using, pin, attempt, stop.signal);
      unlocking = opening.then(() => undefined);
      return await opening;
    } finally {
      pin.fill(0);
    }
  };

  /** Never rejects. */
  const unlock = async (
    where: SessionLaptop,
    using: WarrantCard,
    pin: Uint8Array,
    attempt: number,
    signal: AbortSignal,
  ): Promise<Result<null, SignInRefusal>> => {
    let opened: OpenWork | undefined;
    try {
      await closing;
      signal.throwIfAborted(); // Given up meanwhile: the PIN does not reach the card.
      opened = await where.unlock(using, pin, (step) => dispatch({ type: 'step', attempt, step }), signal);
      signal.throwIfAborted();
      begin(where, opened, attempt);
      return ok(null);
    } catch (error) {
      if (opened !== undefined) closing = opened.close('cardRemoved');
      const refusal = refusalOf(error, signal);
      ports.log('signInRefused', { code: refusal.code });
      note(where, 'signInFailed', using.holder.staffId, refusal.code);
      dispatch({ type: 'notOpened', attempt, refusal: refusal.code, tries: refusal.tries ?? { final: false, low: false } });
      return fail(refusal.code);
    } finally {
      signingIn = undefined;
    }
  };

  const begin = (where: SessionLaptop, opened: OpenWork, attempt: number): void => {
    work = opened;
    const { staffId } = opened.officer;
    if (lastOfficer !== undefined && lastOfficer !== staffId) note(where, 'switch', staffId);
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

  const release = (): void => {
    for (const stop of unlisten) stop();
    unlisten = [];
    laptop = undefined;
  };

  /** Undefined while there is no laptop, or its readers have not been looked at. */
  const looked = (): Look | undefined => {
    if (laptop?.ok === false) return { type: 'faulted', fault: laptop.code };
    const reader = served();
    if (reader === undefined) return undefined;
    const { fault, cards } = reader.card;
    if (fault !== undefined) return { type: 'faulted', fault };
    const forget = reader.forgetsHolder?.() ?? false;
    return { type: 'cards', cards: cards.map(({ cardId }) => cardId), at: ports.now().toISOString(), unsent: work?.unsent ?? 0, forget };
  };
  const look = (): void => {
    const event = looked();
    if (event !== undefined) dispatch(event);
  };

  const pins = createPinManagement({
    card: () => served()?.card,
    stage: () => machine.stage,
    signingIn: () => signingIn !== undefined,
    told: dispatch,
    note(action, staffId, detail) {
      note(served(), action, staffId, detail);
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
    attach(attached) {
      release();
      laptop = attached;
      if (attached.ok) {
        const { card: service } = attached.value;
        unlisten = [
          service.onChange(look),
          // A wrong PIN has ended the card's login: whatever needs the card would fail from now on. The right PIN at the sign-in screen mends it.
          service.onSignedOut((cardId) => {
            if (machine.stage.kind === 'open' && machine.stage.cardId === cardId) lock('command');
          }),
        ];
      }
      const first = looked();
      // An empty list says nothing until the service has looked into the readers: its first word does.
      dispatch({ type: 'attached', look: first?.type === 'cards' && first.cards.length === 0 ? undefined : first });
    },
    signIn,
    choose(id) {
      const reader = served();
      const chosen = machine.stage.kind === 'choose' ? identities.find(({ choice }) => choice.id === id) : undefined;
      if (chosen === undefined || reader === undefined) return fail('CardRemoved');
      take(reader, chosen);
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
    async detach() {
      lock('shutdown');
      signingIn?.stop.abort();
      release();
      await closing;
    },
  };
};

/** A PIN pad reads its own digits. */
const hasLength = ({ pinPad, minLength, maxLength }: PinRules, { byteLength }: Uint8Array): boolean =>
  pinPad || (byteLength >= minLength && byteLength <= maxLength);

/** Whether an officer is at the card: signing in, at work, or with a PIN to mend. */
const usesCard = ({ kind }: Machine['stage']): boolean => kind === 'pin' || kind === 'blocked' || kind === 'unlocking' || kind === 'open';

const refusalOf = (error: unknown, signal: AbortSignal): { readonly code: SignInRefusal; readonly tries: PinTries | undefined } => {
  if (signal.aborted) return { code: 'CardRemoved', tries: undefined };
  if (error instanceof SignInError) return { code: error.code, tries: error.tries };
  return { code: 'CardFault', tries: undefined };
};
