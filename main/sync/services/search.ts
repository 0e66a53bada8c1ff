import type { HqSearchAnswer, HqSearchRequest } from '../../../contracts/hq/search.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import type { Caller } from '../../device/tunnel/call.ts';

export type SearchAtHq = (request: HqSearchRequest) => Promise<Result<HqSearchAnswer, 'ReasonMissing' | 'NotAnswered' | 'NotTaken'>>;

/** Searches at HQ, once and now. Never rejects. */
export const searchOver =
  (call: Caller<'shift'>): SearchAtHq =>
  async (body) => {
    const called = await call('search', { body });
    switch (called.kind) {
      case 'answered':
        return ok(called.value);
      case 'refused':
        return fail(called.code === 'ReasonMissing' ? 'ReasonMissing' : 'NotTaken');
      case 'failed':
        return fail('NotAnswered');
    }
  };
