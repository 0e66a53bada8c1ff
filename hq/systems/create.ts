import { allotSerial, type Series, serialNumber } from '../database/serials.ts';
import { type CommandCall, type CommandOutcome, refused } from './command.ts';

/**
 * Makes an item under the next number of its series, known from now on also by what the officer's laptop calls it. `digits`: of the
 * serial number, at least. `most`: the highest that the kind's numbers have room for.
 */
export const createItem = async (
  call: CommandCall<unknown>,
  series: Series & { readonly digits: number; readonly most: number },
  body: Readonly<Record<string, unknown>>,
): Promise<CommandOutcome> => {
  const { transaction, shift, itemId, publish } = call;
  const serial = await allotSerial(transaction, series, series.digits);
  if (serial > series.most) return refused('NumbersUsedUp');
  const id = serialNumber(series, serial, series.digits);
  const createdAs = { staffId: shift.officer.staffId, provisionalId: itemId };
  const [version = 0] = await publish([{ kind: series.kind, id, body: { ...body, id }, createdAs }]);
  return { kind: 'done', itemId, version, allottedId: id };
};
