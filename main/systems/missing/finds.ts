import type { Officer } from '../../../contracts/domain/officer.ts';
import type { ReadableDb } from '../../store/db.ts';
import { foundItems, idsHere, linkedIds } from '../found.ts';
import { type MissingSummary, missingKinds } from './describe.ts';

/** "MP-26-00412", "mp 26 412", "26/412". */
const NUMBER = /^(?:mp[\s/-]*)?(\d{2})[\s/-]+0*(\d{1,5})$/i;

/** What a search finds of missing persons: the reports that are here whole. */
export const missingFinds = {
  missing: {
    ...foundItems('missing', 'missing', missingKinds.missing, ({ name, lastSeen, reportedAt }: MissingSummary) => ({
      ...{ title: name, detail: lastSeen.text, at: reportedAt },
    })),
    mine: (db: ReadableDb, officer: Officer) => linkedIds(db, 'missing', [{ role: 'officer', value: officer.collarNumber }]),
    named: (db: ReadableDb, typed: string) => {
      const [, year, serial = ''] = NUMBER.exec(typed.trim()) ?? [];
      return year === undefined ? [] : idsHere(db, { system: 'missing', kind: 'missing' }, [`MP-${year}-${serial.padStart(5, '0')}`]);
    },
  },
};
