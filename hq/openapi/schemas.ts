import { z } from 'zod';
import * as domainDevice from '../../contracts/domain/device.ts';
import * as domainOfficer from '../../contracts/domain/officer.ts';
import * as domainOrder from '../../contracts/domain/order.ts';
import * as domainRelease from '../../contracts/domain/release.ts';
import * as hqBlobs from '../../contracts/hq/blobs.ts';
import * as hqCommands from '../../contracts/hq/commands.ts';
import * as hqDevice from '../../contracts/hq/device.ts';
import * as hqDrafts from '../../contracts/hq/drafts.ts';
import { endpoint, endpointIds } from '../../contracts/hq/endpoints.ts';
import * as hqFeeds from '../../contracts/hq/feeds.ts';
import * as hqFleet from '../../contracts/hq/fleet.ts';
import * as hqOrders from '../../contracts/hq/orders.ts';
import * as hqReleases from '../../contracts/hq/releases.ts';
import { commands, feedKinds } from '../../contracts/systems/index.ts';

type Json = Readonly<Record<string, unknown>>;

/** Every schema with a name of its own: the name under which a contract exports it, a kind of item, a system's command. */
const named = (): readonly (readonly [string, z.ZodType])[] =>
  [
    ...[
      domainDevice,
      domainOfficer,
      domainOrder,
      domainRelease,
      hqBlobs,
      hqCommands,
      hqDevice,
      hqDrafts,
      hqFeeds,
      hqFleet,
      hqOrders,
      hqReleases,
    ].flatMap((module) => Object.entries(module)),
    ...Object.values(feedKinds).flatMap((kinds) => Object.entries(kinds)),
    ...Object.entries(commands).flatMap(([system, known]) =>
      Object.entries(known).map(([name, payload]) => [`${system}.${name}`, payload]),
    ),
  ].filter((entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType);

/** The document's schemas, by the names under which it refers to them. */
const registry = z.registry<{ id: string }>();
const register = (id: string, schema: z.ZodType): void => {
  if (!registry.has(schema)) registry.add(schema, { id });
};
for (const [id, schema] of named()) register(id, schema);
for (const id of endpointIds) {
  const { request, answers, segments, query, headers } = endpoint(id);
  for (const [name, body] of [['Request', request], ...Object.values(answers).map((answer) => ['Answer', answer] as const)] as const) {
    if (body?.kind === 'json' || body?.kind === 'lines') register(`${id}${name}`, body.schema);
  }
  // Read by parameter, and no schemas of the document's own.
  for (const object of [segments, query, headers?.schema])
    if (object !== undefined) register(`:${Object.keys(object.shape).join()}`, object);
}

export const nameOf = (schema: z.ZodType): string => registry.get(schema)?.id ?? '';
export const refTo = (schema: z.ZodType): Json => ({ $ref: refOf(nameOf(schema)) });
const refOf = (id: string): string => `#/components/schemas/${id}`;

/** The schemas as JSON Schema 2020-12, and the parameters that an object of segments, query words or headers stands for. */
export const schemas = (): { readonly components: Json; parametersOf(object: z.ZodObject): Readonly<Record<string, Json>> } => {
  const made = z.toJSONSchema(registry, { uri: refOf, io: 'input' }).schemas;
  const components = Object.entries(made).filter(([id]) => !id.startsWith(':'));
  return {
    components: Object.fromEntries(components.map(([id, schema]) => [id, withoutIdentity(schema)])),
    parametersOf: (object) => (made[nameOf(object)]?.properties ?? {}) as Readonly<Record<string, Json>>,
  };
};

/** Inside one document the place is the identity. */
const withoutIdentity = ({ $id: _id, $schema: _dialect, id: _name, ...rest }: Json): Json => rest;
