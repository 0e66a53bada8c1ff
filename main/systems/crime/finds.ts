import type { Officer } from '../../../contracts/domain/officer.ts';
import type { ReadableDb } from '../../store/db.ts';
import { foundItems, idsHere, linkedIds } from '../found.ts';
import { type CrimeSummary, crimeKinds, type TaskSummary } from './describe.ts';

const CRIME = { system: 'crime', kind: 'crime' } as const;
const TASK = { system: 'crime', kind: 'task' } as const;

const ownedBy = (kind: string) => (db: ReadableDb, officer: Officer) =>
  linkedIds(db, kind, [{ role: 'officer', value: officer.collarNumber }]);

/** "04/22/06127", "4/22/6127", "04 22 06127", "042206127". */
const CRIME_NUMBER = /^(?:crime\s+)?(?:(\d{1,2})[\s/.-]+(\d{2})[\s/.-]+(\d{1,5})|(\d{2})[\s/.-]?(\d{2})[\s/.-]?(\d{5}))$/i;
/** The serial alone, as it is spoken: "6109", "06109". */
const SERIAL = /^(?:crime\s+)?0?(\d{2,5})$/i;
const TASK_NUMBER = /^(?:task\s+)?(?:t[\s-]?)?0*(\d{1,8})$/i;
/** "028/03", "28/3". */
const OFFENCE_CODE = /^(\d{1,3})\s?\/\s?(\d{1,2})$/;

/** What a search finds of crime. */
export const crimeFinds = {
  crime: {
    ...foundItems('crime', 'crime', crimeKinds.crime, ({ title, place, reportedAt }: CrimeSummary) => ({
      ...{ title, detail: place, at: reportedAt },
    })),
    mine: ownedBy('crime'),
    named: (db: ReadableDb, typed: string) => [
      ...byNumber(db, typed.trim()),
      ...bySerial(db, typed.trim()),
      ...byOffence(db, typed.trim()),
    ],
  },
  task: {
    ...foundItems('crime', 'task', crimeKinds.task, ({ title, setBy, setAt }: TaskSummary) => ({ title, detail: setBy, at: setAt })),
    mine: ownedBy('task'),
    named: (db: ReadableDb, typed: string) => {
      const number = TASK_NUMBER.exec(typed.trim())?.[1];
      return number === undefined ? [] : idsHere(db, TASK, [`T-${number}`]);
    },
  },
};

const byNumber = (db: ReadableDb, typed: string): string[] => {
  const [, area, year, serial, area2, year2, serial2] = CRIME_NUMBER.exec(typed) ?? [];
  const parts = [area ?? area2, year ?? year2, serial ?? serial2];
  if (parts.some((part) => part === undefined)) return [];
  return idsHere(db, CRIME, [`${parts[0]?.padStart(2, '0')}/${parts[1]}/${parts[2]?.padStart(5, '0')}`]);
};

/** By the number in the title's index, of every year, the newest first. */
const bySerial = (db: ReadableDb, typed: string): string[] => {
  const serial = SERIAL.exec(typed)?.[1]?.padStart(5, '0');
  if (serial === undefined) return [];
  return db
    .prepare<[string, string], { id: string }>(
      `SELECT entry.id FROM search_text CROSS JOIN search_entry AS entry ON entry.number = search_text.rowid
       WHERE search_text MATCH ? AND entry.system = 'crime' AND entry.kind = 'crime' AND substr(entry.id, 7) = ?
       ORDER BY substr(entry.id, 4, 2) DESC`,
    )
    .all(`title : "${serial}"`, serial)
    .map(({ id }) => id);
};

/** A Home Office code stands in no report's words. */
const byOffence = (db: ReadableDb, typed: string): string[] => {
  const [, category, sub] = OFFENCE_CODE.exec(typed) ?? [];
  if (category === undefined || sub === undefined) return [];
  return db
    .prepare<[string], { id: string }>(
      `SELECT id FROM item WHERE system = 'crime' AND kind = 'crime' AND summary ->> 'offenceCode' = ? ORDER BY summary ->> 'reportedAt' DESC`,
    )
    .all(`${category.padStart(3, '0')}/${sub.padStart(2, '0')}`)
    .map(({ id }) => id);
};
