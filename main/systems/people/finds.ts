import type { ReadableDb } from '../../store/db.ts';
import { foundItems, linkedIds } from '../found.ts';
import { peopleKinds } from './describe.ts';

/** What lists read of an officer. */
interface OfficerSummary {
  readonly rank: string;
  readonly name: string;
  readonly team: string;
}

const COLLAR_NUMBER = /^(?:[a-z]{2,5}\s+)?(\d{1,5})$/i;

/** What a search finds of the officers. */
export const peopleFinds = {
  officer: {
    ...foundItems('people', 'officer', peopleKinds.officer, ({ rank, name, team }: OfficerSummary) => ({
      ...{ title: `${rank} ${name}`.trim(), detail: team },
    })),
    /** By the collar number. */
    named: (db: ReadableDb, typed: string) => {
      const number = COLLAR_NUMBER.exec(typed.trim())?.[1];
      return number === undefined ? [] : linkedIds(db, 'officer', [{ role: 'officer', value: number }]);
    },
  },
};
