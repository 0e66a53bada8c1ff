import { fail, ok, type Result } from '../../../contracts/result.ts';
import type { Caller } from '../../device/tunnel/call.ts';

/** HQ's body-worn video as the video room sees it. Never rejects. */
export interface VideoService {
  /** So many leaves from the first on, each behind its path, unproven. NoSignal: no usable answer. NotAtHq: no such clip for this officer. */
  leaves(id: string, first: number, count: number): Promise<Result<Uint8Array, 'NoSignal' | 'NotAtHq'>>;
}

/** HQ's clips over the services' connection (contracts/hq/endpoints/systems.ts). */
export const createVideoService = (call: Caller<'shift'>): VideoService => ({
  async leaves(id, first, count) {
    const called = await call('clipLeaves', { segments: { clip: id }, query: { first, count } });
    if (called.kind === 'answered') return ok(called.value);
    return fail(called.kind === 'refused' && called.code === 'NotFound' ? 'NotAtHq' : 'NoSignal');
  },
});
