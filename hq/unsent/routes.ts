import { z } from 'zod';
import { MAX_SEALED_PART_BYTES, MAX_SEALED_PARTS, sealedPart } from '../../contracts/domain/unsent.ts';
import { parcel } from '../../contracts/hq/orders.ts';
import type { DeviceIdentity } from '../connections/device-gate.ts';
import type { ShiftIdentity } from '../connections/shift-gate.ts';
import type { Database } from '../database/database.ts';
import { type Answer, HttpError, jsonAnswer, problemAnswer } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import { jsonBody } from '../http/json-body.ts';
import type { Route } from '../http/router.ts';
import { parcelsOf, parcelTaken } from './deliver.ts';
import { keepParcel } from './keep.ts';
import { keepPart, partOf } from './parts.ts';

/** The contract's longest envelope, base64, as many parts as there may be, and what is around them. */
const MAX_PARCEL_BYTES = 8_388_608 + MAX_SEALED_PARTS * 110 + 1024;

type Segments = Readonly<Record<string, string>>;

/** Where a laptop leaves sealed work (contracts/hq/orders.ts): the device channel, so that it can be done while it is wiped. */
export const parcelDeviceRoutes = ({
  database,
}: {
  readonly database: Database;
}): readonly Route<(asked: Asked, device: DeviceIdentity, segments: Segments) => Promise<Answer>>[] => [
  {
    method: 'POST',
    path: '/v1/device/parcels',
    handle: async (asked, device) => {
      const kept = await keepParcel(database, device, await jsonBody(asked, MAX_PARCEL_BYTES, parcel), new Date());
      return kept.ok ? jsonAnswer(kept.value) : problemAnswer(409, kept.code);
    },
  },
  {
    method: 'PUT',
    path: '/v1/device/parcels/{id}/parts/{digest}',
    handle: async (asked, device, { id, digest }) => {
      const data = await asked.body(MAX_SEALED_PART_BYTES);
      await keepPart(database, device, { parcel: idOf(id), digest: digestOf(digest), data }, new Date());
      return jsonAnswer({});
    },
  },
];

/** Where its officer takes it up again: the services, on whichever laptop. */
export const parcelRoutes = ({
  database,
}: {
  readonly database: Database;
}): readonly Route<(asked: Asked, shift: ShiftIdentity, segments: Segments) => Promise<Answer>>[] => [
  { method: 'GET', path: '/v1/parcels', handle: async (_, shift) => jsonAnswer(await parcelsOf(database.query, shift, new Date())) },
  {
    method: 'GET',
    path: '/v1/parcels/{id}/parts/{digest}',
    handle: async (_, { officer }, { id, digest }) => {
      const data = await partOf(database.query, officer.staffId, idOf(id), digestOf(digest));
      return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: data };
    },
  },
  {
    method: 'POST',
    path: '/v1/parcels/{id}/taken',
    handle: async (_, shift, { id = '' }) => {
      await parcelTaken(database, shift, id, new Date());
      return jsonAnswer({});
    },
  },
];

const segmentOf = <Schema extends z.ZodType>(schema: Schema, segment: string | undefined): z.output<Schema> => {
  const parsed = schema.safeParse(segment);
  if (!parsed.success) throw new HttpError(404, 'NotFound');
  return parsed.data;
};
const idOf = (segment: string | undefined): string => segmentOf(z.uuid(), segment);
const digestOf = (segment: string | undefined): string => segmentOf(sealedPart, segment);
