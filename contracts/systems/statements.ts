import { z } from 'zod';
import { attachment } from '../domain/blob.ts';
import { instant } from '../domain/common.ts';
import { crimeNumber } from '../domain/crime-number.ts';
import { itemId } from '../domain/item-id.ts';
import { personNumber } from '../domain/person.ts';
import { statementText } from '../domain/statement.ts';
import { statementBack } from '../domain/statement-back.ts';
import { statementNumber } from '../domain/statement-number.ts';
import { statementBackRecord, statementRecord } from '../domain/statement-record.ts';
import type { SystemContract } from './contract.ts';

/** Witness statements: taken on a laptop, signed by the witness in ink and by the officer's card, and from then on unchanged. */
export const statements = {
  items: { statement: statementRecord, statementBack: statementBackRecord },
  commands: {
    /**
     * A statement that is signed. HQ reads `signed` itself. SignatureBroken: it is not as a card signed it. SignerAnother: another officer's
     * card, or the statement names another officer. StatementDiffers: `statement` or the items are not those that were signed, the PDF's
     * signature names another statement by its hash, or `furtherTo` is about another crime. AlreadyNumbered: HQ has this statement.
     */
    'statement.create': {
      effect: 'create',
      item: 'statement',
      cardSigned: true,
      references: { crimeId: { kind: 'crime' }, furtherTo: { kind: 'statement' }, personId: { kind: 'person' } },
      payload: z.object({
        crimeId: itemId(crimeNumber),
        furtherTo: itemId(statementNumber).optional(),
        personId: itemId(personNumber).optional(),
        statement: statementText,
        signed: attachment,
        document: attachment,
        back: statementBack,
        at: instant,
      }),
      refusals: ['SignatureBroken', 'SignerAnother', 'StatementDiffers'],
    },
  },
} as const satisfies SystemContract;
