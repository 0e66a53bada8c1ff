import { randomUUID } from 'node:crypto';
import { EMERGENCY_MS } from '../../../contracts/hq/emergency.ts';
import { fail, ok } from '../../../contracts/result.ts';
import type { Caller } from '../../device/tunnel/call.ts';
import type { CallForHelp } from '../services.ts';

/**
 * Calls for help at HQ, once and now: answered within EMERGENCY_MS, the way to HQ included, or not at all; what has not gone out by then
 * never does. Never rejects.
 */
export const callForHelpOver =
  (call: Caller<'shift'>): CallForHelp =>
  async (callSign) => {
    const late = AbortSignal.timeout(EMERGENCY_MS);
    const passed = new Promise<undefined>((resolve) => late.addEventListener('abort', () => resolve(undefined), { once: true }));
    const body = { id: randomUUID(), callSign, at: new Date().toISOString() };
    const called = await Promise.race([call('emergency', { body }, late), passed]);
    switch (called?.kind) {
      case 'answered':
        return ok(called.value);
      case 'refused':
        return fail('NotTaken');
      default:
        return fail('NotAnswered');
    }
  };
