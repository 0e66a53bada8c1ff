import { type System, system as systemName } from '../../contracts/hq/feeds.ts';
import { blobRoutes } from '../blobs/routes.ts';
import type { ShiftIdentity } from '../connections/shift-gate.ts';
import type { OrderParts } from '../fleet/orders/create.ts';
import { orderRoutes } from '../fleet/routes.ts';
import { type Answer, HttpError, jsonAnswer } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import type { Route } from '../http/router.ts';
import { registerRoutes } from '../register/routes.ts';
import { parcelRoutes } from '../unsent/routes.ts';
import type { Nudges } from './change-notifications.ts';
import { readChanges } from './changes.ts';
import { carryOut } from './commands.ts';

export type ServiceHandler = (asked: Asked, shift: ShiftIdentity, segments: Readonly<Record<string, string>>) => Promise<Answer>;

export interface ServiceParts extends OrderParts {
  readonly nudges: Nudges;
}

/** The systems as an officer reaches them (contracts/hq/feeds.ts, commands.ts). */
export const serviceRoutes = (parts: ServiceParts): readonly Route<ServiceHandler>[] => [
  ...systemRoutes(parts),
  ...blobRoutes(parts),
  ...parcelRoutes(parts),
  ...registerRoutes(parts),
  ...orderRoutes(parts),
];

const systemRoutes = ({ database, nudges }: ServiceParts): readonly Route<ServiceHandler>[] => [
  { method: 'GET', path: '/v1/me', handle: async (_, { officer }) => jsonAnswer(officer) },
  {
    method: 'GET',
    path: '/v1/{system}/changes',
    handle: async (asked, { officer }, { system }) => readChanges(database, systemOf(system), officer, asked.query.get('cursor') ?? ''),
  },
  {
    method: 'GET',
    path: '/v1/{system}/nudges',
    handle: async (asked, { officer }, { system }) => nudges.stream(systemOf(system), officer, asked.signal),
  },
  {
    method: 'POST',
    path: '/v1/{system}/commands',
    handle: async (asked, shift, { system }) => carryOut(database, systemOf(system), shift, asked),
  },
];

const systemOf = (segment: string | undefined): System => {
  const parsed = systemName.safeParse(segment);
  if (!parsed.success) throw new HttpError(404, 'NotFound');
  return parsed.data;
};
