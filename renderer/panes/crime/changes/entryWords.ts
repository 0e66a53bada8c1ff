import type { CrimeEntry } from '../../../../contracts/domain/history.ts';
import { strings } from '../../../strings/index.ts';
import { fieldName, fieldWords } from './fieldWords.ts';

const w = strings.changes;

/** An entry of a report's history in one row: who did what. */
export const wordsOfEntry = (entry: CrimeEntry): string => {
  const words = wordsOf(entry);
  return `${entry.by}: ${saysItself(entry) ? words : [w.history.kind(entry.kind, words !== ''), words].filter(Boolean).join(' ')}`;
};

/** The text of an outcome that an earlier HQ wrote begins with the word. */
export const saysItself = ({ kind, text = '' }: CrimeEntry): boolean => kind === 'outcome' && text.startsWith('Outcome ');

/** What an entry of a report's history says, without its kind; "" for one that says no more. */
export const wordsOf = ({ kind, text, outcome, answers = [], fields = [] }: CrimeEntry): string =>
  [
    outcome && w.history.outcome(outcome.code, outcome.text),
    ...answers.map(({ label, text: answer }) => w.history.answer(label, answer)),
    text,
    ...fields.map((field) => changeOf(kind, field)),
  ]
    .filter(Boolean)
    .join('\n');

/** Of two lists the history has what is in one of them only (contracts/domain/crime-changes.ts). */
const changeOf = (kind: CrimeEntry['kind'], { field, was, is }: NonNullable<CrimeEntry['fields']>[number]): string => {
  const name = fieldName(field);
  if (kind === 'leftOut') return w.history.leftOut(name, fieldWords(field, was), fieldWords(field, is));
  if (isEmptyList(was)) return w.history.added(name, fieldWords(field, is));
  if (isEmptyList(is)) return w.history.removed(name, fieldWords(field, was));
  return w.history.was(name, fieldWords(field, was), fieldWords(field, is));
};
const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
