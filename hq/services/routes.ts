import { compareVersions, programVersion } from '../../contracts/domain/release.ts';
import { blobHandlers } from '../blobs/handlers.ts';
import type { ShiftIdentity } from '../connections/shift-gate.ts';
import { audit } from '../database/audit.ts';
import type { OrderParts } from '../fleet/orders/create.ts';
import { orderHandlers } from '../fleet/routes.ts';
import { HttpError } from '../http/answer.ts';
import { type Handlers, routesOf } from '../http/endpoints.ts';
import type { Route } from '../http/router.ts';
import { registerHandlers } from '../register/routes.ts';
import { callEmergency } from '../systems/storm/emergency.ts';
import { parcelsOf, parcelTaken } from '../unsent/deliver.ts';
import { draftsOf, keepDrafts } from '../unsent/drafts.ts';
import { partOf } from '../unsent/parts.ts';
import type { ChangeNotifications } from './change-notifications.ts';
import { readChanges } from './changes.ts';
import { carryOut } from './commands.ts';

export interface ServiceParts extends OrderParts {
  readonly nudges: ChangeNotifications;
}

/**
 * The services as an officer reaches them. What is for a role is refused to all others, and each try written down: the role is the
 * directory's at this request (the gate reads it anew), never the card's.
 */
export const serviceRoutes = (parts: ServiceParts): readonly Route<ShiftIdentity>[] =>
  routesOf<'shift', ShiftIdentity>(
    { ...systemHandlers(parts), ...blobHandlers(parts), ...registerHandlers(parts), ...orderHandlers(parts) },
    async ({ role, openToOutdated }, { officer, device, version }) => {
      if (openToOutdated !== true && (await isOutdated(parts, version))) throw new HttpError('ClientOutdated');
      if (role === undefined || officer.roles.includes(role)) return;
      await audit(parts.database.query, { actor: officer.staffId, action: 'fleetRefused', subject: device, detail: 'NotAuthorised' });
      throw new HttpError('NotAuthorised');
    },
  );

/** Whether the laptop's program is below the policy's minimum version. One that has not told its version is not known to be above it. */
const isOutdated = async ({ policy }: Pick<ServiceParts, 'policy'>, version: string | null): Promise<boolean> => {
  const minimum = (await policy.current())?.policy.updates?.minimumVersion;
  if (minimum === undefined) return false;
  const told = programVersion.safeParse(version);
  return !told.success || compareVersions(told.data, minimum) < 0;
};

type SystemEndpoint =
  | 'me'
  | 'changes'
  | 'nudges'
  | 'command'
  | 'emergency'
  | 'parcels'
  | 'parcelPart'
  | 'parcelTaken'
  | 'drafts'
  | 'keepDrafts';
const systemHandlers = (parts: ServiceParts): Handlers<SystemEndpoint, ShiftIdentity> => {
  const { database, nudges } = parts;
  return {
    me: async (_, { officer }) => officer,
    changes: ({ segments, query }, { officer }) => readChanges(database, segments.system, officer, query.cursor),
    nudges: async ({ segments, signal }, { officer }) => nudges.lines(segments.system, officer, signal),
    command: (call, shift) => carryOut(database, shift, call),
    emergency: async (call, shift) => callEmergency(database, shift, await call.body()),
    parcels: (_, shift) => parcelsOf(database.query, shift, new Date()),
    parcelPart: ({ segments }, { officer }) => partOf(database.query, officer.staffId, segments.id, segments.digest),
    parcelTaken: async ({ segments }, shift) => {
      await parcelTaken(database, shift, segments.id, new Date());
      return undefined;
    },
    drafts: (_, shift) => draftsOf(parts, shift, new Date()),
    keepDrafts: async (call, shift) => {
      await keepDrafts(parts, shift, await call.body(), new Date());
      return undefined;
    },
  };
};
