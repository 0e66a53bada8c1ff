import type { Handlers } from '../../../contracts/ipc/index.ts';
import { ok } from '../../../contracts/result.ts';
import type { Acceptance } from './acceptance.ts';

/** `acceptance`: undefined in a program that was not started for one. */
export const createAcceptanceHandlers = (acceptance: () => Acceptance | undefined): Handlers['acceptance'] => ({
  state: async () => ok(acceptance()?.state ?? null),
  answer: async ({ step, outcome, codes }) => ok({ taken: acceptance()?.answer(step, outcome, codes) ?? false }),
});
