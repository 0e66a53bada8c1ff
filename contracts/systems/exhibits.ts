import { z } from 'zod';
import { attachment } from '../domain/blob.ts';
import { collarNumber, instant, marking } from '../domain/common.ts';
import { crimeNumber } from '../domain/crime-number.ts';
import { exhibit } from '../domain/exhibit.ts';
import { exhibitNumber } from '../domain/exhibit-number.ts';
import { continuityActs, EXHIBIT_TEXT_LENGTH, exhibitKinds, fitsKind } from '../domain/exhibit-words.ts';
import { incidentNumber } from '../domain/incident.ts';
import { itemId } from '../domain/item-id.ts';
import { exhibitReference } from '../domain/statement.ts';
import { statementNumber } from '../domain/statement-number.ts';
import { maybeText, writtenText } from '../domain/text.ts';
import type { SystemContract } from './contract.ts';

const written = writtenText(200);
/** What is said of every entry of its continuity. */
const moved = {
  happenedAt: instant,
  holder: written,
  place: written,
  seal: writtenText(40).optional(),
  note: maybeText(500).optional(),
};

/** Nothing is written before it happens. */
const hasHappened = ({ happenedAt, at }: { readonly happenedAt: string; readonly at: string }): boolean =>
  Date.parse(happenedAt) <= Date.parse(at);

/** Exhibits of crimes and logs, and who has had them. */
export const exhibits = {
  items: { exhibit },
  commands: {
    /**
     * An exhibit that was taken. HQ allots its number; its reference is on its label already. ReferenceTaken: the officer has given that
     * reference before, or the crime or log has one alike.
     */
    'exhibit.create': {
      effect: 'create',
      item: 'exhibit',
      references: { crimeId: { kind: 'crime' }, incidentId: { kind: 'incident' }, statementId: { kind: 'statement' } },
      payload: z
        .object({
          reference: exhibitReference,
          text: writtenText(EXHIBIT_TEXT_LENGTH),
          kind: z.enum(exhibitKinds),
          producer: z.object({ name: written, collarNumber: collarNumber.optional() }),
          original: attachment.optional(),
          view: attachment.optional(),
          crimeId: itemId(crimeNumber).optional(),
          incidentId: itemId(incidentNumber).optional(),
          statementId: itemId(statementNumber).optional(),
          marking,
          ...moved,
          at: instant,
        })
        .refine(hasHappened)
        .refine(({ crimeId, incidentId }) => crimeId !== undefined || incidentId !== undefined)
        .refine(({ kind, original }) => (original === undefined ? kind === 'object' : fitsKind(kind, original.type)))
        .refine(({ original, view }) => view === undefined || (original !== undefined && view.hash !== original.hash)),
      refusals: ['ReferenceTaken'],
    },
    /**
     * What happened to it next. ContinuityMoved: somebody wrote another entry after the one (`after`) that the officer saw last. NotHeldSo: it
     * cannot happen to what is held as it is now.
     */
    'exhibit.continue': {
      effect: 'append',
      item: 'exhibit',
      itemField: 'exhibitId',
      payload: z
        .object({
          exhibitId: itemId(exhibitNumber),
          after: z.string().min(1).max(80),
          act: z.enum(continuityActs).exclude(['taken']),
          ...moved,
          at: instant,
        })
        .refine(hasHappened)
        .refine(({ act, note = '' }) => act !== 'corrected' || note.trim() !== ''),
      refusals: ['ContinuityMoved', 'NotHeldSo', 'RecordFull'],
    },
  },
} as const satisfies SystemContract;
