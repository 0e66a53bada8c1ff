import { type ThingType, thingTypes } from '../../../../contracts/domain/thing-type.ts';
import type { RecordPart, ShownRecord, ShownThingRecord } from '../../../../contracts/ipc/records.ts';
import { wordOf } from '../../../format/text.ts';
import { birthDay } from '../../../format/time.ts';
import { strings } from '../../../strings/index.ts';
import type { LocationOf } from '../../../workspace/location.ts';
import { thingId } from '../location.ts';

const w = strings.records;

/** The record of a person or of a thing. */
export type AnyRecord = ShownRecord | ShownThingRecord;
export const isThing = (record: AnyRecord): record is ShownThingRecord => 'type' in record;

/** What is known of that kind, oldest first. */
export const textsOf = ({ details }: Pick<AnyRecord, 'details'>, kind: string): readonly string[] =>
  details.filter((detail) => detail.kind === kind).map(({ text }) => text);

const bornOf = (record: Pick<ShownRecord, 'born' | 'details'>): string | undefined => record.born ?? textsOf(record, 'born').at(-1);

/** "14 March 1988"; undefined where it is not known. */
export const bornWords = (record: Pick<ShownRecord, 'born' | 'details'>): string | undefined => {
  const born = bornOf(record);
  return born === undefined ? undefined : birthDay(born);
};

/** "About 40", "35 to 45 years old"; undefined where nobody has said. */
export const ageWords = ({ age }: Pick<ShownRecord, 'age'>): string | undefined =>
  age === undefined ? undefined : w.aged(age.from, age.to);

/** Whole years since the date of birth; undefined where it is no day or still to come. */
export const yearsOld = (record: Pick<ShownRecord, 'born' | 'details'>, now: Date): number | undefined => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(bornOf(record) ?? '') ?? [];
  if (year === undefined) return undefined;
  const before = now.getUTCMonth() + 1 < Number(month) || (now.getUTCMonth() + 1 === Number(month) && now.getUTCDate() < Number(day));
  const years = now.getUTCFullYear() - Number(year) - (before ? 1 : 0);
  return years >= 0 && years <= 130 ? years : undefined;
};

/** How often each part is played in logs, crimes and tasks that are linked, and the link holds. */
export const partCounts = (parts: readonly RecordPart[]): readonly (readonly [role: string, number: number])[] => {
  const counts = new Map<string, number>();
  for (const { role, kind, linkId, withdrawn } of parts)
    if (kind !== 'person' && linkId !== undefined && withdrawn === undefined) counts.set(role, (counts.get(role) ?? 0) + 1);
  return [...counts];
};

/** "N-104233. Born 2 July 1991.", "V-3104. Vehicle." */
export const aboutRecord = (record: AnyRecord): string => {
  const number = strings.app.numberOf(record.id);
  if (isThing(record)) return `${number}. ${wordOf(w.thing.types, record.type)}.`;
  const born = bornWords(record);
  return `${number}. ${born === undefined ? (ageWords(record) ?? w.noBorn) : w.born(born, undefined)}.`;
};

/** Where the page of a record is. */
export const pageOf = (record: AnyRecord): LocationOf<'people'> =>
  isThing(record)
    ? { pane: 'people', view: 'things', id: thingId(typeOf(record), record.id) }
    : { pane: 'people', view: 'persons', id: record.id };

/** One of a type that only a newer HQ knows is an object. */
export const typeOf = ({ type }: Pick<ShownThingRecord, 'type'>): ThingType => thingTypes.find((one) => one === type) ?? 'object';
