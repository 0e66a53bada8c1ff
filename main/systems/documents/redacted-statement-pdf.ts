import type { RedactedStatement } from '../../../contracts/domain/redact-statement.ts';
import { REDACTED } from '../../../contracts/domain/redact-statement.ts';
import { formAge } from '../../../contracts/domain/statement-words.ts';
import { caseFormPdf } from './case-form.ts';
import { longDate } from './form-dates.ts';

/**
 * The copy of a statement that is handed over where something of it is redacted: drawn anew from the words that are left, so that nothing
 * of the others is in it, drawn over or otherwise. It has no ink: that is on the signed original, which stays as it is.
 */
export const redactedStatementPdf = (
  copy: RedactedStatement,
  { id, crimeId, identity, at }: { readonly id: string; readonly crimeId: string; readonly identity: string; readonly at: Date },
): ReturnType<typeof caseFormPdf> => {
  const { name, age, occupation, place, officer, pages, corrections, exhibits, marking, signedAt } = copy;
  const witness = name.surname === REDACTED ? REDACTED : `${name.forenames} ${name.surname.toLocaleUpperCase('en-GB')}`;
  return caseFormPdf({
    ...{ form: 'MG11', title: `Redacted copy of statement ${id}`, marking, identity, at },
    lead: `Crime ${crimeId}. Drawn from the signed statement without what is redacted. The signed original is kept by the police.`,
    parts: [
      {
        heading: 'Witness',
        lines: [
          { label: 'Statement of', text: witness },
          { label: 'Age if under 18', text: typeof age === 'string' ? age : formAge(age) },
          { label: 'Occupation', text: occupation },
          { label: 'Taken at', text: place },
          { label: 'Taken by', text: `${officer.rank} ${officer.collarNumber} ${officer.name}` },
          { label: 'Signed', text: `${longDate(signedAt)}, ${pages.length} ${pages.length === 1 ? 'page' : 'pages'}` },
        ],
      },
      ...pages.map(({ paragraphs }, index) => ({
        heading: `Page ${index + 1} of ${pages.length}`,
        lines: paragraphs.map(({ number, text }) => ({ label: `Paragraph ${number}`, text })),
      })),
      ...(corrections.length === 0
        ? []
        : [
            {
              heading: 'Corrected when it was read over',
              lines: corrections.map(({ paragraph, was, became }) => ({
                label: `Paragraph ${paragraph}`,
                text: `It was: ${was === '' ? '(not there)' : was}\nIt became: ${became === '' ? '(taken out)' : became}`,
              })),
            },
          ]),
      ...(exhibits.length === 0
        ? []
        : [
            {
              heading: 'Exhibits produced',
              lines: exhibits.map(({ reference, text }) => ({ label: reference, text: text === '' ? 'See the exhibit list' : text })),
            },
          ]),
    ],
  });
};
