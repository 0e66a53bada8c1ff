import type { Grade, IncidentLine } from './incident.ts';
import { cutShort, LONG_TEXT_LENGTH } from './text.ts';

/** A line as a command writes it into a log: HQ and the laptop's overlay sign and date it. */
export type NewLine = Pick<IncidentLine, 'kind' | 'text' | 'regraded' | 'struck'>;

const sentence = (text: string): string => (/[.!?]$/.test(text) || text === '' ? text : `${text}.`);
const sentences = (...texts: readonly string[]): string =>
  cutShort(
    texts
      .filter((text) => text !== '')
      .map(sentence)
      .join(' '),
    LONG_TEXT_LENGTH,
  );
/** "Suspect has left, nobody in danger": words in a row, only the first with its capital. */
const inARow = (words: readonly string[]): string =>
  words.map((text, index) => (index === 0 ? text : text.charAt(0).toLowerCase() + text.slice(1))).join(', ');

/** "From 1 to 2: Suspect has left. House cleared." `reasons`: in words. */
export const lineOfRegrade = (regrade: {
  readonly from: Grade;
  readonly to: Grade;
  readonly reasons: readonly string[];
  readonly note: string;
}): NewLine => {
  const { from, to, reasons, note } = regrade;
  return { kind: 'regrade', text: `From ${from} to ${to}: ${sentences(inARow(reasons), note)}`, regraded: { from, to } };
};

/** "Dog unit requested. Track towards the railway." `resource`: in words. */
export const lineOfRequest = (resource: string, note: string): NewLine => ({
  kind: 'request',
  text: sentences(`${resource} requested`, note),
});

/** "C04 Crime: burglary dwelling. Rear door forced. Crime 04/26/06103." `crimes`: numbers; `numberFollows`: of how many HQ has not allotted them. */
export const lineOfResult = (result: {
  readonly code: string;
  readonly words: string;
  readonly text: string;
  readonly victimTold: string;
  readonly crimes: readonly string[];
  readonly numberFollows: number;
}): NewLine => {
  const { code, words, text, victimTold, crimes, numberFollows } = result;
  const linked = [...new Set(crimes), ...(numberFollows === 0 ? [] : ['number follows'])];
  return {
    kind: 'result',
    text: sentences(
      words === code ? code : `${code} ${words}`,
      text,
      victimTold === '' ? '' : `Victim told: ${victimTold}`,
      linked.length === 0 ? '' : `Crime ${linked.join(', ')}`,
    ),
  };
};

/** "Line of 14:07 was sent in error: Wrong log." `time`: of the struck line, by the force's clocks. */
export const lineOfStrike = (line: string, time: string, reason: string): NewLine => ({
  kind: 'strike',
  text: sentences(`Line of ${time} was sent in error: ${reason}`),
  struck: line,
});
