import { z } from 'zod';
import { lease } from '../../contracts/domain/device.ts';
import { role } from '../../contracts/domain/officer.ts';
import { order, receipt, signedOrder } from '../../contracts/domain/order.ts';
import { blobState } from '../../contracts/hq/blobs.ts';
import { commandConflict, commandDone, commandRequest, problem } from '../../contracts/hq/commands.ts';
import { leaseRequest, trustBundle } from '../../contracts/hq/device.ts';
import { changeLine, nudgeLine, system } from '../../contracts/hq/feeds.ts';
import {
  deviceDetail,
  devicePage,
  deviceSort,
  deviceState,
  enrolmentOffer,
  officerPage,
  officerRow,
  orderDocuments,
  orderSummary,
  waitingSignatures,
} from '../../contracts/hq/fleet.ts';
import {
  currentPolicy,
  deviceReport,
  journalHead,
  journalUpload,
  parcel,
  parcelKept,
  parcelList,
  rewrapProblem,
  rewrapped,
  rewrapRequest,
  waitingOrders,
} from '../../contracts/hq/orders.ts';
import { commands, feedKinds } from '../../contracts/systems/index.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

/** The contracts' schemas as JSON Schema 2020-12, by the name under which the document refers to them. */
export const schemas = (): Readonly<Record<string, JsonSchema>> => {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named())) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}`, io: 'input' });
  return Object.fromEntries(Object.entries(made.schemas).map(([id, schema]) => [id, withoutIdentity(schema)]));
};

const named = (): Readonly<Record<string, z.ZodType>> => ({
  system,
  lease,
  leaseRequest,
  trustBundle,
  changeLine,
  nudgeLine,
  commandRequest,
  commandDone,
  commandConflict,
  problem,
  role,
  order,
  receipt,
  signedOrder,
  deviceState,
  deviceSort,
  devicePage,
  deviceDetail,
  enrolmentOffer,
  orderSummary,
  orderDocuments,
  waitingSignatures,
  officerPage,
  officerRow,
  waitingOrders,
  currentPolicy,
  deviceReport,
  journalHead,
  journalUpload,
  parcel,
  blobState,
  parcelKept,
  parcelList,
  rewrapRequest,
  rewrapped,
  rewrapProblem,
  ...Object.assign({}, ...Object.values(feedKinds)),
  ...Object.fromEntries(
    Object.entries(commands).flatMap(([name, known]) =>
      Object.entries(known).map(([command, payload]) => [`${name}.${command}`, payload] as const),
    ),
  ),
});

/** Inside one document the place is the identity. */
const withoutIdentity = (schema: JsonSchema): JsonSchema => {
  const { $id: _id, $schema: _dialect, id: _name, ...rest } = schema;
  return rest;
};

export const refTo = (id: string): JsonSchema => ({ $ref: `#/components/schemas/${id}` });
