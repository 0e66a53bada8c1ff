import { journalUpload } from '../../contracts/hq/orders.ts';
import type { DeviceIdentity } from '../connections/device-gate.ts';
import type { Database } from '../database/database.ts';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import { jsonBody } from '../http/json-body.ts';
import type { Route } from '../http/router.ts';
import { headOf } from './head.ts';
import { keepEntries } from './upload.ts';

/** 500 entries of the longest are 330 KiB; escaped they may be twice that. */
const MAX_UPLOAD_BYTES = 768 * 1024;

/** The laptop's own journal on the device channel (contracts/hq/orders.ts). */
export const journalRoutes = ({
  database,
}: {
  readonly database: Database;
}): readonly Route<(asked: Asked, device: DeviceIdentity) => Promise<Answer>>[] => [
  { method: 'GET', path: '/v1/device/journal', handle: async (_, { device }) => jsonAnswer(await headOf(database.query, device)) },
  {
    method: 'POST',
    path: '/v1/device/journal',
    handle: async (asked, device) => {
      const upload = await jsonBody(asked, MAX_UPLOAD_BYTES, journalUpload);
      const { taken, head } = await keepEntries(database, device, upload, new Date());
      return jsonAnswer(head, taken ? 200 : 409);
    },
  },
];
