import { crimeNumber } from '../../../contracts/domain/crime-number.ts';
import { textsOf, undrawable } from '../../../contracts/domain/drawn-text.ts';
import type { Statement, StatementPage } from '../../../contracts/domain/statement.ts';
import { declarationOf, formAge, formName } from '../../../contracts/domain/statement-words.ts';
import { type ArchivalPdf, finishPdf, startPdf } from './archival-pdf.ts';
import { longDate } from './form-dates.ts';
import { PAGE, Sheet, type TextStyle } from './sheet.ts';
import { recordSheets } from './statement-record.ts';

/** A document's bytes; or the characters that it could not have shown, or the page that has too much on it: then there is none. */
export type DrawnDocument =
  | { readonly ok: true; readonly pdf: Uint8Array }
  | { readonly ok: false; readonly code: 'CannotDraw'; readonly characters: readonly string[] }
  | { readonly ok: false; readonly code: 'PageTooFull'; readonly page: number };

/**
 * The witness statement (form MG11) as PDF/A-2b, ready for `signPdf`: its numbered pages as they were signed, each with the witness's
 * initials, and behind them the record of how it was read over and signed. The back of the form is no part of it.
 */
export const statementPdf = async (statement: Statement): Promise<DrawnDocument> => {
  const characters = undrawable(textsOf(statement));
  if (characters.length) return { ok: false, code: 'CannotDraw', characters };
  const pdf = await startPdf();
  for (const [index, page] of statement.pages.entries()) {
    if (!drawPage(pdf, statement, page, index)) return { ok: false, code: 'PageTooFull', page: index + 1 };
  }
  recordSheets(pdf, statement);
  const title = `Witness statement of ${formName(statement.witness)}`;
  return { ok: true, pdf: await finishPdf(pdf, { title, identity: statement.uuid, at: new Date(statement.signature.at) }) };
};

const small: TextStyle = { size: 8.5, grey: true };
/** The form's letters, and what they shrink to where a page's own would not fit: never so far that they could not be read. */
const TEXT_SIZES = [11, 10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7] as const;
const FOOT = PAGE.margin + 58;

const drawPage = (pdf: ArchivalPdf, statement: Statement, page: StatementPage, index: number): boolean => {
  const sheet = new Sheet(pdf);
  if (index === 0) drawHead(sheet, statement);
  else drawRunningHead(sheet, statement);
  drawFoot(sheet, statement, page, index);
  return drawText(sheet, page);
};

const drawHead = (sheet: Sheet, statement: Statement): void => {
  const { witness, pages, signature, crimeId } = statement;
  const top = sheet.y;
  sheet.text('Witness statement', { size: 17, weight: 'bold' });
  sheet.putRight(statement.marking, { size: 9, weight: 'bold' }, top - 16);
  sheet.putRight('MG11', { size: 9, weight: 'bold' }, top - 30);
  sheet.text('Criminal Procedure Rules, r. 16.2; Criminal Justice Act 1967, s. 9', small);
  sheet.gap(5);
  sheet.rule();
  sheet.gap(2);
  sheet.fields([
    { label: 'Statement of', value: formName(witness), share: 0.4 },
    { label: 'Age if under 18', value: formAge(witness.age), share: 0.16 },
    { label: 'Occupation', value: witness.occupation, share: 0.24 },
    { label: 'Crime', value: crimeNumber.safeParse(crimeId).success ? crimeId : 'Number follows', share: 0.2 },
  ]);
  sheet.gap(4);
  sheet.rule();
  sheet.gap(2);
  sheet.text(declarationOf(pages.length), { size: 9.5 });
  drawSignature(sheet, signature);
};

const drawSignature = (sheet: Sheet, signature: Statement['signature']): void => {
  sheet.gap(40);
  const { y } = sheet;
  sheet.put('Signature', small, PAGE.margin, y);
  sheet.rule(y, PAGE.margin + 52, PAGE.margin + 260);
  if (signature.kind === 'spoken') sheet.put('Agreed aloud: see the record', { size: 9.5 }, PAGE.margin + 56, y);
  else sheet.ink(signature.ink, { x: PAGE.margin + 60, y: y + 1, width: 190, height: 38 });
  sheet.put(`Date ${longDate(signature.at)}`, { size: 9.5 }, PAGE.margin + 280, y);
  sheet.gap(8);
  sheet.rule();
  sheet.gap(4);
};

const drawRunningHead = (sheet: Sheet, { witness, marking }: Statement): void => {
  const { y } = sheet;
  sheet.text(`Continuation of the statement of ${formName(witness)}`, { size: 9.5, weight: 'bold' });
  sheet.putRight(marking, { size: 9, weight: 'bold' }, y - 14);
  sheet.gap(4);
  sheet.rule();
};

/** The page's paragraphs, in letters that let all of them stand on it; false where none do. */
const drawText = (sheet: Sheet, { paragraphs }: StatementPage): boolean => {
  sheet.gap(4);
  const room = sheet.y - FOOT;
  const heightAt = (size: number): number =>
    paragraphs.reduce((sum, { text }) => sum + sheet.heightOf(text, { size }) + size * PARAGRAPH_GAP, 0);
  const size = TEXT_SIZES.find((one) => heightAt(one) <= room);
  if (size === undefined) return false;
  for (const { text } of paragraphs) {
    sheet.text(text, { size });
    sheet.gap(size * PARAGRAPH_GAP);
  }
  return true;
};

const PARAGRAPH_GAP = 0.9;

const drawFoot = (sheet: Sheet, { officer, pages, signature }: Statement, page: StatementPage, index: number): void => {
  const y = PAGE.margin + 22;
  sheet.rule(y + 34);
  sheet.put('Initials of the witness', small, PAGE.margin, y);
  if (page.initials) sheet.ink(page.initials, { x: PAGE.margin + 95, y: y - 4, width: 70, height: 34 });
  else sheet.put(signature.kind === 'ink' ? '' : 'see the record', { size: 9 }, PAGE.margin + 100, y);
  sheet.put('Taken by', small, PAGE.margin + 190, y);
  sheet.put(`${officer.rank} ${officer.collarNumber} ${officer.name}`, { size: 9.5 }, PAGE.margin + 230, y);
  sheet.put('Signed with the officer’s warrant card: the signature is in this file.', { size: 7.5, grey: true }, PAGE.margin, PAGE.margin);
  sheet.putRight(`Page ${index + 1} of ${pages.length}`, { size: 9.5, weight: 'bold' }, y);
};
