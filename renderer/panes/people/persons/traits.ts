import type { PersonPart, ShownRecord } from '../../../../contracts/ipc/records.ts';
import { birthDay } from '../../../format/time.ts';
import { strings } from '../../../strings/index.ts';

const w = strings.records;

/** What is known of that kind, oldest first. */
export const textsOf = ({ details }: Pick<ShownRecord, 'details'>, kind: string): readonly string[] =>
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
export const partCounts = (parts: readonly PersonPart[]): readonly (readonly [role: string, number: number])[] => {
  const counts = new Map<string, number>();
  for (const { role, kind, linkId, withdrawn } of parts)
    if (kind !== 'person' && linkId !== undefined && withdrawn === undefined) counts.set(role, (counts.get(role) ?? 0) + 1);
  return [...counts];
};

/** "N-104233. Born 2 July 1991." */
export const aboutPerson = (record: ShownRecord): string => {
  const born = bornWords(record);
  return `${strings.app.numberOf(record.id)}. ${born === undefined ? (ageWords(record) ?? strings.records.noBorn) : strings.records.born(born, undefined)}.`;
};
