import { z } from 'zod';
import { callSign, instant } from '../domain/common.ts';

/**
 * What a locked laptop may know of the officer whose work it holds: that jobs wait, and for which unit, how many
 * lines of its other logs alert, and how many of those who are missing it would be alerted to. No log, no name, no place, no words. `asOf`
 * is by HQ's clock: jobs given after it count.
 */
export const waitingJobs = z.object({
  asOf: instant,
  jobs: z.number().int().min(0).max(99),
  callSign: callSign.optional(),
  alerts: z.number().int().min(0).max(99).optional(),
  missing: z.number().int().min(0).max(99).optional(),
});
export type WaitingJobs = z.infer<typeof waitingJobs>;
