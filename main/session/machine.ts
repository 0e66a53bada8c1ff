import type { CardRefusal, LockCause, SessionState } from '../../contracts/ipc/session.ts';
import { assertNever } from '../../contracts/result.ts';
import type { Effect, Event, Held, Machine, Stage, Step } from './stages.ts';

export type * from './stages.ts';

export const initial: Machine = { stage: { kind: 'starting' }, cards: [], refused: new Map(), attempts: 0 };

/** The one place that decides what the session becomes. Pure: an event that means nothing now changes nothing. */
export const transition = (machine: Machine, event: Event): Step => {
  const { stage } = machine;
  switch (event.type) {
    case 'attached': {
      const { machine: left, effects } = leave(withoutCards(machine), initial.stage, 'shutdown');
      if (event.look === undefined) return { machine: left, effects };
      const looked = transition(left, event.look);
      return { machine: looked.machine, effects: [...effects, ...looked.effects] };
    }
    case 'faulted':
      // What ICT or HQ has said of the whole laptop stands, whatever becomes of the reader.
      if (isShut(stage)) return stay(withoutCards(machine));
      return leave(withoutCards(machine), { kind: 'fault', fault: event.fault }, 'cardRemoved');
    case 'withdrawn':
      return leave(machine, { kind: 'withdrawn', deviceBlock: event.deviceBlock }, 'order');
    case 'disowned':
      return stage.kind === 'withdrawn' ? stay(machine) : leave(machine, { kind: 'fault', fault: 'DeviceUnknown' }, 'order');
    case 'restored':
      return isShut(stage) ? toSignIn(machine, undefined) : stay(machine);
    case 'cards':
      return onCards(machine, event);
    case 'read':
      if ((stage.kind !== 'cardSeen' && stage.kind !== 'choose') || stage.cardId !== event.cardId) return stay(machine);
      return to(
        machine,
        event.blocked
          ? { kind: 'blocked', cardId: event.cardId, holder: event.holder, rules: event.rules, held: stage.held }
          : {
              kind: 'pin',
              cardId: event.cardId,
              holder: event.holder,
              tries: event.tries,
              rules: event.rules,
              refusal: undefined,
              held: stage.held,
            },
      );
    case 'inDoubt':
      if (stage.kind !== 'cardSeen' || stage.cardId !== event.cardId) return stay(machine);
      return to(machine, { kind: 'choose', cardId: event.cardId, choices: event.choices, held: stage.held });
    case 'pinTold':
      return onPinTold(machine, event);
    case 'refusedCard':
      if (stage.kind !== 'cardSeen' || stage.cardId !== event.cardId) return stay(machine);
      return toSignIn({ ...machine, refused: new Map([...machine.refused, [event.cardId, event.refusal]]) }, stage.held);
    case 'trustRenewed':
      // The refusal may have come from lists that were missing or too old. A PIN that is being typed is left alone: HQ checks the card too.
      return stage.kind === 'cardRefused' ? toSignIn(readAgain(machine), stage.held) : stay(readAgain(machine));
    case 'pinEntered': {
      if (stage.kind !== 'pin') return stay(machine);
      const { cardId, holder, rules, held } = stage;
      const attempt = machine.attempts + 1;
      return to({ ...machine, attempts: attempt }, { kind: 'unlocking', cardId, holder, rules, step: 'card', attempt, held });
    }
    case 'step':
      return isAttempt(stage, event.attempt) ? to(machine, { ...stage, step: event.step }) : stay(machine);
    case 'opened':
      if (!isAttempt(stage, event.attempt)) return { machine, effects: [{ type: 'abandon', attempt: event.attempt }] };
      return to(machine, {
        kind: 'open',
        cardId: stage.cardId,
        holder: stage.holder,
        rules: stage.rules,
        officer: event.officer,
        leaseUntil: event.leaseUntil,
      });
    case 'notOpened':
      if (!isAttempt(stage, event.attempt)) return stay(machine);
      if (event.refusal === 'PinBlocked')
        return to(machine, { kind: 'blocked', cardId: stage.cardId, holder: stage.holder, rules: stage.rules, held: stage.held });
      return to(machine, {
        kind: 'pin',
        cardId: stage.cardId,
        holder: stage.holder,
        tries: event.tries,
        rules: stage.rules,
        refusal: event.refusal,
        held: stage.held,
      });
    case 'leaseRenewed':
      return stage.kind === 'open' ? to(machine, { ...stage, officer: event.officer, leaseUntil: event.leaseUntil }) : stay(machine);
    case 'lock':
      return onLock(machine, event);
    default:
      return assertNever(event);
  }
};

const stay = (machine: Machine): Step => ({ machine, effects: [] });
const to = (machine: Machine, stage: Stage): Step => ({ machine: { ...machine, stage }, effects: [] });
const isAttempt = (stage: Stage, attempt: number): stage is Extract<Stage, { kind: 'unlocking' }> =>
  stage.kind === 'unlocking' && stage.attempt === attempt;
/** No card leads anywhere from here: only ICT and HQ do. */
const isShut = (stage: Stage): boolean => stage.kind === 'withdrawn' || (stage.kind === 'fault' && stage.fault === 'DeviceUnknown');
const heldOf = (stage: Stage): Held | undefined => ('held' in stage ? stage.held : undefined);

/** Goes to the sign-in screen: to the card that was there, to the one that came last and was not refused, or to why none can be used. */
const toSignIn = (machine: Machine, held: Held | undefined, before: readonly Effect[] = []): Step => {
  const { stage, cards, refused } = machine;
  const readable = cards.filter((id) => !refused.has(id));
  const cardId = 'cardId' in stage && readable.includes(stage.cardId) ? stage.cardId : readable.at(-1);
  if (cardId !== undefined)
    return { machine: { ...machine, stage: { kind: 'cardSeen', cardId, held } }, effects: [...before, { type: 'readCard', cardId }] };
  const refusals = cards.flatMap((id) => [...refused].filter(([other]) => other === id));
  const worst = refusals.findLast(([, refusal]) => !saysNothing.has(refusal)) ?? refusals.at(-1);
  if (worst === undefined) return { machine: { ...machine, stage: { kind: 'noCard', held } }, effects: before };
  const [refusedId, refusal] = worst;
  return { machine: { ...machine, stage: { kind: 'cardRefused', cardId: refusedId, refusal, held } }, effects: before };
};

/** As a bank card or a building pass beside the reader is refused too: of two cards, what is wrong with the other counts. */
const saysNothing: ReadonlySet<CardRefusal> = new Set(['CardDamaged', 'CardBusy', 'NoCertificate']);

const withoutCards = (machine: Machine): Machine => ({ ...machine, cards: [], refused: new Map() });
const readAgain = (machine: Machine): Machine => ({ ...machine, refused: new Map() });

/** Leaves whatever is open or opening, for `next`. */
const leave = (machine: Machine, next: Stage, cause: LockCause): Step => {
  const { stage } = machine;
  const effects: Effect[] =
    stage.kind === 'open' ? [{ type: 'close', cause }] : stage.kind === 'unlocking' ? [{ type: 'abandon', attempt: stage.attempt }] : [];
  return { machine: { ...machine, stage: next }, effects };
};

const onCards = (machine: Machine, event: Extract<Event, { type: 'cards' }>): Step => {
  const { stage } = machine;
  const stayed = machine.cards.filter((id) => event.cards.includes(id));
  const cards = [...stayed, ...event.cards.filter((id) => !stayed.includes(id))];
  const next = { ...machine, cards, refused: new Map([...machine.refused].filter(([id]) => cards.includes(id))) };
  if (isShut(stage)) return stay(next);
  const current = 'cardId' in stage ? stage.cardId : undefined;
  const came = cards.length > stayed.length;
  // A card that is read, asked for its PIN or at work keeps the screen: another beside it, such as a bank card at an NFC reader, waits
  // until it has gone or is refused. What is being typed for one card is never taken from under the officer, nor given to another.
  if (current !== undefined && cards.includes(current) && !(stage.kind === 'cardRefused' && came)) return stay(next);
  if (stage.kind === 'open') {
    const held: Held = {
      holder: { name: stage.holder.name, rank: stage.holder.rank },
      since: event.at,
      cause: 'cardRemoved',
      unsent: event.unsent,
    };
    return toSignIn(next, event.forget ? undefined : held, [{ type: 'close', cause: 'cardRemoved' }]);
  }
  if (stage.kind === 'unlocking') return toSignIn(next, stage.held, [{ type: 'abandon', attempt: stage.attempt }]);
  return toSignIn(next, heldOf(stage));
};

const onPinTold = (machine: Machine, event: Extract<Event, { type: 'pinTold' }>): Step => {
  const { stage } = machine;
  if ((stage.kind !== 'pin' && stage.kind !== 'blocked') || stage.cardId !== event.cardId) return stay(machine);
  const { cardId, holder, rules, held } = stage;
  if (event.blocked) return to(machine, { kind: 'blocked', cardId, holder, rules, held });
  return to(machine, { kind: 'pin', cardId, holder, tries: event.tries, rules, refusal: undefined, held });
};

const onLock = (machine: Machine, event: Extract<Event, { type: 'lock' }>): Step => {
  const { stage } = machine;
  if (stage.kind === 'open') {
    const held: Held = {
      holder: { name: stage.holder.name, rank: stage.holder.rank },
      since: event.at,
      cause: event.cause,
      unsent: event.unsent,
    };
    return toSignIn(machine, held, [{ type: 'close', cause: event.cause }]);
  }
  if (stage.kind === 'unlocking') return toSignIn(machine, stage.held, [{ type: 'abandon', attempt: stage.attempt }]);
  return stay(machine);
};

/** What the window may know of the session: no presence, no attempt. */
export const shown = (stage: Stage): SessionState => {
  const held = heldOf(stage);
  const lockedBy = held === undefined ? {} : { held };
  switch (stage.kind) {
    case 'starting':
      return { kind: 'starting' };
    case 'fault':
      return { kind: 'fault', fault: stage.fault };
    case 'withdrawn':
      return { kind: 'withdrawn', deviceBlock: stage.deviceBlock };
    case 'noCard':
      return { kind: 'noCard', ...lockedBy };
    case 'cardSeen':
      return { kind: 'cardSeen', ...lockedBy };
    case 'cardRefused':
      return { kind: 'cardRefused', refusal: stage.refusal, ...lockedBy };
    case 'choose':
      return { kind: 'choose', choices: [...stage.choices], ...lockedBy };
    case 'pin':
      return {
        kind: 'pin',
        holder: stage.holder,
        tries: stage.tries,
        rules: stage.rules,
        ...(stage.refusal === undefined ? {} : { refusal: stage.refusal }),
        ...lockedBy,
      };
    case 'blocked':
      return { kind: 'blocked', holder: stage.holder, rules: stage.rules, ...lockedBy };
    case 'unlocking':
      return { kind: 'unlocking', holder: stage.holder, step: stage.step };
    case 'open':
      return { kind: 'open', officer: stage.officer, leaseUntil: stage.leaseUntil, rules: stage.rules };
    default:
      return assertNever(stage);
  }
};
