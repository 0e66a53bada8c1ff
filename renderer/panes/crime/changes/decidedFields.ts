import type { Crime } from '../../../../contracts/domain/crime.ts';
import type { OutboxCommand } from '../../../../contracts/ipc/link.ts';
import { wordOf } from '../../../format/text.ts';
import { strings } from '../../../strings/index.ts';
import { fitted } from '../../../workspace/form/values.ts';
import type { DifferingField } from '../../../workspace/versions/Versions.tsx';

const { changes: w } = strings;

/** What of an outcome or a review differs from how the report stands: of what both are, in words. */
export const decidedFields = (
  { command, payload }: Pick<OutboxCommand, 'command' | 'payload'>,
  crime: Pick<Crime, 'outcome' | 'review' | 'history'>,
): readonly DifferingField[] => (command === 'crime.review' ? reviewFields(payload, crime) : outcomeFields(payload, crime)).filter(differs);

const differs = ({ mine, hqs }: DifferingField): boolean => mine !== hqs;

const outcomeFields = (payload: OutboxCommand['payload'], { outcome, history = [] }: Pick<Crime, 'outcome' | 'history'>) => {
  const mine = fitted({ code: 0, words: '', text: '', answers: [{ label: '', text: '' }] }, payload);
  const filed = outcome === undefined ? undefined : history.findLast(({ kind }) => kind === 'outcome');
  return [
    {
      ...{ name: 'outcome', label: w.outcome.code, mine: strings.crime.outcome(mine.code, mine.words) },
      hqs: outcome === undefined ? w.nothing : strings.crime.outcome(outcome.code, outcome.text),
    },
    { name: 'answers', label: w.outcome.answers, mine: answered(mine.answers), hqs: answered(filed?.answers ?? []) },
    { name: 'text', label: w.outcome.text, mine: mine.text || w.nothing, hqs: filed?.text || w.nothing },
  ];
};
const answered = (answers: readonly { readonly label: string; readonly text: string }[]): string =>
  answers.map(({ label, text }) => w.history.answer(label, text)).join('\n') || w.nothing;

const reviewFields = (payload: OutboxCommand['payload'], { review, outcome }: Pick<Crime, 'review' | 'outcome'>) => {
  const mine = fitted({ state: '', text: '' }, payload);
  // Approved, and changed since: it is not approved as it stands.
  return [
    {
      ...{ name: 'state', label: w.review.heading, mine: wordOf(w.review.done, mine.state) },
      hqs: review === undefined ? (outcome === undefined ? w.nothing : w.review.waits) : wordOf(w.review.done, review.state),
    },
    { name: 'text', label: w.review.text, mine: mine.text || w.nothing, hqs: review?.text || w.nothing },
  ];
};
