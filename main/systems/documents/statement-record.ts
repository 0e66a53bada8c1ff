import type { Statement, StatementCorrection, StatementExhibit } from '../../../contracts/domain/statement.ts';
import { formName, readerDeclarationOf } from '../../../contracts/domain/statement-words.ts';
import type { ArchivalPdf } from './archival-pdf.ts';
import { Flow } from './flow.ts';
import { dateAndTime } from './form-dates.ts';
import { Sheet } from './sheet.ts';

/** Behind the statement's pages, and none of them: who took it where and when, who read it over, corrections, exhibits, how it was signed. */
export const recordSheets = (pdf: ArchivalPdf, statement: Statement): void => {
  const flow = new Flow(() => {
    const sheet = new Sheet(pdf);
    const top = sheet.y;
    sheet.text('Record of the statement', { size: 15, weight: 'bold' });
    sheet.putRight(statement.marking, { size: 9, weight: 'bold' }, top - 16);
    sheet.text(`Of ${formName(statement.witness)}. No page of the statement itself.`, { size: 9, grey: true });
    sheet.gap(4);
    sheet.rule();
    return sheet;
  });
  const { officer, place, begunAt, furtherTo, uuid } = statement;
  flow.heading('Taken');
  flow.answer('By', `${officer.rank} ${officer.collarNumber} ${officer.name}, ${officer.team}`);
  flow.answer('At', place);
  flow.answer('Begun', dateAndTime(begunAt));
  flow.answer('Further to', furtherTo);
  flow.answer('Identifier', uuid);
  reading(flow, statement);
  signing(flow, statement);
  corrections(flow, statement.corrections);
  exhibits(flow, statement.exhibits);
};

const reading = (flow: Flow, { reader }: Statement): void => {
  flow.heading('Read over');
  flow.answer('When', dateAndTime(reader.at));
  const declaration = readerDeclarationOf(reader);
  switch (reader.kind) {
    case 'witness':
      flow.answer('By', 'The witness');
      return;
    case 'officer':
      flow.answer('By', 'The officer');
      flow.answer('Why not by the witness', reader.reason);
      break;
    case 'interpreter':
      flow.answer('By', `${reader.name}, interpreter`);
      flow.answer('Language', reader.language);
      break;
  }
  flow.answer('Declaration', declaration);
  if (reader.kind === 'interpreter') flow.ink('Signature of the interpreter', reader.signature);
};

const signing = (flow: Flow, { signature }: Statement): void => {
  flow.heading('Signed');
  flow.answer('When', dateAndTime(signature.at));
  if (signature.kind === 'ink') {
    flow.answer('How', 'By the witness’s own hand');
    return;
  }
  flow.answer('How', signature.kind === 'mark' ? 'By a mark of the witness’s hand' : 'The witness agreed aloud that it is true');
  flow.answer('Why not by a signature', signature.reason);
  flow.answer(signature.kind === 'mark' ? 'Seen by' : 'Heard by', signature.seenBy);
};

const corrections = (flow: Flow, all: readonly StatementCorrection[]): void => {
  if (all.length === 0) return;
  flow.heading('Corrected when it was read over');
  for (const { paragraph, was, became, at, initials } of all) {
    flow.answer(`Paragraph ${paragraph}`, dateAndTime(at));
    flow.answer('It was', was === '' ? '(not there)' : was);
    flow.answer('It became', became === '' ? '(taken out)' : became);
    flow.ink('Initials of the witness', initials);
  }
};

const exhibits = (flow: Flow, all: readonly StatementExhibit[]): void => {
  if (all.length === 0) return;
  flow.heading('Exhibits produced');
  for (const { reference, text, attachment } of all) {
    flow.answer(reference, text);
    // What the signature binds the statement to.
    if (attachment) flow.answer('', `${attachment.name}, ${attachment.bytes} bytes, SHA-256 ${attachment.hash}`);
  }
};
