import { minimumVersionAt } from '../../contracts/domain/policy.ts';
import { compareVersions, programVersion } from '../../contracts/domain/release.ts';
import { blobHandlers } from '../blobs/handlers.ts';
import type { ShiftIdentity } from '../connections/shift-gate.ts';
import { auditRefusal } from '../database/refusals.ts';
import type { AugmentParts } from '../documents/augment.ts';
import type { OrderParts } from '../fleet/orders/create.ts';
import { orderHandlers } from '../fleet/routes.ts';
import { HttpError } from '../http/answer.ts';
import { type Handlers, InPieces, routesOf } from '../http/endpoints.ts';
import type { Route } from '../http/router.ts';
import { type MapParts, mapHandlers } from '../maps/handlers.ts';
import { registerHandlers } from '../register/routes.ts';
import type { ReleaseHolds } from '../releases/holds.ts';
import { type SearchParts, search } from '../search/search.ts';
import { callEmergency } from '../systems/storm/emergency.ts';
import { bundlesOf, bundleTaken } from '../unsent/deliver.ts';
import { draftsOf, keepDrafts } from '../unsent/drafts.ts';
import { partOf } from '../unsent/parts.ts';
import { type VideoParts, videoHandlers } from '../video/handlers.ts';
import type { ChangeNotifications } from './change-notifications.ts';
import { readChanges } from './changes.ts';
import { carryOut } from './commands.ts';

export interface ServiceParts extends OrderParts, MapParts, VideoParts, Pick<SearchParts, 'sources'>, Pick<AugmentParts, 'timeStamp'> {
  readonly notifications: ChangeNotifications;
  readonly releases: ReleaseHolds;
}

/**
 * The services as an officer reaches them. What is for a role is refused to all others, and each try written down: the role is the
 * directory's at this request (the gate reads it anew), never the card's.
 */
export const serviceRoutes = (parts: ServiceParts): readonly Route<ShiftIdentity>[] =>
  routesOf<'shift', ShiftIdentity>(
    {
      ...systemHandlers(parts),
      ...blobHandlers(parts),
      ...mapHandlers(parts),
      ...videoHandlers(parts),
      ...registerHandlers(parts),
      ...orderHandlers(parts),
    },
    async ({ role, openToOutdated }, { officer, device, version }) => {
      if (openToOutdated !== true && (await isOutdated(parts, version))) throw new HttpError('ClientOutdated');
      if (role === undefined || officer.roles.includes(role)) return;
      await auditRefusal(parts.database.query, {
        actor: officer.staffId,
        action: 'fleetRefused',
        subject: device,
        detail: 'NotAuthorised',
      });
      throw new HttpError('NotAuthorised');
    },
    ({ officer, device }) => `${officer.staffId} ${device}`,
  );

/** Whether the laptop's program is below the policy's minimum version. One that has not told its version is not known to be above it. */
const isOutdated = async ({ policy }: Pick<ServiceParts, 'policy'>, version: string | null): Promise<boolean> => {
  const minimum = minimumVersionAt((await policy.current())?.policy.updates ?? {}, new Date());
  if (minimum === undefined) return false;
  const told = programVersion.safeParse(version);
  return !told.success || compareVersions(told.data, minimum) < 0;
};

type SystemEndpoint =
  | 'me'
  | 'changes'
  | 'changeNotifications'
  | 'command'
  | 'emergency'
  | 'search'
  | 'unsentBundles'
  | 'unsentBundlePart'
  | 'unsentBundleTaken'
  | 'drafts'
  | 'keepDrafts';
const systemHandlers = (parts: ServiceParts): Handlers<SystemEndpoint, ShiftIdentity> => {
  const { database, notifications } = parts;
  return {
    me: async (_, { officer }) => officer,
    changes: ({ segments, query }, { officer }) => readChanges(database, segments.system, officer, query.cursor),
    changeNotifications: async ({ segments, signal }, { officer }) => notifications.lines(segments.system, officer, signal),
    command: (call, shift) => carryOut(parts, shift, call),
    emergency: async (call, shift) => callEmergency(database, shift, await call.body()),
    search: async (call, shift) => search(parts, shift, await call.body()),
    unsentBundles: async (_, shift) => new InPieces(bundlesOf(database.query, shift, new Date())),
    unsentBundlePart: ({ segments }, { officer }) => partOf(database.query, officer.staffId, segments.id, segments.digest),
    unsentBundleTaken: async ({ segments }, shift) => {
      await bundleTaken(database, shift, segments.id, new Date());
      return undefined;
    },
    drafts: (_, shift) => draftsOf(parts, shift, new Date()),
    keepDrafts: async (call, shift) => {
      await keepDrafts(parts, shift, await call.body(), new Date());
      return undefined;
    },
  };
};
