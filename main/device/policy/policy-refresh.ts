import { fail, type Result } from '../../../contracts/result.ts';
import { deviceCaller, failureOf } from '../tunnel/call.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';
import type { PolicyRefusal } from './check-policy.ts';
import type { PolicyKeeper } from './policy.ts';

/** HqUnusable: HQ answered, but not with a policy (it may have none). */
export type PolicyRefreshRefusal = PolicyRefusal | 'TunnelDown' | 'HqUnusable';
export type PolicyRefreshed = Result<'changed' | 'unchanged', PolicyRefreshRefusal>;

export interface PolicyRefresh {
  /** Fetches now; never rejects. */
  now(): Promise<PolicyRefreshed>;
  stop(): void;
}

/** A policy changes a few times a year, and an order brings one that cannot wait. */
const REFRESH_MS = 4 * 60 * 60 * 1000;
/** What is fetched when the tunnel comes up after a cut is younger than this, it is not fetched again. */
const FRESH_ENOUGH_MS = 10 * 60 * 1000;

/**
 * Keeps the policy young: fetched when the tunnel comes up and every few hours while it is. Its signer is judged under lists of today,
 * so when they are missing or too old, `freshTrust` is asked for them first. `told` hears the outcome of each try, for the log.
 */
export const keepPolicyFresh = (options: {
  readonly tunnel: Tunnel;
  readonly policy: PolicyKeeper;
  readonly freshTrust: () => Promise<unknown>;
  readonly told?: (outcome: string) => void;
}): PolicyRefresh => {
  const { tunnel, policy, freshTrust, told } = options;
  let last = Number.NEGATIVE_INFINITY;
  let running: Promise<PolicyRefreshed> | undefined;

  const fetch = async (): Promise<PolicyRefreshed> => {
    const called = await deviceCaller(tunnel)('policy', {});
    if (called.kind !== 'answered') return fail(called.kind === 'failed' ? failureOf(called.code) : 'HqUnusable');
    const signed = new Uint8Array(Buffer.from(called.value.signed, 'base64'));
    const taken = policy.take(signed);
    if (taken.ok || taken.code !== 'RevocationUnknown') return taken;
    await freshTrust();
    return policy.take(signed);
  };

  const now = (): Promise<PolicyRefreshed> => {
    running ??= fetch().then((outcome) => {
      running = undefined;
      if (outcome.ok) last = performance.now();
      told?.(outcome.ok ? outcome.value : outcome.code);
      return outcome;
    });
    return running;
  };

  const unlisten = tunnel.onStatus(({ link }) => {
    if (link !== 'offline' && performance.now() - last > FRESH_ENOUGH_MS) void now();
  });
  const timer = setInterval(() => tunnel.status.link !== 'offline' && void now(), REFRESH_MS);
  timer.unref();
  if (tunnel.status.link !== 'offline') void now();
  return {
    now,
    stop() {
      unlisten();
      clearInterval(timer);
    },
  };
};
