import type { EnrolmentOffer } from '../../contracts/hq/fleet.ts';
import type { Database } from '../database/database.ts';
import { lockDevice } from '../database/devices.ts';
import { offerEnrolmentCode } from '../database/enrolment-codes.ts';
import { HttpError } from '../http/answer.ts';

/**
 * A one-time code for a laptop that is new, still expected, wiped, or held by an order;
 * any earlier one dies. Throws HttpError TooLate for one that is at work (whoever had the code could take its place) or was cut off.
 */
export const giveCode = (
  database: Database,
  asked: { readonly device: string; readonly pool: string; readonly actor: string },
  at: Date,
): Promise<EnrolmentOffer> =>
  database.query.transaction().execute(async (transaction) => {
    const { device, pool } = asked;
    const known = await lockDevice(transaction, device);
    if (known?.state === 'active' || known?.state === 'revoked') throw new HttpError('TooLate');
    if (known !== undefined && pool !== '') await transaction.updateTable('device').set({ pool }).where('name', '=', device).execute();
    const { code, until } = await offerEnrolmentCode(transaction, asked, at);
    return { device, code, until: until.toISOString() };
  });
