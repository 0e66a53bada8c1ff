import { z } from 'zod';
import { attachment } from '../domain/blob.ts';
import { caseCheck, caseFile, caseMark, handOver } from '../domain/case-file.ts';
import { handOverPurposes } from '../domain/case-file-limits.ts';
import { caseFileNumber, handOverNumber } from '../domain/case-file-number.ts';
import { caseMaterialKinds } from '../domain/case-material-kinds.ts';
import { caseRules } from '../domain/case-rules.ts';
import { instant, marking, shortText } from '../domain/common.ts';
import { crime } from '../domain/crime.ts';
import { crimeNumber } from '../domain/crime-number.ts';
import { exhibitNumber } from '../domain/exhibit-number.ts';
import { otherFields } from '../domain/growing.ts';
import { itemId } from '../domain/item-id.ts';
import { statementText } from '../domain/statement.ts';
import { defineDomain } from './define.ts';
import { fetched } from './fetched.ts';
import { pinBytes, signatureErrors } from './pin.ts';
import { sending } from './sending.ts';

/** On a laptop a case file may be one that HQ has not numbered yet: its id is provisional, its version 0. */
const caseFileId = itemId(caseFileNumber);
const crimeId = itemId(crimeNumber);

/** A case file in a list. `title`: its crime's. */
export const caseFileRow = z.object({
  id: caseFileId,
  crimeId,
  title: shortText,
  place: shortText,
  marking,
  ready: z.number().int(),
  rules: z.number().int(),
  handOvers: z.number().int(),
  check: caseCheck.shape.state.optional(),
  openedAt: instant,
  sending: sending.optional(),
});
export type CaseFileRow = z.infer<typeof caseFileRow>;

/** A piece of material. `carrier`: the item that gives its files to whoever may see it. */
export const shownCaseItem = z.object({
  kind: z.enum(caseMaterialKinds),
  id: z.string().max(200),
  title: z.string().max(1000),
  mark: caseMark,
  marked: z.boolean(),
  statement: statementText.optional(),
  timeStampedAt: instant.optional(),
  file: attachment.optional(),
  /** Of an exhibit that has a record: who produces it, and who has it now and where. */
  exhibit: z.object({ id: itemId(exhibitNumber), producer: shortText, holder: z.string(), place: z.string() }).optional(),
  /** Whether all that goes of it is on this laptop. */
  isHere: z.boolean(),
  carrier: z.object({ system: z.enum(['statements', 'exhibits', 'crime']), kind: z.string(), id: z.string() }).optional(),
});
export type ShownCaseItem = z.infer<typeof shownCaseItem>;

const shownHandOver = handOver.extend({
  id: itemId(handOverNumber),
  version: z.number().int().min(0),
  sending: sending.optional(),
});
export type ShownHandOver = z.infer<typeof shownHandOver>;

export const shownCaseFile = caseFile.extend({
  id: caseFileId,
  crimeId,
  version: z.number().int().min(0),
  crime: crime.pick({ title: true, place: true, marking: true, officerInCase: true, people: true, incidentId: true }),
  items: z.array(shownCaseItem).max(1000),
  checklist: z.array(
    z.object({ rule: z.enum(caseRules), met: z.boolean(), missing: z.array(z.string().max(1000)), count: z.number().int() }),
  ),
  /** The newest first. */
  given: z.array(shownHandOver).max(500),
  logLines: z.number().int().optional(),
  sending: sending.optional(),
  asOf: instant.optional(),
  other: otherFields.optional(),
});
export type ShownCaseFile = z.infer<typeof shownCaseFile>;

export const caseFiles = defineDomain({
  calls: {
    /** The newest first: of a crime, or all on this laptop. */
    list: { request: z.object({ crimeId: crimeId.optional() }), response: fetched(z.array(caseFileRow).max(500)), errors: [] },
    /** A consultation: it is journalled. By number, or by a provisional id, also one whose file has its number by now. NotFound: also where its crime is not here. */
    get: { request: z.object({ id: caseFileId }), response: shownCaseFile, errors: ['NotFound'] },
    /**
     * Puts the bundle together on this laptop, and has the card's signature key (9C) sign the manifest of its hashes: one PIN, which is
     * zeroed. Both lie on this laptop then, and go with `caseFile.handOver`, whose payload has this answer. NotComplete: something of the
     * checklist is missing, or the file itself is not at HQ yet. FileNotHere: material that goes is not on this laptop. CannotDraw: a text
     * has letters that a form could not show.
     */
    handOver: {
      request: z.object({ id: caseFileNumber, purpose: z.enum(handOverPurposes), pin: pinBytes }),
      response: handOver.pick({ caseFileId: true, crimeId: true, number: true, files: true, purpose: true, bundle: true, manifest: true }),
      errors: ['NotFound', 'NotComplete', 'NotAllowed', 'FileNotHere', 'NoRoom', 'CannotDraw', ...signatureErrors],
    },
  },
  events: {},
});
