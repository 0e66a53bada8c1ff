import { draftsEnvelope } from '../../contracts/hq/drafts.ts';
import { parcel } from '../../contracts/hq/orders.ts';
import type { DeviceIdentity } from '../connections/device-gate.ts';
import type { ShiftIdentity } from '../connections/shift-gate.ts';
import type { Database } from '../database/database.ts';
import { type Answer, jsonAnswer, problemAnswer } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import { jsonBody } from '../http/json-body.ts';
import type { Route } from '../http/router.ts';
import { parcelsOf, parcelTaken } from './deliver.ts';
import { type DraftParts, draftsOf, keepDrafts } from './drafts.ts';
import { keepParcel } from './keep.ts';

/** The contract's longest envelope, base64, and what is around it. */
const MAX_PARCEL_BYTES = 8_388_608 + 1024;

/** The same for drafts. */
const MAX_DRAFTS_BYTES = 4_194_304 + 1024;

type Segments = Readonly<Record<string, string>>;

/** Where an officer's drafts travel by (contracts/hq/drafts.ts). */
export const draftRoutes = (
  parts: DraftParts,
): readonly Route<(asked: Asked, shift: ShiftIdentity, segments: Segments) => Promise<Answer>>[] => [
  { method: 'GET', path: '/v1/drafts', handle: async (_, shift) => jsonAnswer(await draftsOf(parts, shift, new Date())) },
  {
    method: 'POST',
    path: '/v1/drafts',
    handle: async (asked, shift) => {
      await keepDrafts(parts, shift, await jsonBody(asked, MAX_DRAFTS_BYTES, draftsEnvelope), new Date());
      return jsonAnswer({});
    },
  },
];

/** Where a laptop leaves sealed work (contracts/hq/orders.ts): the device channel, so that it can be done while it is wiped. */
export const parcelDeviceRoutes = ({
  database,
}: {
  readonly database: Database;
}): readonly Route<(asked: Asked, device: DeviceIdentity) => Promise<Answer>>[] => [
  {
    method: 'POST',
    path: '/v1/device/parcels',
    handle: async (asked, device) => {
      const kept = await keepParcel(database, device, await jsonBody(asked, MAX_PARCEL_BYTES, parcel), new Date());
      return kept.ok ? jsonAnswer({ id: kept.value }) : problemAnswer(409, kept.code);
    },
  },
];

/** Where its officer takes it up again: the services, on whichever laptop. */
export const parcelRoutes = ({
  database,
}: {
  readonly database: Database;
}): readonly Route<(asked: Asked, shift: ShiftIdentity, segments: Segments) => Promise<Answer>>[] => [
  { method: 'GET', path: '/v1/parcels', handle: async (_, shift) => jsonAnswer(await parcelsOf(database.query, shift)) },
  {
    method: 'POST',
    path: '/v1/parcels/{id}/taken',
    handle: async (_, shift, { id = '' }) => {
      await parcelTaken(database, shift, id, new Date());
      return jsonAnswer({});
    },
  },
];
