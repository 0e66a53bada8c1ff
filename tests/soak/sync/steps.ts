import fc from 'fast-check';
import type { FeedSystemId } from '../../../contracts/systems/ids.ts';

/** Laptops that the officer works at, now on one and now on the other. */
export const LAPTOPS = 2;
/** What happens to a request to HQ: nothing; it is lost; its answer is; it comes after the laptop gave it up; HQ fails at it. */
export type Fate = 'through' | 'requestLost' | 'answerLost' | 'late' | 'fault';

/** `on`: at which laptop. `pick`: which of what there is, counted round. */
export type SyncStep =
  | { readonly kind: 'accept' | 'result' | 'draft' | 'resend' | 'mend' | 'halfPhotograph'; readonly on: number; readonly pick: number }
  | { readonly kind: 'crime' | 'missing' | 'expense'; readonly on: number; readonly pick: number; readonly photographs: number }
  | { readonly kind: 'line'; readonly on: number; readonly pick: number; readonly fromDraft: boolean }
  | { readonly kind: 'status'; readonly on: number; readonly status: number }
  | {
      readonly kind: 'task';
      readonly on: number;
      readonly pick: number;
      readonly owner: 'self' | 'other';
      readonly about: 'nothing' | 'numbered' | 'own' | 'missing';
      readonly photographs: number;
    }
  | { readonly kind: 'discard'; readonly on: number; readonly pick: number; readonly withDependents: boolean; readonly keepText: boolean }
  | { readonly kind: 'send'; readonly on: number; readonly system: FeedSystemId; readonly fate: Fate }
  /** Cut after so many requests. */
  | { readonly kind: 'upload'; readonly on: number; readonly after: number; readonly fate: Fate }
  | { readonly kind: 'settle' | 'apply'; readonly on: number; readonly system: FeedSystemId }
  | { readonly kind: 'fetch'; readonly on: number; readonly system: FeedSystemId; readonly cut: boolean }
  | { readonly kind: 'lock' | 'crash' | 'rest'; readonly on: number }
  /** The laptop is wiped, and its sealed work comes to the other one. `again`: and once more at the next sign-in. */
  | { readonly kind: 'handOver'; readonly on: number; readonly again: boolean }
  | { readonly kind: 'laptopClock' | 'hqClock'; readonly days: number }
  | { readonly kind: 'supervisor' | 'otherOfficer'; readonly stands: boolean }
  | { readonly kind: 'colleague'; readonly what: 'task' | 'unit' | 'line' | 'away' | 'back'; readonly pick: number }
  | { readonly kind: 'deliverLate' | 'restored' | 'restart' | 'forgetLoose' };

const on = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) });
const pick = fc.nat(40);
const system = fc.constantFrom<FeedSystemId>('crime', 'crime', 'crime', 'storm', 'storm', 'missing', 'people');
const photographs = fc.constantFrom(0, 0, 1, 2);
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
  [5, fc.record({ kind: kind('crime'), on, pick, photographs })],
  [5, fc.record({ kind: kind('missing', 'expense'), on, pick, photographs })],
  [6, fc.record({ kind: kind('accept', 'result', 'draft'), on, pick })],
  [1, fc.record({ kind: kind('halfPhotograph'), on, pick })],
  [5, fc.record({ kind: kind('resend', 'mend'), on, pick })],
  [6, fc.record({ kind: kind('line'), on, pick, fromDraft: rarely })],
  [3, fc.record({ kind: kind('status'), on, status: fc.constantFrom(2, 5, 6, 7) })],
  [
    8,
    fc.record({
      kind: kind('task'),
      on,
      pick,
      owner: kind('self', 'other'),
      about: kind('nothing', 'numbered', 'own', 'own', 'missing'),
      photographs,
    }),
  ],
  [2, fc.record({ kind: kind('discard'), on, pick, withDependents: often, keepText: rarely })],
  [12, fc.record({ kind: kind('send'), on, system, fate })],
  [10, fc.record({ kind: kind('upload'), on, after: fc.nat(4), fate })],
  [12, fc.record({ kind: kind('settle'), on, system })],
  [5, fc.record({ kind: kind('fetch'), on, system, cut: rarely })],
  [5, fc.record({ kind: kind('apply'), on, system })],
  [3, fc.record({ kind: kind('lock', 'crash'), on })],
  [1, fc.record({ kind: kind('handOver'), on, again: rarely })],
  [1, fc.record({ kind: kind('laptopClock', 'hqClock'), days })],
  [1, fc.record({ kind: kind('supervisor', 'otherOfficer'), stands: fc.boolean() })],
  [3, fc.record({ kind: kind('colleague'), what: kind('task', 'task', 'unit', 'unit', 'line', 'away', 'back'), pick })],
  [1, fc.record({ kind: kind('deliverLate', 'deliverLate', 'restored', 'forgetLoose') })],
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
