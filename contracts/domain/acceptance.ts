import { z } from 'zod';
import { instant } from './common.ts';

/** Every step of the acceptance (`--acceptance`), in no order: main/app/acceptance/steps.ts says which are taken where, and when. */
export const acceptanceStep = z.enum([
  'selfTest',
  'sealing',
  'badArguments',
  'secondStart',
  'sandbox',
  'page',
  'profile',
  'pageEnded',
  'windowShown',
  'signIn',
  'lockKey',
  'suspend',
  'cardOut',
  'cardService',
  'clipboard',
  'capture',
  'silence',
  'otherAccount',
  'lostKey',
  'marker',
  'attachments',
  'orders',
  'sessionEnd',
]);
export type AcceptanceStep = z.infer<typeof acceptanceStep>;

export const stepOutcome = z.enum(['passed', 'failed', 'skipped']);
export type StepOutcome = z.infer<typeof stepOutcome>;

/** Why a step failed: a code or the name of a check of ours. Never a path, a name or what anybody typed. */
export const acceptanceCode = z.string().regex(/^[\w /.+-]{1,80}$/);

/** What `--acceptance` writes: which program on what, and each step's outcome and time. */
export const acceptanceReport = z.object({
  format: z.literal(1),
  program: z.object({
    version: z.string().max(40),
    shell: z.enum(['electron', 'chromium']),
    packaged: z.boolean(),
    platform: z.string().max(20),
    sealing: z.enum(['os-account', 'keyring', 'none']),
    versions: z.record(z.string().max(40), z.string().max(100)),
  }),
  begun: instant,
  /** Absent until every step has its outcome. */
  ended: instant.optional(),
  /** A step in which the person ends the program: begun, and asked about once the program runs again. */
  awaiting: acceptanceStep.optional(),
  steps: z
    .array(
      z.object({
        step: acceptanceStep,
        /** Who found out: the program by itself, or a person who said so. */
        by: z.enum(['program', 'person']),
        outcome: stepOutcome,
        codes: z.array(acceptanceCode).max(30),
        at: instant,
        /** From the beginning of the step to its outcome. */
        ms: z.number().int().min(0),
      }),
    )
    .max(acceptanceStep.options.length),
});
export type AcceptanceReport = z.infer<typeof acceptanceReport>;
