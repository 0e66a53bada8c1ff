import { type MissingQuestion, missingQuestionsOf } from '../../../../contracts/domain/missing-questions.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';

/** The first questions of the officer's force, and the list that they are of; none until it has come. */
export interface Questionnaire {
  readonly questions: readonly MissingQuestion[];
  readonly askedBy?: { readonly list: string; readonly issue: number };
}

export const useQuestionnaire = (): Questionnaire => {
  const { codes } = useWorkspace();
  const list = codes.list('missingQuestion');
  return {
    questions: missingQuestionsOf(list?.entries, codes.of('missingReason')),
    // One that nobody signed has no issue: HQ's version of it counts.
    ...(list === undefined ? {} : { askedBy: { list: list.id, issue: list.issue ?? list.version } }),
  };
};
