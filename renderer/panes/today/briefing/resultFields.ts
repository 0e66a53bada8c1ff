import { BRIEFING_TEXT_LENGTH, type BriefingFinding, briefingFindings } from '../../../../contracts/domain/briefing-words.ts';
import { isBlank } from '../../../../contracts/domain/text.ts';
import { strings } from '../../../strings/index.ts';
import { fitted, written } from '../../../workspace/form/values.ts';

const { result: w } = strings.briefing;

/** A result as it is typed. `found`: none is "". */
export interface ResultFields {
  readonly found: BriefingFinding | '';
  readonly text: string;
}
export const noResult: ResultFields = { found: '', text: '' };

/** Of a draft: the box's own fields, or the payload of a command that was discarded with its words kept. */
export const readResult = (kept: Readonly<Record<string, unknown>>): ResultFields => {
  const read = fitted({ found: '', text: '' }, kept);
  return { ...read, found: briefingFindings.find((one) => one === read.found) ?? '' };
};

/** Why it cannot be told yet, in words. */
export const resultFault = ({ found, text }: ResultFields): string | undefined => {
  if (found === '') return w.noFinding;
  if (found === 'note' && isBlank(written(text))) return w.noNote;
  const over = written(text).length - BRIEFING_TEXT_LENGTH;
  return over > 0 ? w.over(over) : undefined;
};
