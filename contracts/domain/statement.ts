import { z } from 'zod';
import { attachment, blobHash } from './blob.ts';
import { collarNumber, instant, marking, shortText } from './common.ts';
import { crimeNumber } from './crime-number.ts';
import { growing } from './growing.ts';
import { itemId } from './item-id.ts';
import { initialsInk, signatureInk } from './statement-ink.ts';
import {
  MOST_CORRECTIONS,
  MOST_EXHIBITS,
  MOST_STATEMENT_PAGES,
  MOST_STATEMENT_PARAGRAPHS,
  PARAGRAPH_LENGTH,
  STATEMENT_LENGTH,
} from './statement-limits.ts';
import { statementNumber } from './statement-number.ts';
import { signedText } from './text.ts';

/**
 * A witness statement (form MG11: Criminal Procedure Rules, r. 16.2; Criminal Justice Act 1967, s. 9) as it is signed: all that its PDF
 * shows and its package holds. The back of the form is apart (statement-back.ts): this is disclosed, that is not. The words of its
 * declarations are in statement-words.ts, where its pages break in statement-pages.ts.
 */

/** Exhibit's reference: initials of who produces it and a serial number, AR/1. */
export const exhibitReference = z.string().regex(/^[A-Z]{1,4}\/\d{1,4}$/);

/** An exhibit that the statement produces: `attachment` has its SHA-256; absent of a thing that is no file (a bag, a jemmy). */
export const statementExhibit = z.object({
  reference: exhibitReference,
  text: signedText(200),
  attachment: attachment.optional(),
});
export type StatementExhibit = z.infer<typeof statementExhibit>;

/** A paragraph, or what of it stands on one page: then all of its parts have its number, counted from 1 through the whole statement. */
export const statementParagraph = z.object({
  number: z.number().int().min(1).max(MOST_STATEMENT_PARAGRAPHS),
  text: signedText(PARAGRAPH_LENGTH),
});

/** One page. Its initials are the witness's: absent where the witness cannot write, and in a statement of another kind than ink. */
export const statementPage = z.object({
  paragraphs: z.array(statementParagraph).min(1).max(MOST_STATEMENT_PARAGRAPHS),
  initials: initialsInk.optional(),
});
export type StatementPage = z.infer<typeof statementPage>;

/** What the witness had changed when it was read over: a paragraph as it was and as it is now. Empty: it was not there, or it went. */
export const statementCorrection = z.object({
  paragraph: z.number().int().min(1).max(MOST_STATEMENT_PARAGRAPHS),
  was: z.string().max(PARAGRAPH_LENGTH),
  became: z.string().max(PARAGRAPH_LENGTH),
  at: instant,
  initials: initialsInk.optional(),
});
export type StatementCorrection = z.infer<typeof statementCorrection>;

/** Who read it over. Whoever reads it to the witness declares so (statement-words.ts), `reason`: why the witness did not. */
export const statementReader = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('witness'), at: instant }),
  z.object({ kind: z.literal('officer'), at: instant, reason: signedText(200) }),
  z.object({
    kind: z.literal('interpreter'),
    at: instant,
    name: signedText(200),
    language: signedText(100),
    signature: signatureInk.optional(),
  }),
]);

/**
 * How the witness signed: in ink; by a mark in ink, which somebody saw; or not at all, agreeing aloud, which somebody heard. `reason`: why
 * not by a signature. `seenBy`: as colleagues write them, or the name of somebody else who is there.
 */
export const witnessSignature = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ink'), at: instant, ink: signatureInk }),
  z.object({ kind: z.literal('mark'), at: instant, ink: signatureInk, reason: signedText(200), seenBy: signedText(200) }),
  z.object({ kind: z.literal('spoken'), at: instant, reason: signedText(200), seenBy: signedText(200) }),
]);

export const statementWitness = z.object({
  /** Forenames, then the surname, apart: the form has the surname in capitals. */
  forenames: signedText(100),
  surname: signedText(100),
  /** In years, of a witness under 18; absent where the form says "Over 18". */
  age: z.number().int().min(0).max(17).optional(),
  occupation: signedText(100),
});

/** The officer who took it, as the force wrote them on the card. */
export const statementOfficer = z.object({ rank: z.string().max(40), name: shortText, collarNumber, team: shortText });

export const statement = z
  .object({
    /** By which its PDF and its package know one another before HQ has numbered it. */
    uuid: z.uuid(),
    crimeId: itemId(crimeNumber),
    /** The witness's earlier statement that this one adds to, if any. */
    furtherTo: itemId(statementNumber).optional(),
    marking,
    witness: statementWitness,
    officer: statementOfficer,
    /** Where it was taken, and when writing began. The witness's signature says when it ended. */
    place: signedText(200),
    begunAt: instant,
    pages: z.array(statementPage).min(1).max(MOST_STATEMENT_PAGES),
    corrections: z.array(statementCorrection).max(MOST_CORRECTIONS),
    exhibits: z.array(statementExhibit).max(MOST_EXHIBITS),
    reader: statementReader,
    signature: witnessSignature,
  })
  .refine(({ pages }) => lengthOf(pages) <= STATEMENT_LENGTH)
  .refine(({ pages, signature }) => signature.kind !== 'ink' || pages.every(({ initials }) => initials !== undefined));
export type Statement = z.infer<typeof statement>;

const lengthOf = (pages: readonly StatementPage[]): number =>
  pages.reduce((sum, { paragraphs }) => sum + paragraphs.reduce((part, { text }) => part + text.length, 0), 0);

/** A statement without its ink, and without the items that it is about: what every screen reads of it, and what HQ keeps beside what was signed. */
export const statementText = z.object({
  ...{ uuid: statement.shape.uuid, marking, witness: statementWitness, officer: statementOfficer },
  ...{ place: statement.shape.place, begunAt: instant },
  pages: z
    .array(statementPage.pick({ paragraphs: true }))
    .min(1)
    .max(MOST_STATEMENT_PAGES),
  corrections: z.array(statementCorrection.omit({ initials: true })).max(MOST_CORRECTIONS),
  exhibits: statement.shape.exhibits,
  reader: z.object({
    kind: growing(['witness', 'officer', 'interpreter']),
    at: instant,
    reason: shortText.optional(),
    name: shortText.optional(),
    language: shortText.optional(),
  }),
  signature: z.object({
    kind: growing(['ink', 'mark', 'spoken']),
    at: instant,
    reason: shortText.optional(),
    seenBy: shortText.optional(),
  }),
});
export type StatementText = z.infer<typeof statementText>;

/** The same of one that is signed. Parsing leaves out what it does not name: the ink and the items. */
export const textOf = (signed: Statement): StatementText => statementText.parse(signed);

/** What is not seen, or turns what is: no PDF of ours could show it (main/systems/documents/fonts.ts), so that none of ours has it. */
const HIDDEN = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}]/u;
const isOpenlyWritten = (value: unknown): boolean =>
  typeof value === 'string'
    ? !HIDDEN.test(value)
    : typeof value !== 'object' || value === null || Object.values(value).every(isOpenlyWritten);

/** What the officer's card signs beside the PDF: the statement with its ink, and the PDF by its hash, so that neither stands for another. */
export const statementPackage = z.object({ statement: statement.refine(isOpenlyWritten), document: blobHash });
export type StatementPackage = z.infer<typeof statementPackage>;

/** The package of what was signed; undefined for what is none. `written`: the JSON of its statement, as its PDF's signature names it by hash. Never throws. */
export const readPackage = (signed: string): (StatementPackage & { readonly written: string }) | undefined => {
  try {
    const said = z.object({ statement: z.unknown() }).loose().parse(JSON.parse(signed));
    return { ...statementPackage.parse(said), written: JSON.stringify(said.statement) };
  } catch {
    return undefined;
  }
};
