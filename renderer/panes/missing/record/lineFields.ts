import { namesHouse } from '../../../../contracts/domain/address.ts';
import { calendarDay } from '../../../../contracts/domain/force-calendar.ts';
import { type Sureness, sureness } from '../../../../contracts/domain/missing-words.ts';
import { isBlank, LONG_TEXT_LENGTH } from '../../../../contracts/domain/text.ts';
import { clock, dayClock } from '../../../format/time.ts';
import { strings } from '../../../strings/index.ts';
import { fitted, instantOf, whenOf, written } from '../../../workspace/form/values.ts';

const { add: w } = strings.missing;
const number = new Intl.NumberFormat('en-GB');

/** A line as it is typed. `sure`: none is "". `time`: by the clock, the latest such that has gone by; `where`: none is "". */
export interface LineFields {
  readonly kind: LineKind;
  readonly text: string;
  readonly sure: Sureness | '';
  readonly time: string;
  readonly where: string;
}
export type LineKind = keyof typeof w.kinds;
export const lineKinds = Object.keys(w.kinds) as readonly LineKind[];
export const noLine: LineFields = { kind: 'sighting', text: '', sure: '', time: '', where: '' };

/** Of a draft: the box's own fields, or the payload of a command that was discarded with its words kept. */
export const readLine = (kept: Readonly<Record<string, unknown>>): LineFields => {
  const read = fitted({ ...noLine, kind: '', seenAt: '' }, kept);
  const sure = sureness.find((one) => one === read.sure) ?? '';
  const kind = lineKinds.find((one) => one === read.kind) ?? (read.seenAt !== '' || 'sure' in kept ? 'sighting' : 'note');
  return { kind, text: read.text, sure, where: read.where, time: read.seenAt === '' ? read.time : whenOf(read.seenAt).time };
};

/** When a sighting was, as a time of today or, where that is still to come, of yesterday. Undefined while it is no time. */
export const seenAtOf = (time: string, now: Date): string | undefined => {
  const { day } = whenOf(now.toISOString());
  const today = instantOf({ day, time });
  if (today === undefined || today <= now.toISOString()) return today;
  return instantOf({ day: whenOf(new Date(now.getTime() - DAY_MS).toISOString()).day, time });
};
const DAY_MS = 86_400_000;

/** Of which day the time is taken to be, in words, and whether that is before they were last seen. Undefined while it is no time. */
export const seenInWords = (
  time: string,
  lastSeenAt: string,
  now: Date,
): { readonly text: string; readonly early: boolean } | undefined => {
  const at = seenAtOf(time, now);
  if (at === undefined) return undefined;
  const text = (calendarDay(new Date(at)) === calendarDay(now) ? w.today : w.yesterday)(clock(at));
  return Date.parse(at) < Date.parse(lastSeenAt)
    ? { text: w.beforeLastSeen(text, dayClock(lastSeenAt, now)), early: true }
    : { text, early: false };
};

/** What the officer should know of a sighting that names where they live, which crews are not told. */
export const homeInWords = ({ kind, text, where }: LineFields, home: string): string | undefined => {
  if (kind !== 'sighting') return undefined;
  return namesHouse(text, home) ? w.namesHome : namesHouse(where, home) ? w.homeHidden : undefined;
};

/** Why it cannot be sent yet, in words. */
export const lineFault = ({ kind, text, sure, time }: LineFields, now: Date): string | undefined => {
  const over = written(text).length - LONG_TEXT_LENGTH;
  if (isBlank(written(text))) return w.blank;
  if (over > 0) return w.over(number.format(over), number.format(LONG_TEXT_LENGTH));
  if (kind !== 'sighting') return undefined;
  return sure === '' ? w.noSure : seenAtOf(time, now) === undefined ? w.noTime : undefined;
};
