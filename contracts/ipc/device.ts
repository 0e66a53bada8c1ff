import { z } from 'zod';
import { callSign, instant, shortText } from '../domain/common.ts';
import { deviceName } from '../domain/device.ts';
import { enrolmentCode } from '../hq/enrolment.ts';
import { defineDomain } from './define.ts';

/** Why a fresh laptop did not become known to HQ (main/device/enrolment/enrol.ts says each). */
export const enrolmentRefusal = z.enum([
  'NotACode',
  'NotADevice',
  'CodeRefused',
  'TooManyTries',
  'HqUnreachable',
  'HqUntrusted',
  'HqUnusable',
  'AlreadyKnown',
]);
export type EnrolmentRefusal = z.infer<typeof enrolmentRefusal>;

/** Words from ICT that an order brought. */
export const notice = z.object({ id: z.uuid(), at: instant, text: z.string().max(500) });
export type Notice = z.infer<typeof notice>;

/** Jobs that wait for the officer whose work is locked here, and their unit; how many lines of its other logs alert; and how many of those who are missing alert. */
export const jobsAtLock = z.object({
  jobs: z.number().int().min(0),
  callSign: callSign.optional(),
  alerts: z.number().int().min(1).optional(),
  missing: z.number().int().min(1).optional(),
});
export type WaitingJobs = z.infer<typeof jobsAtLock>;

/** This laptop: what it holds, what ICT says to it, how it becomes known. All but `storage` also work while nobody has signed in. */
export const device = defineDomain({
  calls: {
    /** First run: makes the device key and takes a certificate with ICT's one-time code. */
    enrol: { request: z.object({ device: deviceName, code: enrolmentCode }), response: z.null(), errors: enrolmentRefusal.options },
    notices: { request: z.null(), response: z.object({ notices: z.array(notice).max(50) }), errors: [] },
    waitingJobs: { request: z.null(), response: jobsAtLock, errors: [] },
    dismissNotice: { request: z.object({ id: z.uuid() }), response: z.null(), errors: [] },
    /** What the program's data takes on this laptop; other officers only as a number. */
    storage: {
      request: z.null(),
      response: z.object({
        totalBytes: z.number().int().min(0),
        ownBytes: z.number().int().min(0),
        officers: z.number().int().min(0),
        unusedFolderDays: z.number().int(),
        policyVersion: z.number().int(),
        /** Records that HQ sent for this officer and this program could not read. */
        unread: z.number().int().min(0),
        pool: shortText,
      }),
      errors: [],
    },
  },
  events: { notices: { payload: z.object({ notices: z.array(notice).max(50) }) }, waitingJobs: { payload: jobsAtLock } },
});
