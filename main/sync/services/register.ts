import type { z } from 'zod';
import type { EndpointOn, EndpointRequest, endpoints } from '../../../contracts/hq/endpoints.ts';
import { fleetProblem } from '../../../contracts/hq/fleet.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { failureOf, type Refused } from '../../device/tunnel/call.ts';
import { createServicesConnection, type ServicesOptions } from './connection.ts';

/** Why the register did not give what it was asked for. */
export type RegisterFault = z.infer<typeof fleetProblem> | 'TunnelDown' | 'HqUnusable';

type FleetEndpoint = {
  [Id in EndpointOn<'shift'>]: (typeof endpoints)[Id] extends { readonly role: 'ict' } ? Id : never;
}[EndpointOn<'shift'>];
type FleetAnswer<Id extends FleetEndpoint> = z.output<(typeof endpoints)[Id]['answers'][200]['schema']>;

/** HQ's fleet register for one officer's shift. Whether that officer may ask is HQ's to say. */
export interface Register {
  /** Never rejects. What changes something is not said twice: whoever asks looks at what came of it. */
  ask<Id extends FleetEndpoint>(id: Id, request: EndpointRequest<Id>): Promise<Result<FleetAnswer<Id>, RegisterFault>>;
  close(): void;
}

/** Connects when first asked: who has no Fleet pane pays nothing for it. */
export const createRegister = (options: ServicesOptions): Register => {
  const connection = createServicesConnection(options);
  return {
    async ask(id, request) {
      const called = await connection.call(id, request);
      switch (called.kind) {
        case 'answered':
          return ok(called.value as FleetAnswer<typeof id>);
        case 'refused':
          return fail(refusalOf(called));
        case 'failed':
          return fail(failureOf(called.code));
      }
    },
    close: () => connection.close(),
  };
};

/** The register's own code (RFC 9457), else what the status alone says. */
const refusalOf = ({ status, code }: Refused): RegisterFault =>
  fleetProblem.safeParse(code).data ?? (status === 401 || status === 403 ? 'NotAuthorised' : 'HqUnusable');
