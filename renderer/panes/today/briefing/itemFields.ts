import { BRIEFING_TEXT_LENGTH, type BriefedTour, briefedTours } from '../../../../contracts/domain/briefing-words.ts';
import { addDays, forceDay, timeOfDay } from '../../../../contracts/domain/force-calendar.ts';
import type { Given } from '../../../../contracts/systems/index.ts';
import { typedDay } from '../../../format/typedTime.ts';
import { strings } from '../../../strings/index.ts';
import type { When } from '../../../ui/fields.tsx';
import type { Faults } from '../../../workspace/form/useForm.ts';
import { faultsOf, fitted, instantOf, longFault, textFault, whenFault, whenOf, written } from '../../../workspace/form/values.ts';

type Payload = Given<'briefing', 'briefing.create'>;

/** A new item as its form has it. */
export interface ItemFields {
  readonly name: string;
  readonly text: string;
  readonly why: string;
  readonly tours: readonly string[];
  readonly from: When;
  readonly until: When;
}

const { form: w } = strings.briefing;
/** How long an item runs unless somebody says otherwise, to the beginning of a force day. */
const DAYS = 3;
const DAY_BEGINS = '07:00';

export const newItem = (now: Date): ItemFields => ({
  ...{ name: '', text: '', why: '', tours: [...briefedTours] },
  from: { day: whenOf(now.toISOString()).day, time: timeOfDay(now) },
  until: { day: typedDay(addDays(forceDay(now), DAYS)), time: DAY_BEGINS },
});

/** An item that HQ did not take, to be changed. */
export const itemOf = (payload: Readonly<Record<string, unknown>>, otherwise: ItemFields): ItemFields => {
  const given = fitted({ title: '', text: '', why: '', tours: [''], from: '', until: '' }, payload);
  return {
    ...{ name: given.title, text: given.text, why: given.why, tours: given.tours },
    from: given.from === '' ? otherwise.from : whenOf(given.from),
    until: given.until === '' ? otherwise.until : whenOf(given.until),
  };
};

/** Of a draft: the form's own fields, or the payload of a command that was discarded with its words kept. */
export const readItem = (kept: Readonly<Record<string, unknown>>, otherwise: ItemFields): ItemFields =>
  'title' in kept && !('name' in kept) ? itemOf(kept, otherwise) : fitted({ ...otherwise, tours: [''] }, kept);

export const itemFaults = ({ name, text, why, tours, from, until }: ItemFields, now: Date): Faults => {
  const [begins, ends] = [instantOf(from, 'coming'), instantOf(until, 'coming')];
  return faultsOf({
    name: textFault(name, w.none.name),
    text: longFault(text, w.none.text),
    why: textFault(why, w.none.why, BRIEFING_TEXT_LENGTH),
    tours: toursOf(tours).length === 0 ? w.noTour : undefined,
    from: whenFault(from),
    until: whenFault(until) ?? ((ends ?? '') <= (begins ?? '') ? w.endsFirst : (ends ?? '') <= now.toISOString() ? w.past : undefined),
  });
};

/** The command of a form without faults. */
export const itemPayload = ({ name, text, why, tours, from, until }: ItemFields): Payload => ({
  ...{ title: written(name), text: written(text), why: written(why), tours: [...toursOf(tours)] },
  ...{ from: instantOf(from, 'coming') ?? '', until: instantOf(until, 'coming') ?? '' },
});

const toursOf = (tours: readonly string[]): readonly BriefedTour[] => briefedTours.filter((tour) => tours.includes(tour));
