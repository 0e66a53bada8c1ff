import type { StatementBackRecord, StatementRecord } from '../../../contracts/domain/statement-record.ts';
import { formName } from '../../../contracts/domain/statement-words.ts';
import type { StatementRow } from '../../../contracts/ipc/statements.ts';
import type { ItemDescription } from '../../store/items.ts';

/** What a list reads of a statement. */
export type StatementSummary = Omit<StatementRow, 'id' | 'sending'>;

export const summaryOfStatement = ({ crimeId, furtherTo, timeStampedAt, statement }: StatementRecord): StatementSummary => ({
  ...{ crimeId, furtherTo, timeStampedAt, marking: statement.marking },
  name: `${statement.witness.forenames} ${statement.witness.surname}`,
  ...{ pages: statement.pages.length, signedAt: statement.signature.at, takenBy: statement.officer.collarNumber },
});

const describeStatement = (record: StatementRecord): ItemDescription => {
  const { id, crimeId, personId, statement } = record;
  return {
    summary: summaryOfStatement(record),
    links: [
      { role: 'crime', value: crimeId },
      { role: 'officer', value: statement.officer.collarNumber },
      ...(personId === undefined ? [] : [{ role: 'person', value: personId }]),
    ],
    search: {
      title: `${id} ${formName(statement.witness)}`,
      body: [crimeId, statement.place, ...statement.pages.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text))].join('\n'),
      at: statement.signature.at,
      open: true,
    },
  };
};

export const statementKinds = {
  statement: { idOf: ({ id }: StatementRecord) => id, describe: describeStatement },
  statementBack: {
    idOf: ({ id }: StatementBackRecord) => id,
    describe: (_: StatementBackRecord): ItemDescription => ({ summary: {}, links: [], search: undefined }),
  },
};
