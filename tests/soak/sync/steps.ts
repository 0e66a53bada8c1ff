import fc from 'fast-check';
import type { FeedSystemId } from '../../../contracts/systems/ids.ts';

/** Laptops that the officer works at, now on one and now on the other. */
export const LAPTOPS = 2;
/** What happens to a request to HQ: nothing; it is lost; its answer is; it comes after the laptop gave it up; HQ fails at it. */
export type Fate = 'through' | 'requestLost' | 'answerLost' | 'late' | 'fault';

/** `on`: at which laptop. `pick`: which of what there is, counted round. */
export type SyncStep =
  | { readonly kind: 'crime' | 'accept' | 'draft' | 'resend' | 'mend'; readonly on: number; readonly pick: number }
  | { readonly kind: 'line'; readonly on: number; readonly pick: number; readonly fromDraft: boolean }
  | { readonly kind: 'status'; readonly on: number; readonly status: number }
  | {
      readonly kind: 'task';
      readonly on: number;
      readonly pick: number;
      readonly owner: 'self' | 'other';
      readonly about: 'nothing' | 'numbered' | 'own';
    }
  | { readonly kind: 'discard'; readonly on: number; readonly pick: number; readonly withDependents: boolean; readonly keepText: boolean }
  | { readonly kind: 'send'; readonly on: number; readonly system: FeedSystemId; readonly fate: Fate }
  | { readonly kind: 'settle' | 'apply'; readonly on: number; readonly system: FeedSystemId }
  | { readonly kind: 'fetch'; readonly on: number; readonly system: FeedSystemId; readonly cut: boolean }
  | { readonly kind: 'lock' | 'crash' | 'rest'; readonly on: number }
  /** The laptop is wiped, and its sealed work comes to the other one. `twice`: it comes again. */
  | { readonly kind: 'handOver'; readonly on: number; readonly twice: boolean }
  | { readonly kind: 'laptopClock' | 'hqClock'; readonly days: number }
  | { readonly kind: 'supervisor' | 'otherOfficer'; readonly stands: boolean }
  | { readonly kind: 'colleague'; readonly what: 'task' | 'unit' | 'line' | 'away' | 'back'; readonly pick: number }
  | { readonly kind: 'deliverLate' | 'restored' | 'restart' };

const on = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) });
const pick = fc.nat(40);
const system = fc.constantFrom('crime' as const, 'storm' as const);
const often = fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) });
const rarely = often.map((value) => !value);
const fate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Fate>('through') },
  { weight: 3, arbitrary: fc.constantFrom<Fate>('requestLost', 'answerLost', 'late') },
  { weight: 1, arbitrary: fc.constant<Fate>('fault') },
);
const days = fc.constantFrom(-1, 1);
const kind = <const Kinds extends readonly string[]>(...kinds: Kinds) => fc.constantFrom<Kinds[number]>(...kinds);

const weights: readonly (readonly [weight: number, step: fc.Arbitrary<SyncStep>])[] = [
  [6, fc.record({ kind: kind('crime', 'accept', 'draft', 'resend', 'mend'), on, pick })],
  [4, fc.record({ kind: kind('line'), on, pick, fromDraft: rarely })],
  [2, fc.record({ kind: kind('status'), on, status: fc.constantFrom(2, 5, 6, 7) })],
  [5, fc.record({ kind: kind('task'), on, pick, owner: kind('self', 'other'), about: kind('nothing', 'numbered', 'own', 'own') })],
  [2, fc.record({ kind: kind('discard'), on, pick, withDependents: often, keepText: rarely })],
  [10, fc.record({ kind: kind('send'), on, system, fate })],
  [10, fc.record({ kind: kind('settle'), on, system })],
  [5, fc.record({ kind: kind('fetch'), on, system, cut: rarely })],
  [5, fc.record({ kind: kind('apply'), on, system })],
  [2, fc.record({ kind: kind('lock', 'crash'), on })],
  [1, fc.record({ kind: kind('handOver'), on, twice: rarely })],
  [1, fc.record({ kind: kind('laptopClock', 'hqClock'), days })],
  [1, fc.record({ kind: kind('supervisor', 'otherOfficer'), stands: often })],
  [3, fc.record({ kind: kind('colleague'), what: kind('task', 'task', 'unit', 'unit', 'line', 'away', 'back'), pick })],
  [1, fc.record({ kind: kind('deliverLate', 'deliverLate', 'restored') })],
  [1, fc.record({ kind: kind('rest'), on })],
];
/** It costs as much as a hundred others. */
const restart: fc.Arbitrary<SyncStep> = fc.constant({ kind: 'restart' });
const RESTARTS = { weight: 1, others: 10 };

const step = fc.oneof(...weights.map(([weight, arbitrary]) => ({ weight: weight * RESTARTS.others, arbitrary })), {
  weight: RESTARTS.weight,
  arbitrary: restart,
});

/** Long enough that work stands on work that stands on work; short enough that a fresh laptop is met often. */
const STORY_STEPS = 100;

export const story: fc.Arbitrary<SyncStep[]> = fc.array(step, { minLength: 1, maxLength: STORY_STEPS, size: 'max' });

/** One line of a story, as a violation is told: its kind, and what there is to say of it. */
export const told = ({ kind, ...rest }: SyncStep): string =>
  [kind, ...Object.entries(rest).map(([name, value]) => `${name} ${value}`)].join(' ');
