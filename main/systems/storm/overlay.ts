import type { z } from 'zod';
import type { Resource, Unit } from '../../../contracts/domain/incident.ts';
import type { MyUnit, ShownIncident } from '../../../contracts/ipc/storm.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import type { ReadableDb } from '../../store/db.ts';
import { pendingOf } from '../../sync/outbox.ts';
import { isEffective, type Pending, pendingAs } from '../pending.ts';

export type ShownLine = ShownIncident['lines'][number];
type AddLine = z.infer<Commands['storm']['incident.addLine']>;
type SetStatus = z.infer<Commands['storm']['unit.setStatus']>;

/** What the officer has written to Storm and HQ's feed does not show yet, oldest first. */
export interface PendingStorm {
  readonly lines: readonly Pending<AddLine>[];
  readonly statuses: readonly Pending<SetStatus>[];
}

/** Statuses with which a unit is available: 2 on patrol, 3 at station available. Going available detaches it from its log. */
const AVAILABLE: ReadonlySet<number> = new Set([2, 3]);

export const pendingStorm = (db: ReadableDb): PendingStorm => {
  const pending = pendingOf(db, 'storm');
  return {
    lines: pendingAs(pending, 'storm', 'incident.addLine'),
    statuses: pendingAs(pending, 'storm', 'unit.setStatus').filter(isEffective),
  };
};

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
