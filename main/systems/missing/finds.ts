import type { Officer } from '../../../contracts/domain/officer.ts';
import type { ReadableDb } from '../../store/db.ts';
import { foundItems, idsHere, linkedIds } from '../found.ts';
import { type CirculationSummary, type MissingSummary, missingKinds } from './describe.ts';

/** "MP-26-00412", "mp 26 412", "26/412". */
const NUMBER = /^(?:mp[\s/-]*)?(\d{2})[\s/-]+0*(\d{1,5})$/i;

/** What a search finds of missing persons: the reports that are here whole, and who is circulated here. */
export const missingFinds = {
  missing: {
    ...foundItems('missing', 'missing', missingKinds.missing, ({ name, lastSeen, reportedAt }: MissingSummary) => ({
      ...{ title: name, detail: lastSeen.text, at: reportedAt },
    })),
    mine: (db: ReadableDb, officer: Officer) => linkedIds(db, 'missing', [{ role: 'officer', value: officer.collarNumber }]),
    named: (db: ReadableDb, typed: string) => numbered(db, 'missing', typed),
  },
  circulation: {
    ...foundItems('missing', 'circulation', missingKinds.circulation, ({ name, lastSeen }: CirculationSummary) => ({
      ...{ title: name, detail: lastSeen.text, at: lastSeen.at },
    })),
    named: (db: ReadableDb, typed: string) => numbered(db, 'circulation', typed),
  },
};

const numbered = (db: ReadableDb, kind: string, typed: string): string[] => {
  const [, year, serial = ''] = NUMBER.exec(typed.trim()) ?? [];
  return year === undefined ? [] : idsHere(db, { system: 'missing', kind }, [`MP-${year}-${serial.padStart(5, '0')}`]);
};
