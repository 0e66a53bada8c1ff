import { mayChangeCrime } from '../../../contracts/domain/crime-changes.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { ShownCaseFile } from '../../../contracts/ipc/case-files.ts';

/** Whether the officer may decide what goes: the officer in the case, or a supervisor. */
export const mayDecide = (crime: ShownCaseFile['crime'], officer: Officer): boolean => mayChangeCrime(crime, officer);
