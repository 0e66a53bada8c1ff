import type { Officer } from '../../../contracts/domain/officer.ts';
import type { ReadableDb } from '../../store/db.ts';
import { foundItems, idsHere, linkedIds } from '../found.ts';
import { type ExhibitSummary, exhibitKinds } from './describe.ts';

/** "EX-26-00412", "ex 26 412". */
const NUMBER = /^ex[\s/-]*(\d{2})[\s/-]+0*(\d{1,5})$/i;

/** What a search finds of exhibits: reference, label, and who had them. */
export const exhibitFinds = {
  exhibit: {
    ...foundItems('exhibits', 'exhibit', exhibitKinds.exhibit, ({ reference, text, crimeId, incidentId, takenAt }: ExhibitSummary) => ({
      ...{ title: `${reference} ${text}`, detail: crimeId ?? incidentId ?? '', at: takenAt },
    })),
    mine: (db: ReadableDb, officer: Officer) => linkedIds(db, 'exhibit', [{ role: 'officer', value: officer.collarNumber }]),
    named: (db: ReadableDb, typed: string) => {
      const [, year, serial = ''] = NUMBER.exec(typed.trim()) ?? [];
      return year === undefined ? [] : idsHere(db, { system: 'exhibits', kind: 'exhibit' }, [`EX-${year}-${serial.padStart(5, '0')}`]);
    },
  },
};
