import type { Code } from './code-list.ts';
import type { Crime } from './crime.ts';
import { type DecidedBy, withHistory } from './crime-changes.ts';
import type { CrimeEntry, VictimUpdate } from './history.ts';
import type { Officer } from './officer.ts';

/** What an outcome asks of a report, by the end of its code in the force's list outcomeNeed: a suspect who is named, or none; any other an answer in words. */
const SUSPECT = 'SUSPECT';
const NO_SUSPECT = 'NOSUSPECT';

export interface NeedAnswer {
  /** Its code in the list: 14.VICTIM. */
  readonly need: string;
  readonly text: string;
}

/** What the force's list asks for an outcome: those of its codes that begin with the outcome's and a stop. */
export const needsOf = (needs: readonly Code[] | undefined, outcome: number): readonly Code[] =>
  (needs ?? []).filter(({ code }) => code.startsWith(`${outcome}.`));

/** Whether the report says by itself that a need is met; undefined where the officer answers in words. */
export const isMetByReport = ({ code }: Code, { people }: Pick<Crime, 'people'>): boolean | undefined => {
  const end = code.slice(code.indexOf('.') + 1);
  const hasSuspect = people.some(({ roles }) => roles.includes('suspect'));
  if (end === SUSPECT) return hasSuspect;
  return end === NO_SUSPECT ? !hasSuspect : undefined;
};

/** What of the needs is not met by the report and the answers. */
export const unmetNeeds = (needs: readonly Code[], report: Pick<Crime, 'people'>, answers: readonly NeedAnswer[]): readonly Code[] =>
  needs.filter((need) => !(isMetByReport(need, report) ?? answers.some((answer) => answer.need === need.code && answer.text !== '')));

/** The report with its outcome, filed and to be reviewed. `answers`: with the words of the list. */
export const withOutcome = (
  crime: Crime,
  outcome: {
    readonly code: number;
    readonly words: string;
    readonly text: string;
    readonly answers: readonly { readonly label: string; readonly text: string }[];
  },
  { at, ...by }: DecidedBy,
): Crime => {
  const { code, words, text, answers } = outcome;
  const { review: _, ...rest } = crime;
  const entry: CrimeEntry = {
    ...{ at, ...by, kind: 'outcome', outcome: { code, text: words } },
    ...(text === '' ? {} : { text }),
    ...(answers.length === 0 ? {} : { answers: answers.map((answer) => ({ label: answer.label, text: answer.text })) }),
  };
  return withHistory({ ...rest, status: 'filed', outcome: { code, text: words, at } }, [entry]);
};

/** The report with one more thing that a victim was told, and by whom it was written down and when. */
export const withVictimUpdate = (crime: Crime, update: VictimUpdate, by: DecidedBy): Crime =>
  withHistory({ ...crime, victimUpdates: [...(crime.victimUpdates ?? []), update] }, [{ ...by, kind: 'victimUpdate' }]);

/** When a victim is to hear next; undefined where nothing was promised, or it was kept since. */
export const nextVictimUpdate = ({ victimUpdates = [] }: Pick<Crime, 'victimUpdates'>): string | undefined => victimUpdates.at(-1)?.nextDue;

/** Who reviews a report: a supervisor, and never its officer in the case. */
export const mayReviewCrime = (
  { officerInCase }: Pick<Crime, 'officerInCase'>,
  { collarNumber, roles }: Pick<Officer, 'collarNumber' | 'roles'>,
): boolean => roles.includes('supervisor') && officerInCase !== collarNumber;

/** Who of those who review a report approves it: nobody the outcome that they filed themselves. */
export const mayApproveCrime = ({ outcome, history = [] }: Pick<Crime, 'outcome' | 'history'>, { collarNumber }: Reviewer): boolean =>
  outcome === undefined || history.findLast(({ kind }) => kind === 'outcome')?.collarNumber !== collarNumber;
type Reviewer = Pick<Officer, 'collarNumber'>;

/** The officer's outcome that nobody has reviewed yet; undefined of a report that came to the force's systems filed. */
export const outcomeToReview = ({ status, review, history = [] }: Pick<Crime, 'status' | 'review' | 'history'>): CrimeEntry | undefined =>
  status === 'filed' && review === undefined ? history.findLast(({ kind }) => kind === 'outcome') : undefined;

/** The return of a report that its officer has to work on again. */
export const returnOf = ({ status, review }: Pick<Crime, 'status' | 'review'>): Crime['review'] =>
  status !== 'filed' && review?.state === 'returned' ? review : undefined;

/** The report reviewed. Returned it is open again, and an outcome that it had stands in its history only. */
export const reviewedCrime = (
  crime: Crime,
  { state, text }: { readonly state: 'approved' | 'returned'; readonly text: string },
  by: DecidedBy,
): Crime => {
  const said = text === '' ? {} : { text };
  const entry: CrimeEntry = { ...by, kind: state, ...said };
  const { outcome: _, ...open } = crime;
  const after: Crime = state === 'returned' ? { ...open, status: 'open' } : crime;
  return withHistory({ ...after, review: { ...by, state, ...said } }, [entry]);
};
