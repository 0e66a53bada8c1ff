import type { Officer } from '../contracts/domain/officer.ts';
import type { Statement } from '../contracts/domain/statement.ts';
import type { StatementBack } from '../contracts/domain/statement-back.ts';
import type { Ink } from '../contracts/domain/statement-ink.ts';
import { pagesOf } from '../contracts/domain/statement-pages.ts';

const ink: Ink = {
  ...{ width: 1240, height: 470 },
  strokes: [
    [
      [226, 368, 0, 400],
      [286, 219, 180, 620],
      [352, 241, 320, 550],
    ],
    [
      [586, 352, 900, 500],
      [614, 219, 1100, 610],
    ],
  ],
};

/** A statement that a witness has signed, as it was taken in a kitchen. Every name in it is invented. */
export const signedStatement = ({
  crimeId,
  officer: { rank, name, collarNumber, team },
  ...change
}: { readonly crimeId: string; readonly officer: Pick<Officer, 'rank' | 'name' | 'collarNumber' | 'team'> } & Partial<
  Omit<Statement, 'crimeId' | 'officer'>
>): Statement => ({
  ...{ uuid: crypto.randomUUID(), crimeId, marking: 'OFFICIAL-SENSITIVE' as const },
  witness: { forenames: 'Piotr', surname: 'Fairclough', occupation: 'Retired joiner' },
  officer: { rank, name, collarNumber, team },
  ...{ place: '11 York Close, Leyland', begunAt: '2026-11-22T04:20:00.000Z' },
  pages: pagesOf([
    'I am the person named above and I live at the address that the police have. I have lived in York Close for 31 years.',
    'On Sunday 22 November 2026 at about 03:35 I was awake in my front bedroom. I heard a crack, like wood breaking.',
  ]).map((page) => ({ paragraphs: [...page.paragraphs], initials: ink })),
  ...{ corrections: [], exhibits: [] },
  reader: { kind: 'officer', at: '2026-11-22T04:41:00.000Z', reason: 'He has no glasses with him' },
  signature: { kind: 'ink', at: '2026-11-22T04:46:00.000Z', ink },
  ...change,
});

export const emptyBack: StatementBack = {
  ...{ homeAddress: '', telephone: '', email: '', contact: '', datesToAvoid: [], datesReason: '', specialMeasuresText: '', needs: '' },
};
