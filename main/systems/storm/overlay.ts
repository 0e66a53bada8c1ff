import type { z } from 'zod';
import type { Resource, Unit } from '../../../contracts/domain/incident.ts';
import type { MyUnit, ShownIncident } from '../../../contracts/ipc/storm.ts';
import { commands } from '../../../contracts/systems/index.ts';
import type { ReadableDb } from '../../store/db.ts';
import { type PendingCommand, pendingOf } from '../../sync/outbox.ts';

export type ShownLine = ShownIncident['lines'][number];
export type AddLine = z.infer<(typeof commands.storm)['incident.addLine']>;
export type SetStatus = z.infer<(typeof commands.storm)['unit.setStatus']>;

interface Pending<Payload> {
  readonly id: string;
  readonly state: PendingCommand['state'];
  readonly payload: Payload;
}
/** What the officer has written to Storm and HQ's feed does not show yet, oldest first. */
export interface PendingStorm {
  readonly lines: readonly Pending<AddLine>[];
  readonly statuses: readonly Pending<SetStatus>[];
}

/** Statuses with which a unit is available: 2 on patrol, 3 at station available. Going available detaches it from its log. */
const AVAILABLE: ReadonlySet<number> = new Set([2, 3]);
/** A status that HQ refused, or that lost to another, is not the unit's status; it is only still in the outbox. */
const EFFECTIVE: ReadonlySet<PendingCommand['state']> = new Set(['waiting', 'sending', 'done']);

export const pendingStorm = (db: ReadableDb): PendingStorm => {
  const pending = pendingOf(db, 'storm');
  return {
    lines: pendingAs(pending, 'incident.addLine', commands.storm['incident.addLine']),
    statuses: pendingAs(pending, 'unit.setStatus', commands.storm['unit.setStatus']).filter((item) => EFFECTIVE.has(item.state)),
  };
};

const pendingAs = <Payload>(all: readonly PendingCommand[], command: string, schema: z.ZodType<Payload>): Pending<Payload>[] =>
  all
    .filter((item) => item.command === command)
    .flatMap(({ id, state, payload }) => {
      // One that is not of its contract is HQ's to refuse: the outbox lists it, and no screen goes without its other rows.
      const parsed = schema.safeParse(payload);
      return parsed.success ? [{ id, state, payload: parsed.data }] : [];
    });

/** The unit as it is once its pending statuses are in force. */
export const overlayUnit = (unit: Unit, { statuses }: PendingStorm): MyUnit => {
  const own = statuses.filter((item) => item.payload.callSign === unit.callSign);
  const last = own.at(-1);
  const sending = own.some((item) => item.state !== 'done');
  if (last === undefined) return { ...unit, sending };
  const { incidentId, ...rest } = unit;
  const detached = own.some((item) => AVAILABLE.has(item.payload.status));
  return {
    ...rest,
    ...(detached || incidentId === undefined ? {} : { incidentId }),
    status: last.payload.status,
    since: last.payload.at,
    sending,
  };
};

/** A log's resources once the pending statuses are in force: a unit that went available is no longer among them. */
export const overlayResources = (resources: readonly Resource[], { statuses }: PendingStorm): Resource[] =>
  resources.flatMap((resource) => {
    const own = statuses.filter((item) => item.payload.callSign === resource.callSign);
    const last = own.at(-1);
    if (last === undefined) return [resource];
    if (own.some((item) => AVAILABLE.has(item.payload.status))) return [];
    return [{ ...resource, status: last.payload.status, since: last.payload.at }];
  });

/** The officer's own lines for a log that its feed does not show yet, as they will stand. `known`: ids of the lines it shows. */
export const overlayLines = (
  incidentId: string,
  known: ReadonlySet<string>,
  { lines }: PendingStorm,
  author: { readonly operator: string; readonly terminal: string },
): ShownLine[] =>
  lines
    .filter((item) => item.payload.incidentId === incidentId && !known.has(item.id))
    .map(({ id, state, payload: { at, text } }) => ({
      ...{ id, at, ...author, kind: 'update', text },
      ...(state === 'done' ? {} : { sending: state }),
    }));

/** How many of the officer's lines for a log have not reached HQ. */
export const unsentLines = (incidentId: string, { lines }: PendingStorm): number =>
  lines.filter((item) => item.payload.incidentId === incidentId && item.state !== 'done').length;
