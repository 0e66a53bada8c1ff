import { calendarDay } from '../../../contracts/domain/force-calendar.ts';
import { circulation, type Missing } from '../../../contracts/domain/missing.ts';
import { circulationOf } from '../../../contracts/domain/missing-circulation.ts';
import type { CommandCall, Publication } from '../command.ts';
import { findVisible } from '../find.ts';

/** A report as it is to be from now on, and with it what crews are told of it, where it was ever circulated. */
export const withCirculation = async (
  { transaction, at }: Pick<CommandCall<unknown>, 'transaction' | 'at'>,
  report: Missing,
): Promise<readonly Publication[]> => {
  const { id } = report;
  const whole = { kind: 'missing', id, body: report };
  const before = await findVisible(transaction, { system: 'missing', kind: 'circulation', id }, circulation, undefined);
  const told = circulationOf(report, before?.body.acknowledgements ?? [], calendarDay(at));
  return told === undefined ? [whole] : [whole, { kind: 'circulation', id, body: told }];
};
