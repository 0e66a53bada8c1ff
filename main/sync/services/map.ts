import type { MapManifest } from '../../../contracts/domain/map.ts';
import type { Caller } from '../../device/tunnel/call.ts';

/** HQ's maps as the laptop sees them. Both reject when there was no usable answer: it is asked again. */
export interface MapService {
  /** The map of the officer's area; undefined where HQ has none. */
  current(signal: AbortSignal): Promise<MapManifest | undefined>;
  /** A part's bytes as HQ gave them, unproven; undefined where HQ has it no more. */
  part(hash: string, signal: AbortSignal): Promise<Uint8Array | undefined>;
}

/** HQ's maps over the services' connection (contracts/hq/endpoints/systems.ts). */
export const createMapService = (call: Caller<'shift'>): MapService => ({
  async current(signal) {
    const called = await call('map', {}, signal);
    if (called.kind === 'answered') return called.value;
    if (called.kind === 'refused' && called.code === 'NotFound') return undefined;
    throw new Error('map not answered');
  },
  async part(hash, signal) {
    const called = await call('mapPart', { segments: { hash } }, signal);
    if (called.kind === 'answered') return called.value;
    if (called.kind === 'refused' && called.code === 'NotFound') return undefined;
    throw new Error('map part not answered');
  },
});
