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
    ...fields.map(({ field, was, is }) =>
      w.history[kind === 'leftOut' ? 'leftOut' : 'was'](fieldName(field), fieldWords(field, was), fieldWords(field, is)),
    ),
  ]
    .filter(Boolean)
    .join('\n');
