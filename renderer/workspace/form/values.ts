import type { Attachment } from '../../../contracts/domain/blob.ts';
import { calendarDay, instantAt, timeOfDay } from '../../../contracts/domain/force-calendar.ts';
import { DRAFT_LENGTH, isBlank, LONG_TEXT_LENGTH, mendText } from '../../../contracts/domain/text.ts';
import { nearestDay, timeTyped, typedDay } from '../../format/typedTime.ts';
import { strings } from '../../strings/index.ts';
import type { When } from '../../ui/fields.tsx';

/** As long as the contract takes a name, a title, a place. */
export const SHORT_TEXT_LENGTH = 200;

const { wrong } = strings.forms;
const number = new Intl.NumberFormat('en-GB');

/** What goes out of what was typed: HQ and the laptop store no other text. */
export const written = (typed: string): string => mendText(typed).trim();

/** A field of a command, where something is written for it. */
export const some = <Name extends string>(name: Name, typed: string): { readonly [N in Name]?: string } =>
  (written(typed) === '' ? {} : { [name]: written(typed) }) as { readonly [N in Name]?: string };

/** What is wrong with a text that must be written, of at most so many code units; `what` it is, in words. */
export const textFault = (typed: string, what: string | undefined, longest = SHORT_TEXT_LENGTH): string | undefined => {
  // What no draft holds is far too long as it stands, and takes long to mend.
  const text = typed.length > DRAFT_LENGTH ? typed : written(typed);
  if (isBlank(text)) return what === undefined ? undefined : wrong.none(what);
  return text.length > longest ? wrong.over(number.format(text.length - longest)) : undefined;
};
export const longFault = (typed: string, what?: string): string | undefined => textFault(typed, what, LONG_TEXT_LENGTH);

export const noWhen: When = { day: '', time: '' };
export const whenOf = (instant: string): When => {
  const at = new Date(instant);
  return { day: typedDay(calendarDay(at)), time: timeOfDay(at) };
};
/** Of a day without a year the nearest one: of what has happened in the past, of what is due to come. */
type Side = 'past' | 'coming';
const dayOf = (day: string, side: Side): string | undefined => nearestDay(day, calendarDay(new Date()), side);
/** ISO 8601; undefined while it is no moment yet. */
export const instantOf = ({ day, time }: When, side: Side = 'past'): string | undefined => {
  const [date, clock] = [dayOf(day, side), timeTyped(time)];
  return date === undefined || clock === undefined ? undefined : instantAt(date, clock).toISOString();
};
export const whenFault = ({ day, time }: When): string | undefined =>
  dayOf(day, 'past') === undefined ? wrong.day : timeTyped(time) === undefined ? wrong.time : undefined;

/** Only those that are faults. */
export const faultsOf = (all: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));

/**
 * What of a kept value has the shape of `shape`, and that where it has not: a text for a text, a record for a record, and a list of such
 * as are like the first of `shape`. A form takes up what another version of it has kept.
 */
export const fitted = <Shape>(shape: Shape, value: unknown): Shape => shaped(shape, value) as Shape;
const shaped = (shape: unknown, value: unknown): unknown => {
  if (Array.isArray(shape)) return Array.isArray(value) ? value.map((item) => shaped(shape[0], item)) : [];
  if (typeof shape !== 'object' || shape === null) return typeof value === typeof shape ? value : shape;
  const given: object = typeof value === 'object' && value !== null ? value : {};
  return Object.fromEntries(Object.entries(shape).map(([name, inner]) => [name, shaped(inner, (given as Record<string, unknown>)[name])]));
};

/** The files that a command which is changed in a form carries, by its payload. */
export const carriedBy = (payload: Readonly<Record<string, unknown>>): Attachment[] =>
  fitted({ attachments: [{ hash: '', bytes: 0, type: '', name: '' }] }, payload).attachments;

/** The choice, or `otherwise` where there is none such. */
export const oneOf = <Choice extends string>(choices: Readonly<Record<Choice, string>>, choice: string, otherwise: Choice): Choice =>
  Object.hasOwn(choices, choice) ? (choice as Choice) : otherwise;
