import type { SwapDay } from '../../../../../contracts/domain/swap.ts';
import { coveredOf, rosteredOf, type SwapRefusal, swapDayOf, whyNotSwap } from '../../../../../contracts/domain/swap-rules.ts';
import type { ShownSwap } from '../../../../../contracts/ipc/people.ts';
import type { Given } from '../../../../../contracts/systems/index.ts';
import { dayTyped, typedDay } from '../../../../format/typedTime.ts';
import { strings } from '../../../../strings/index.ts';
import type { Faults } from '../../../../workspace/form/useForm.ts';
import { faultsOf, fitted, some, textFault } from '../../../../workspace/form/values.ts';
import { dutyOn, type HrFacts } from '../useHrFacts.ts';
import { tourInWords } from './SwapBody.tsx';

type Payload = Given<'people', 'swap.ask'>;

/** A swap as its form has it: days as they are typed. partner: a collar number, "" while none is chosen. */
export interface SwapFields {
  readonly first: string;
  readonly second: string;
  readonly partner: string;
  readonly text: string;
}
export const freshSwap: SwapFields = { first: '', second: '', partner: '', text: '' };

/** `otherRank`: who of the team does not do the officer's duty, by collar number. */
export interface SwapKnown extends HrFacts {
  readonly otherRank: ReadonlySet<string>;
}

const { swap: w } = strings.hr;
const LONGEST_TEXT = 500;

/** Of a draft: the form's own fields, or a swap that came back, to be asked for again. */
export const readSwap = (kept: Readonly<Record<string, unknown>>): SwapFields => {
  if (!('days' in kept)) return fitted(freshSwap, kept);
  const { days, text, partner } = fitted({ days: [{ day: '' }], text: '', partner: '' }, kept);
  const asked = fitted({ partner: { officer: '' } }, kept).partner.officer;
  const [first = '', second = ''] = days.map(({ day }) => typedDay(day));
  return { first, second, text, partner: partner || asked };
};

/**
 * Who of the team may be asked for the days, with what they are rostered for on the first: nobody whom the rules refuse, but who would
 * have too little rest and may have enough with another day.
 */
export const colleagues = (fields: SwapFields, facts: SwapKnown, own: string, now: Date): Readonly<Record<string, string>> => {
  const day = dayTyped(fields.first);
  const { cover } = facts;
  const members = cover.find((one) => one.day === day)?.members ?? [];
  return Object.fromEntries(
    members.flatMap(({ officer, name }): [string, string][] => {
      const rostered = officer === own ? undefined : coveredOf(cover, officer)(day ?? '');
      if (rostered === undefined || rostered.kind === 'fixed') return [];
      const refusal = swapRefusal({ ...fields, partner: officer }, facts, now);
      const mayMend = refusal === 'RestTooShort' && fields.second.trim() === '';
      if (refusal !== undefined && !mayMend && OF_COLLEAGUE.has(refusal)) return [];
      return [[officer, `${name}: ${tourInWords(rostered.kind === 'rest' ? undefined : rostered.tour)}`]];
    }),
  );
};

/** What is so with this colleague, and may be otherwise with another. */
const OF_COLLEAGUE: ReadonlySet<SwapRefusal> = new Set(['OtherRank', 'NotToBeSwapped', 'NothingToSwap', 'RestTooShort']);

/** The days of the form by both rosters; those that are no days, or not known here, are not among them. */
export const swapDays = (fields: SwapFields, facts: HrFacts): readonly SwapDay[] =>
  typedDays(fields).flatMap((day) =>
    day === undefined ? [] : (swapDayOf(day, ownOf(facts), coveredOf(facts.cover, fields.partner)) ?? []),
  );

/** Why it cannot be asked for as it stands; undefined where it can, or nothing is typed yet. */
export const swapRefusal = (fields: SwapFields, facts: SwapKnown, now: Date): SwapRefusal | undefined => {
  const typed = typedDays(fields);
  if (fields.partner === '' || typed.length === 0 || typed.includes(undefined)) return undefined;
  const days = swapDays(fields, facts);
  if (days.length < typed.length) return 'DayNotPublished';
  const openDays = facts.openSwaps.flatMap((swap: ShownSwap) => swap.days.map(({ day }) => day));
  return whyNotSwap(
    days,
    { own: ownOf(facts), theirs: coveredOf(facts.cover, fields.partner), openDays, ofOneRank: !facts.otherRank.has(fields.partner) },
    now,
  );
};

export const swapFaults = (fields: SwapFields, facts: SwapKnown, now: Date): Faults => {
  const refusal = swapRefusal(fields, facts, now);
  return faultsOf({
    first: dayTyped(fields.first) === undefined ? w.wrongDay : refusal && w.refusals[refusal],
    second: fields.second.trim() !== '' && dayTyped(fields.second) === undefined ? w.wrongDay : undefined,
    partner: fields.partner === '' ? w.noPartner : undefined,
    text: textFault(fields.text, undefined, LONGEST_TEXT),
  });
};

/** The command of a form without faults. */
export const swapPayload = (fields: SwapFields, facts: HrFacts): Payload => ({
  partner: fields.partner,
  days: swapDays(fields, facts).map((day) => ({ ...day })),
  ...some('text', fields.text),
});

const typedDays = ({ first, second }: SwapFields): readonly (string | undefined)[] =>
  [first, second].filter((typed) => typed.trim() !== '').map(dayTyped);

const ownOf = (facts: HrFacts) => (day: string) => {
  const duty = dutyOn(facts)(day);
  return duty && rosteredOf(duty);
};
