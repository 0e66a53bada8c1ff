import { z } from 'zod';
import { callSign, instant } from '../domain/common.ts';
import { incidentNumber } from '../domain/incident.ts';

/** An officer asks for help, status 0 of Airwave. `id`: of this call; said twice it is one. `at`: by the laptop's clock. */
export const emergencyCall = z.object({ id: z.uuid(), callSign, at: instant });
export type EmergencyCall = z.infer<typeof emergencyCall>;
/** Control has it since `at`, by HQ's clock. `incidentId`: the log in which a line says so; absent where the unit is on none, or that one holds no more. */
export const emergencyTaken = z.object({ callSign, at: instant, incidentId: incidentNumber.optional() });
export type EmergencyTaken = z.infer<typeof emergencyTaken>;

/** HQ answers within this, or the officer is told that it did not. The radio is said to be the way long before. */
export const EMERGENCY_MS = 5000;
