import { undrawable } from '../../../contracts/domain/drawn-text.ts';
import { finishPdf, startPdf } from './archival-pdf.ts';
import { Flow } from './flow.ts';
import { PAGE, Sheet } from './sheet.ts';
import type { DrawnDocument } from './statement-pdf.ts';

/** A form of the case file, before anything is drawn: its parts, each with its lines. `label` undefined: a paragraph over the whole width. */
export interface CaseForm {
  /** "MG5". */
  readonly form: string;
  readonly title: string;
  /** Under the title: whose case, and what the form is for. */
  readonly lead: string;
  readonly marking: string;
  readonly parts: readonly {
    readonly heading: string;
    readonly lines: readonly { readonly label?: string; readonly text: string }[];
  }[];
  /** Tells this document from every other; the same whenever it is made anew. */
  readonly identity: string;
  readonly at: Date;
}

/** A form of the case file as PDF/A-2b. Every text of it is checked before any is drawn. */
export const caseFormPdf = async (form: CaseForm): Promise<Exclude<DrawnDocument, { code: 'PageTooFull' }>> => {
  const texts = [form.title, form.lead, form.marking, ...form.parts.flatMap(({ heading, lines }) => [heading, ...lines.flatMap(textsOf)])];
  const characters = undrawable(texts);
  if (characters.length) return { ok: false, code: 'CannotDraw', characters };
  const pdf = await startPdf();
  let number = 0;
  const flow = new Flow(() => {
    const sheet = new Sheet(pdf);
    const top = sheet.y;
    number += 1;
    sheet.text(form.title, { size: 15, weight: 'bold' });
    sheet.putRight(form.marking, { size: 9, weight: 'bold' }, top - 16);
    sheet.putRight(form.form, { size: 9, weight: 'bold' }, top - 30);
    sheet.text(form.lead, { size: 9, grey: true });
    sheet.putRight(`Page ${number}`, { size: 9 }, PAGE.margin);
    sheet.gap(4);
    sheet.rule();
    return sheet;
  });
  for (const { heading, lines } of form.parts) {
    flow.heading(heading);
    for (const { label, text } of lines) label === undefined ? flow.paragraph(text) : flow.answer(label, text);
  }
  return { ok: true, pdf: await finishPdf(pdf, { title: form.title, identity: form.identity, at: form.at }) };
};

const textsOf = ({ label = '', text }: { readonly label?: string; readonly text: string }): readonly string[] => [label, text];
