import { MOST_STATEMENT_PAGES, PARAGRAPH_LENGTH, STATEMENT_LENGTH } from '../../../../contracts/domain/statement-limits.ts';
import { strings } from '../../../strings/index.ts';
import { faultsOf, textFault } from '../../../workspace/form/values.ts';
import type { StatementFields } from './fields.ts';
import { drawnFault, lettersFault } from './letters.ts';
import { pagesWritten, paragraphsOf } from './written.ts';

const { form: w } = strings.statements;
const NAME_LENGTH = 100;

/** The steps of a statement, in their order. */
export const steps = ['witness', 'write', 'back', 'readBack', 'sign'] as const;
export type Step = (typeof steps)[number];

/** What must be put right before anybody signs, by the step and there by the field. */
export const statementFaults = (fields: StatementFields): Readonly<Partial<Record<Step, Readonly<Record<string, string>>>>> => ({
  witness: faultsOf({
    forenames: drawnFault(fields.forenames, w.none.forenames, NAME_LENGTH),
    surname: drawnFault(fields.surname, w.none.surname, NAME_LENGTH),
    age: /^(?:|[0-9]|1[0-7])$/.test(fields.age.trim()) ? undefined : w.wrongAge,
    occupation: drawnFault(fields.occupation, w.none.occupation, NAME_LENGTH),
    place: drawnFault(fields.place, w.none.place),
  }),
  write: faultsOf({
    text: textFaultOf(fields.text) ?? lettersFault([fields.text]),
    exhibits: lettersFault(fields.exhibits.map(({ text }) => text)),
  }),
  readBack: faultsOf({
    readReason: fields.reader === 'officer' ? drawnFault(fields.readReason, w.readReason.toLowerCase()) : undefined,
    interpreter: fields.reader === 'interpreter' ? drawnFault(fields.interpreter, w.interpreter.toLowerCase()) : undefined,
    language: fields.reader === 'interpreter' ? drawnFault(fields.language, w.language.toLowerCase(), NAME_LENGTH) : undefined,
  }),
});

const textFaultOf = (text: string): string | undefined => {
  const bad = textFault(text, w.none.text, STATEMENT_LENGTH);
  if (bad !== undefined) return bad;
  const long = paragraphsOf(text).findIndex(({ length }) => length > PARAGRAPH_LENGTH);
  if (long !== -1) return w.longParagraph(long + 1);
  return pagesWritten(text).length > MOST_STATEMENT_PAGES ? w.tooManyPages(MOST_STATEMENT_PAGES) : undefined;
};
