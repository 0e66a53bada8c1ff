import { deviceCaller } from '../tunnel/call.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';
import type { Trust, TrustUpdateRefusal } from './trust.ts';

/** A revocation reaches laptops within the hour, and lists of two days are renewed long before they end. */
const REFRESH_MS = 60 * 60 * 1000;
/** After a failure: soon, but not while a weak link still struggles with the last try. */
const RETRY_MS = 5 * 60 * 1000;
/** What is fetched when the tunnel comes up after a cut is younger than this, it is not fetched again. */
const FRESH_ENOUGH_MS = 10 * 60 * 1000;

export interface TrustRefresh {
  /** Fetches now; resolves with what came of it, never rejects. */
  now(): Promise<'changed' | 'unchanged' | TrustUpdateRefusal | 'TunnelDown'>;
  stop(): void;
}

/**
 * Keeps the trust bundle young: fetched when the tunnel comes up and every hour while it is. `told` hears the outcome of each try,
 * for the log.
 */
export const keepTrustFresh = (tunnel: Tunnel, trust: Trust, told: (outcome: string) => void = () => undefined): TrustRefresh => {
  const call = deviceCaller(tunnel);
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let last = Number.NEGATIVE_INFINITY;
  let running: ReturnType<TrustRefresh['now']> | undefined;

  const fetch = async (): ReturnType<TrustRefresh['now']> => {
    const called = await call('trust', {});
    // What is no bundle, a refusal included, is as good as a malformed one; without an answer the tunnel tells its own story.
    if (called.kind === 'failed' && called.code !== 'Unreadable') return 'TunnelDown';
    if (called.kind !== 'answered') return 'Malformed';
    try {
      const taken = await trust.update(called.value);
      if (taken.ok) last = performance.now();
      return taken.ok ? taken.value : taken.code;
    } catch {
      return 'TunnelDown'; // A full disk: as good as not fetched.
    }
  };

  const now = (): ReturnType<TrustRefresh['now']> => {
    running ??= fetch().then((outcome) => {
      running = undefined;
      told(outcome);
      plan(outcome === 'changed' || outcome === 'unchanged' ? REFRESH_MS : RETRY_MS);
      return outcome;
    });
    return running;
  };

  const plan = (milliseconds: number): void => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => void now(), milliseconds);
    timer.unref();
  };

  const unlisten = tunnel.onStatus(({ link }) => {
    if (link !== 'offline' && performance.now() - last > FRESH_ENOUGH_MS) void now();
  });
  if (tunnel.status.link !== 'offline') void now();
  return {
    now,
    stop() {
      stopped = true;
      unlisten();
      clearTimeout(timer);
    },
  };
};
