import { z } from 'zod';
import { acceptanceCode, acceptanceStep, stepOutcome } from '../domain/acceptance.ts';
import { defineDomain } from './define.ts';

const place = { step: acceptanceStep, number: z.number().int().min(1), of: z.number().int().min(1) };

/** Where the acceptance is. Null in a program that was not started for one. */
export const acceptanceState = z
  .discriminatedUnion('kind', [
    /** The program finds out by itself; `inPage`: the page does, and answers. */
    z.object({ kind: z.literal('checking'), ...place, inPage: z.boolean() }),
    /** A person is asked for a deed that the program sees, for a word on what they saw, or to end the program. */
    z.object({ kind: z.literal('asking'), ...place, for: z.enum(['deed', 'word', 'end']) }),
    /** Nobody has done anything for long. It goes on when the program is started for it again. */
    z.object({ kind: z.literal('paused') }),
    z.object({
      kind: z.literal('done'),
      passed: z.number().int().min(0),
      failed: z.number().int().min(0),
      skipped: z.number().int().min(0),
    }),
  ])
  .nullable();
export type AcceptanceState = z.infer<typeof acceptanceState>;

export const acceptance = defineDomain({
  calls: {
    state: { request: z.null(), response: acceptanceState, errors: [] },
    /** Not taken: it is not about the step that is being taken, or not an outcome that a person may give it. */
    answer: {
      request: z.object({ step: acceptanceStep, outcome: stepOutcome, codes: z.array(acceptanceCode).max(30) }),
      response: z.object({ taken: z.boolean() }),
      errors: [],
    },
  },
  events: { changed: { payload: acceptanceState } },
});
