import type { CaseFile, CaseMark } from './case-file.ts';
import type { Crime } from './crime.ts';
import type { Officer } from './officer.ts';

/** What an officer changes of a case file, each whole. */
interface CaseFileChanges {
  readonly summary?: string | undefined;
  readonly marks?: readonly CaseMark[] | undefined;
}

/** The file with what was changed of it; a supervisor's check was of the file before, and goes. */
export const withChanges = ({ check: _, ...file }: CaseFile, { summary, marks }: CaseFileChanges): CaseFile => ({
  ...file,
  summary: summary ?? file.summary,
  marks: marks === undefined ? file.marks : [...marks],
});

/** Who checks a file: a supervisor, and never the officer in the case. */
export const whyNotCheckedBy = (
  { officerInCase }: Pick<Crime, 'officerInCase'>,
  { collarNumber, roles }: Pick<Officer, 'collarNumber' | 'roles'>,
): 'OnlySupervisorsCheck' | 'OwnCaseFile' | undefined => {
  if (!roles.includes('supervisor')) return 'OnlySupervisorsCheck';
  return officerInCase === collarNumber ? 'OwnCaseFile' : undefined;
};
