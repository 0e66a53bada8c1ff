import type { Code } from './code-list.ts';

/** A first question as the force's lists ask it. `heading`: how a record heads its answer. */
export interface MissingQuestion {
  readonly code: string;
  readonly ask: string;
  readonly hint: string;
  readonly heading: string;
  /** Yes, no or not known, with words after yes; else it is answered in words alone. */
  readonly choice: boolean;
}

/** The question after what they need, and by when: its answer is the report's medical need. */
export const CARE_QUESTION = 'care';

/** The questions of the lists missingQuestion and missingReason (code-list.ts), in the order of the first. None where it has not come. */
export const missingQuestionsOf = (
  questions: readonly Code[] | undefined,
  reasons: readonly Code[] | undefined,
): readonly MissingQuestion[] => {
  const words = wordsIn(questions);
  return (questions ?? []).flatMap(({ code, label }) =>
    code.includes('.')
      ? []
      : [
          {
            ...{ code, ask: label, hint: words.get(`${code}.hint`) ?? '', heading: words.get(`${code}.short`) ?? label },
            choice: wordsIn(reasons).has(`${code}.yes`),
          },
        ],
  );
};

/** What is offered as a reason for the risk, in the force's words: of every yes, of an age, and of care that is needed by a time. */
export const reasonsOffered = (
  reasons: readonly Code[] | undefined,
  { yes, years, careBy }: { readonly yes: readonly string[]; readonly years: number | undefined; readonly careBy: string | undefined },
): readonly string[] =>
  (reasons ?? []).flatMap(({ code, label }) => {
    const [about = '', what = ''] = code.split('.');
    if (about === UNDER) return years !== undefined && years < Number(what) ? [label] : [];
    if (!yes.includes(about)) return [];
    const isTimed = about === CARE_QUESTION && careBy !== undefined && wordsIn(reasons).has(BY);
    return what === 'yes' && !isTimed ? [label] : code === BY && isTimed ? [`${label} ${careBy}`] : [];
  });
/** under.18: of whoever is younger than so many years. */
const UNDER = 'under';
/** Care by a time, which the laptop writes after it. */
const BY = `${CARE_QUESTION}.by`;

const wordsIn = (codes: readonly Code[] | undefined): ReadonlyMap<string, string> =>
  new Map((codes ?? []).map(({ code, label }) => [code, label]));
