import type { Officer } from '../../../contracts/domain/officer.ts';
import type { ReadableDb } from '../../store/db.ts';
import { foundItems, idsHere, linkedIds } from '../found.ts';
import { type StatementSummary, statementKinds } from './describe.ts';

/** "ST-26-01877", "st 26 1877". */
const NUMBER = /^st[\s/-]*(\d{2})[\s/-]+0*(\d{1,5})$/i;

/** What a search finds of statements: witness, crime and text. */
export const statementFinds = {
  statement: {
    ...foundItems('statements', 'statement', statementKinds.statement, ({ name, crimeId, signedAt }: StatementSummary) => ({
      ...{ title: name, detail: crimeId, at: signedAt },
    })),
    mine: (db: ReadableDb, officer: Officer) => linkedIds(db, 'statement', [{ role: 'officer', value: officer.collarNumber }]),
    named: (db: ReadableDb, typed: string) => {
      const [, year, serial = ''] = NUMBER.exec(typed.trim()) ?? [];
      return year === undefined ? [] : idsHere(db, { system: 'statements', kind: 'statement' }, [`ST-${year}-${serial.padStart(5, '0')}`]);
    },
  },
};
