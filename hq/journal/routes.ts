import type { DeviceIdentity } from '../connections/device-gate.ts';
import type { Database } from '../database/database.ts';
import { type Handlers, Otherwise } from '../http/endpoints.ts';
import { headOf } from './head.ts';
import { keepEntries } from './upload.ts';

/** The laptop's own journal on the device channel. */
export const journalHandlers = ({
  database,
}: {
  readonly database: Database;
}): Handlers<'journalHead' | 'journalUpload', DeviceIdentity> => ({
  journalHead: (_, { device }) => headOf(database.query, device),
  journalUpload: async (call, device) => {
    const { taken, head } = await keepEntries(database, device, await call.body(), new Date());
    return taken ? head : new Otherwise({ status: 409, value: head });
  },
});
