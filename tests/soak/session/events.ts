import fc from 'fast-check';

/** How many officers share the soak's laptop; cards and officers are numbered alike. */
export const OFFICERS = 3;
/** Readers at the laptop. */
export const READERS = 2;

/** One thing that happens to a laptop. `signIn`: a card goes in, and its PIN follows once it is asked for. `hurried`: the next thing happens without waiting for what this one leads to. */
export type SoakEvent = { readonly hurried: boolean } & (
  | { readonly kind: 'insert' | 'swap' | 'signIn'; readonly card: number; readonly reader: number }
  | { readonly kind: 'remove' | 'unplug'; readonly reader: number }
  | { readonly kind: PlainKind }
);
type PlainKind = 'rightPin' | 'wrongPin' | 'lock' | 'suspend' | 'crash' | 'hqDown' | 'hqUp' | 'write';

const card = fc.nat(OFFICERS - 1);
// The second reader is used now and then: mostly there is one, and two cards at once must not be rare either.
const reader = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) });
const hurried = fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });
const plain = (kind: PlainKind): fc.Arbitrary<SoakEvent> => fc.record({ kind: fc.constant(kind), hurried });

/** Weighted so that work is often open: nothing can go wrong with a laptop that nobody signs in to. */
const event: fc.Arbitrary<SoakEvent> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('signIn' as const), card, reader, hurried }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('insert' as const), card, reader, hurried }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('swap' as const), card, reader, hurried }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('remove' as const), reader, hurried }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unplug' as const), reader, hurried }) },
  { weight: 4, arbitrary: plain('rightPin') },
  { weight: 1, arbitrary: plain('wrongPin') },
  { weight: 2, arbitrary: plain('lock') },
  { weight: 1, arbitrary: plain('suspend') },
  { weight: 1, arbitrary: plain('crash') },
  { weight: 1, arbitrary: plain('hqDown') },
  { weight: 2, arbitrary: plain('hqUp') },
  { weight: 10, arbitrary: plain('write') },
);

/** Long enough for two shift changes, short enough that a fresh laptop is met often. */
const STORY_EVENTS = 80;

export const story: fc.Arbitrary<SoakEvent[]> = fc.array(event, { minLength: 1, maxLength: STORY_EVENTS, size: 'max' });

/** One line of a story, as a violation is told. */
export const told = (happened: SoakEvent): string => {
  const what = [
    'card' in happened ? `card ${happened.card}` : '',
    'reader' in happened ? `reader ${happened.reader}` : '',
    happened.hurried ? 'and at once' : '',
  ];
  return [happened.kind, ...what.filter((part) => part !== '')].join(' ');
};
