import { type FleetProblem, fleetStatuses } from '../fleet/fault.ts';
import { HttpError } from '../http/answer.ts';

/** A refusal of the register (contracts/hq/fleet.ts) with its HTTP status. */
export const refusal = (code: FleetProblem): HttpError => new HttpError(fleetStatuses[code], code);
