import { z } from 'zod';
import { attachment } from './blob.ts';
import {
  CASE_REASON_LENGTH,
  disclosures,
  handOverPurposes,
  MOST_BUNDLE_FILES,
  MOST_CASE_MARKS,
  MOST_REDACTIONS,
  redactedFields,
} from './case-file-limits.ts';
import { caseFileNumber, handOverNumber } from './case-file-number.ts';
import { caseMaterialKinds } from './case-material-kinds.ts';
import { collarNumber, instant, shortText } from './common.ts';
import { crimeNumber } from './crime-number.ts';
import { MOST_STATEMENT_PAGES, MOST_STATEMENT_PARAGRAPHS, PARAGRAPH_LENGTH } from './statement-limits.ts';
import { LONG_TEXT_LENGTH, maybeText } from './text.ts';

/**
 * The digital case file of a crime: what of its material goes to the prosecution, and how. It holds no copy of anything: statements,
 * exhibits and the log are named, and stay as they are.
 */

const letter = z.number().int().min(0).max(PARAGRAPH_LENGTH);
/**
 * What is taken out of the copy that is handed over. A passage: letters from `from` to before `to` of a paragraph's part on a page. The words
 * themselves are never kept here.
 */
export const redaction = z.discriminatedUnion('of', [
  z
    .object({
      of: z.literal('passage'),
      page: z.number().int().min(1).max(MOST_STATEMENT_PAGES),
      paragraph: z.number().int().min(1).max(MOST_STATEMENT_PARAGRAPHS),
      from: letter,
      to: letter,
    })
    .refine(({ from, to }) => from < to),
  z.object({ of: z.literal('field'), field: z.enum(redactedFields) }),
  z.object({ of: z.literal('page'), page: z.number().int().min(1).max(MOST_STATEMENT_PAGES) }),
]);
export type Redaction = z.infer<typeof redaction>;

/** What the officer decided of one piece of material. */
export const caseMark = z.object({
  kind: z.enum(caseMaterialKinds),
  id: shortText,
  disclosure: z.enum(disclosures),
  /** Why it is unused, or sensitive. */
  reason: maybeText(CASE_REASON_LENGTH),
  /** Of a statement alone. */
  redactions: z.array(redaction).max(MOST_REDACTIONS),
});
export type CaseMark = z.infer<typeof caseMark>;

/** A supervisor's check of the file as it stood: any later change takes it away. */
export const caseCheck = z.object({
  state: z.enum(['approved', 'returned']),
  by: shortText,
  collarNumber,
  at: instant,
  text: z.string().max(LONG_TEXT_LENGTH),
});

export const caseFile = z.object({
  id: caseFileNumber,
  version: z.number().int().min(1),
  crimeId: crimeNumber,
  openedAt: instant,
  openedBy: shortText,
  openedByCollar: collarNumber,
  /** The summary of the case (MG5), which alone is typed. */
  summary: z.string().max(LONG_TEXT_LENGTH),
  marks: z.array(caseMark).max(MOST_CASE_MARKS),
  check: caseCheck.optional(),
  /** How often it was handed over, and what was signed the last time. */
  handOvers: z.number().int().min(0),
  lastManifest: attachment.shape.hash.optional(),
});
export type CaseFile = z.infer<typeof caseFile>;

/** HQ's token as base64 (RFC 3161): with the authority's certificate some kilobytes. */
const TOKEN_LENGTH = 20_000;

/** HQ's receipt of a hand-over. Never changed: what is added to the file later goes as another one. */
export const handOver = z.object({
  id: handOverNumber,
  version: z.number().int().min(1),
  caseFileId: caseFileNumber,
  crimeId: crimeNumber,
  /** Counted from 1 in its case file. */
  number: z.number().int().min(1),
  purpose: z.enum(handOverPurposes),
  files: z.number().int().min(1).max(MOST_BUNDLE_FILES),
  /** The ZIP, and the manifest of its hashes as the officer's card signed it (CMS SignedData). */
  bundle: attachment,
  manifest: attachment,
  signedBy: shortText,
  signedByCollar: collarNumber,
  receivedAt: instant,
  /** HQ's time stamp over the signed manifest: absent from a force that has no time-stamp authority, and until HQ has it. */
  receipt: z.base64().max(TOKEN_LENGTH).optional(),
});
export type HandOver = z.infer<typeof handOver>;
