import { caseFile } from '../../../contracts/domain/case-file.ts';
import { crime } from '../../../contracts/domain/crime.ts';
import type { CommandCall } from '../command.ts';
import { findVisible } from '../find.ts';

/** A crime report that the officer may see. */
export const findCrime = ({ transaction, shift }: CommandCall<unknown>, id: string) =>
  findVisible(transaction, { system: 'crime', kind: 'crime', id }, crime, shift.officer);

/** A case file that the officer may see, with its crime; undefined where either is not theirs to see. */
export const findCase = async (call: CommandCall<unknown>, id: string) => {
  const found = await findVisible(call.transaction, { system: 'caseFiles', kind: 'caseFile', id }, caseFile, call.shift.officer);
  const report = found && (await findCrime(call, found.body.crimeId));
  return found === undefined || report === undefined ? undefined : { item: found.item, file: found.body, crime: report.body };
};
