import type { z } from 'zod';
import type { CardHolder, Officer } from '../../contracts/domain/officer.ts';
import type {
  CardRefusal,
  LaptopFault,
  LockCause,
  pinRules,
  pinTries,
  SessionState,
  SignInRefusal,
  unlockStep,
} from '../../contracts/ipc/session.ts';
import { assertNever } from '../../contracts/result.ts';

export type PinTries = z.infer<typeof pinTries>;
export type PinRules = z.infer<typeof pinRules>;
export type UnlockStep = z.infer<typeof unlockStep>;

/** The officer whose work was open last and is locked on this laptop now. */
export interface Held {
  readonly holder: Pick<CardHolder, 'name' | 'rank'>;
  readonly since: string;
  readonly cause: LockCause;
  readonly unsent: number;
}

type Door = { readonly held: Held | undefined };
type WithCard = Door & { readonly cardId: string };

/** no card → card seen → PIN → unlocking → open; a lock leads back to the door, with `held` saying whose work waits. */
export type Stage =
  | { readonly kind: 'starting' }
  | { readonly kind: 'fault'; readonly fault: LaptopFault }
  | ({ readonly kind: 'noCard' } & Door)
  | ({ readonly kind: 'cardSeen' } & WithCard)
  | ({ readonly kind: 'cardRefused'; readonly refusal: CardRefusal } & WithCard)
  | ({
      readonly kind: 'pin';
      readonly holder: CardHolder;
      readonly tries: PinTries;
      readonly rules: PinRules;
      readonly refusal: SignInRefusal | undefined;
    } & WithCard)
  | ({ readonly kind: 'blocked'; readonly holder: CardHolder } & WithCard)
  | ({
      readonly kind: 'unlocking';
      readonly holder: CardHolder;
      readonly step: UnlockStep;
      readonly attempt: number;
      readonly rules: PinRules;
    } & WithCard)
  | { readonly kind: 'open'; readonly cardId: string; readonly holder: CardHolder; readonly officer: Officer; readonly leaseUntil: string };

export interface Machine {
  readonly stage: Stage;
  /** Presences in the readers, in the order in which they came. */
  readonly cards: readonly string[];
  /** Counts sign-ins, so that the late end of an abandoned one is recognised. */
  readonly attempts: number;
}

export type Event =
  | { readonly type: 'faulted'; readonly fault: LaptopFault }
  | { readonly type: 'cards'; readonly cards: readonly string[]; readonly at: string; readonly unsent: number }
  | {
      readonly type: 'read';
      readonly cardId: string;
      readonly holder: CardHolder;
      readonly tries: PinTries;
      readonly rules: PinRules;
      readonly blocked: boolean;
    }
  | { readonly type: 'refusedCard'; readonly cardId: string; readonly refusal: CardRefusal }
  /** What this laptop knows about revocation was renewed. */
  | { readonly type: 'trustRenewed' }
  | { readonly type: 'pinEntered' }
  | { readonly type: 'step'; readonly attempt: number; readonly step: UnlockStep }
  | { readonly type: 'opened'; readonly attempt: number; readonly officer: Officer; readonly leaseUntil: string }
  | { readonly type: 'notOpened'; readonly attempt: number; readonly refusal: SignInRefusal; readonly tries: PinTries }
  | { readonly type: 'leaseRenewed'; readonly officer: Officer; readonly leaseUntil: string }
  | { readonly type: 'lock'; readonly cause: LockCause; readonly at: string; readonly unsent: number };

/** What the world must do after a transition; the runner does it in this order. */
export type Effect =
  | { readonly type: 'readCard'; readonly cardId: string }
  | { readonly type: 'unlock'; readonly cardId: string; readonly attempt: number; readonly holder: CardHolder }
  /** A sign-in that is under way, or has just come to its end, is not wanted any more. */
  | { readonly type: 'abandon'; readonly attempt: number }
  /** Close the store, zero the keys, drop the shift key, end the streams, end the page's process. */
  | { readonly type: 'close'; readonly cause: LockCause };

export interface Step {
  readonly machine: Machine;
  readonly effects: readonly Effect[];
}

export const initial: Machine = { stage: { kind: 'starting' }, cards: [], attempts: 0 };

/** The one place that decides what the session becomes. Pure: an event that means nothing now changes nothing. */
export const transition = (machine: Machine, event: Event): Step => {
  const { stage } = machine;
  switch (event.type) {
    case 'faulted':
      return leave({ ...machine, cards: [] }, { kind: 'fault', fault: event.fault }, 'cardRemoved');
    case 'cards':
      return onCards(machine, event);
    case 'read':
      if (stage.kind !== 'cardSeen' || stage.cardId !== event.cardId) return stay(machine);
      return to(
        machine,
        event.blocked
          ? { kind: 'blocked', cardId: event.cardId, holder: event.holder, held: stage.held }
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
    case 'refusedCard':
      if (stage.kind !== 'cardSeen' || stage.cardId !== event.cardId) return stay(machine);
      return to(machine, { kind: 'cardRefused', cardId: event.cardId, refusal: event.refusal, held: stage.held });
    case 'trustRenewed':
      // The refusal may have come from lists that were missing or too old. A PIN that is being typed is left alone: HQ checks the card too.
      return stage.kind === 'cardRefused' ? toDoor(machine, stage.held) : stay(machine);
    case 'pinEntered': {
      if (stage.kind !== 'pin') return stay(machine);
      const attempt = machine.attempts + 1;
      return {
        machine: {
          ...machine,
          attempts: attempt,
          stage: {
            kind: 'unlocking',
            cardId: stage.cardId,
            holder: stage.holder,
            rules: stage.rules,
            step: 'card',
            attempt,
            held: stage.held,
          },
        },
        effects: [{ type: 'unlock', cardId: stage.cardId, attempt, holder: stage.holder }],
      };
    }
    case 'step':
      return isAttempt(stage, event.attempt) ? to(machine, { ...stage, step: event.step }) : stay(machine);
    case 'opened':
      if (!isAttempt(stage, event.attempt)) return { machine, effects: [{ type: 'abandon', attempt: event.attempt }] };
      return to(machine, {
        kind: 'open',
        cardId: stage.cardId,
        holder: stage.holder,
        officer: event.officer,
        leaseUntil: event.leaseUntil,
      });
    case 'notOpened':
      if (!isAttempt(stage, event.attempt)) return stay(machine);
      if (event.refusal === 'PinBlocked')
        return to(machine, { kind: 'blocked', cardId: stage.cardId, holder: stage.holder, held: stage.held });
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
const heldOf = (stage: Stage): Held | undefined => ('held' in stage ? stage.held : undefined);

/** Goes to the door: to the card that came last, or to none. */
const toDoor = (machine: Machine, held: Held | undefined, before: readonly Effect[] = []): Step => {
  const cardId = machine.cards.at(-1);
  return cardId === undefined
    ? { machine: { ...machine, stage: { kind: 'noCard', held } }, effects: before }
    : { machine: { ...machine, stage: { kind: 'cardSeen', cardId, held } }, effects: [...before, { type: 'readCard', cardId }] };
};

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
  const next = { ...machine, cards };
  const current = 'cardId' in stage ? stage.cardId : undefined;
  const came = cards.length > stayed.length;
  if (current !== undefined && cards.includes(current)) {
    // Work that is open or opening belongs to its card: another card beside it waits until that one has gone.
    if (stage.kind === 'open' || stage.kind === 'unlocking' || !came) return stay(next);
    return toDoor(next, heldOf(stage));
  }
  if (stage.kind === 'open') {
    const held: Held = {
      holder: { name: stage.holder.name, rank: stage.holder.rank },
      since: event.at,
      cause: 'cardRemoved',
      unsent: event.unsent,
    };
    return toDoor(next, held, [{ type: 'close', cause: 'cardRemoved' }]);
  }
  if (stage.kind === 'unlocking') return toDoor(next, stage.held, [{ type: 'abandon', attempt: stage.attempt }]);
  return toDoor(next, heldOf(stage));
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
    return toDoor(machine, held, [{ type: 'close', cause: event.cause }]);
  }
  if (stage.kind === 'unlocking') return toDoor(machine, stage.held, [{ type: 'abandon', attempt: stage.attempt }]);
  return stay(machine);
};

/** What the window may know of the session: no presence, no attempt. */
export const shown = (stage: Stage): SessionState => {
  const held = heldOf(stage);
  const door = held === undefined ? {} : { held };
  switch (stage.kind) {
    case 'starting':
      return { kind: 'starting' };
    case 'fault':
      return { kind: 'fault', fault: stage.fault };
    case 'noCard':
      return { kind: 'noCard', ...door };
    case 'cardSeen':
      return { kind: 'cardSeen', ...door };
    case 'cardRefused':
      return { kind: 'cardRefused', refusal: stage.refusal, ...door };
    case 'pin':
      return {
        kind: 'pin',
        holder: stage.holder,
        tries: stage.tries,
        rules: stage.rules,
        ...(stage.refusal === undefined ? {} : { refusal: stage.refusal }),
        ...door,
      };
    case 'blocked':
      return { kind: 'blocked', holder: stage.holder, ...door };
    case 'unlocking':
      return { kind: 'unlocking', holder: stage.holder, step: stage.step };
    case 'open':
      return { kind: 'open', officer: stage.officer, leaseUntil: stage.leaseUntil };
    default:
      return assertNever(stage);
  }
};
