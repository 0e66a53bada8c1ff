import type { Redaction } from './case-file.ts';
import type { RedactedField } from './case-file-limits.ts';
import type { StatementText } from './statement.ts';

/** What stands in the copy in the place of whatever was taken out: always the same, so that it does not tell how long that was. */
export const REDACTED = '[redacted]';

/** A statement's words as its redacted copy has them. Its boxes are texts of the form, not fields of a statement that is signed. */
export interface RedactedStatement extends Pick<StatementText, 'pages' | 'corrections' | 'exhibits' | 'officer' | 'marking'> {
  /** The witness as the form has them, forenames and surname; their age, occupation, and where it was taken. */
  readonly name: { readonly forenames: string; readonly surname: string };
  readonly age: number | string | undefined;
  readonly occupation: string;
  readonly place: string;
  readonly signedAt: string;
}

/**
 * The statement without what is redacted. A paragraph of which anything is taken out takes its corrections with it: they say the paragraph
 * as it was. The witness's name takes whoever read, saw or heard with it, who are in no copy at all. Passages that overlap are one.
 */
export const redactStatement = (statement: StatementText, redactions: readonly Redaction[]): RedactedStatement => {
  const { witness, officer, marking, signature } = statement;
  const hidden = new Set<RedactedField>(redactions.flatMap((one) => (one.of === 'field' ? [one.field] : [])));
  const pages = new Set(redactions.flatMap((one) => (one.of === 'page' ? [one.page] : [])));
  const passages = redactions.filter((one) => one.of === 'passage');
  const touched = new Set([
    ...passages.map(({ paragraph }) => paragraph),
    ...statement.pages.flatMap(({ paragraphs }, index) => (pages.has(index + 1) ? paragraphs.map(({ number }) => number) : [])),
  ]);
  const shown = <Value>(field: RedactedField, value: Value): Value | string => (hidden.has(field) ? REDACTED : value);
  return {
    ...{ officer, marking, signedAt: signature.at },
    name: hidden.has('witness') ? { forenames: '', surname: REDACTED } : { forenames: witness.forenames, surname: witness.surname },
    age: shown('age', witness.age),
    occupation: shown('occupation', witness.occupation),
    place: shown('place', statement.place),
    pages: statement.pages.map(({ paragraphs }, index) => ({
      paragraphs: pages.has(index + 1)
        ? [{ number: paragraphs[0]?.number ?? 1, text: REDACTED }]
        : paragraphs.map(({ number, text }) => ({
            number,
            text: without(
              text,
              passages.filter((one) => one.page === index + 1 && one.paragraph === number),
            ),
          })),
    })),
    corrections: statement.corrections.filter(({ paragraph }) => !touched.has(paragraph)),
    // An exhibit's file name is often the person's own words; the schedule lists exhibits, so that the copy needs the reference alone.
    exhibits: statement.exhibits.map(({ reference, text }) => ({ reference, text: touched.size > 0 ? '' : text })),
  };
};

type Span = Pick<Extract<Redaction, { of: 'passage' }>, 'from' | 'to'>;

const without = (text: string, spans: readonly Span[]): string => {
  let kept = '';
  let at = 0;
  for (const { from, to } of spans.toSorted((one, other) => one.from - other.from)) {
    if (to <= at || from >= text.length) continue;
    if (from > at || at === 0) kept += text.slice(at, Math.max(at, from)) + REDACTED;
    at = Math.max(at, to);
  }
  return kept + text.slice(at);
};

/** A passage as it reads, of a statement; '' for one that is not there. */
const wordsOf = (statement: StatementText, one: Extract<Redaction, { of: 'passage' }>): string =>
  statement.pages[one.page - 1]?.paragraphs
    .find(({ number }) => number === one.paragraph)
    ?.text.slice(one.from, one.to)
    .trim() ?? '';

/** Shorter passages are words that stand everywhere. */
const TELLING_LETTERS = 3;

/** What was redacted in one place and still stands in another of the copy, each once: the officer forgot it, or means it. */
export const stillThere = (statement: StatementText, redactions: readonly Redaction[]): readonly string[] => {
  const { forenames, surname, occupation } = statement.witness;
  const boxes: Readonly<Record<RedactedField, readonly string[]>> = {
    ...{ witness: [surname, forenames], occupation: [occupation], place: [statement.place], age: [] },
  };
  const gone = redactions.flatMap((one) => {
    if (one.of === 'page') return [];
    return one.of === 'field' ? boxes[one.field] : [wordsOf(statement, one)];
  });
  const left = JSON.stringify(redactStatement(statement, redactions)).toLocaleLowerCase('en-GB');
  return [...new Set(gone)].filter(
    (words) => words.length >= TELLING_LETTERS && left.includes(JSON.stringify(words.toLocaleLowerCase('en-GB')).slice(1, -1)),
  );
};
