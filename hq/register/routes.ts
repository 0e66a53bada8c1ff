import type { ShiftIdentity } from '../connections/shift-gate.ts';
import type { Database } from '../database/database.ts';
import type { PolicyInForce } from '../fleet/policy/policy-in-force.ts';
import type { Handlers } from '../http/endpoints.ts';
import type { ReleaseHolds } from '../releases/holds.ts';
import { giveCode } from './code.ts';
import { describeDevice } from './device-detail.ts';
import { listDevices } from './devices.ts';
import { restore, revoke, revokeCardOf, setRoles } from './officer-access.ts';
import { listOfficers } from './officers.ts';

export interface RegisterParts {
  readonly database: Database;
  readonly policy: PolicyInForce;
  readonly releases: ReleaseHolds;
}

/** Laptops and officers of the fleet register, over the services. */
export const registerHandlers = ({
  database,
  policy,
  releases,
}: RegisterParts): Handlers<
  'fleetDevices' | 'fleetDevice' | 'fleetCode' | 'fleetOfficers' | 'revokeOfficer' | 'restoreOfficer' | 'setRoles' | 'revokeCard',
  ShiftIdentity
> => ({
  fleetDevices: async ({ query }) => {
    const [page, held] = await Promise.all([listDevices(database.query, query), releases.held()]);
    return held.length === 0 ? page : { ...page, held: [...held] };
  },
  fleetDevice: ({ segments }) => describeDevice({ database, policy }, segments.name, new Date()),
  fleetCode: async (call, { officer }) => {
    const { pool } = await call.body();
    return giveCode(database, { device: call.segments.name, pool, actor: officer.staffId }, new Date());
  },
  fleetOfficers: ({ query }) => listOfficers(database.query, query),
  revokeOfficer: ({ segments }, shift) => revoke(database, shift, segments.staffId, new Date()),
  restoreOfficer: ({ segments }, shift) => restore(database, shift, segments.staffId, new Date()),
  setRoles: async (call, shift) => {
    const { roles } = await call.body();
    return setRoles(database, shift, { staffId: call.segments.staffId, roles }, new Date());
  },
  revokeCard: ({ segments }, shift) => revokeCardOf(database, shift, segments, new Date()),
});
