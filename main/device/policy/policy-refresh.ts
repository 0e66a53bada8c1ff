import { currentPolicy } from '../../../contracts/hq/orders.ts';
import { fail, type Result } from '../../../contracts/result.ts';
import { type Tunnel, TunnelError, type TunnelErrorCode } from '../tunnel/tunnel.ts';
import type { PolicyRefusal } from './check-policy.ts';
import type { PolicyKeeper } from './policy.ts';

/** HqUnusable: HQ answered, but not with a policy (it may have none). */
export type PolicyRefreshFault = PolicyRefusal | 'TunnelDown' | 'HqUnusable';
export type PolicyRefreshed = Result<'changed' | 'unchanged', PolicyRefreshFault>;

export interface PolicyRefresh {
  /** Fetches now; never rejects. */
  now(): Promise<PolicyRefreshed>;
  stop(): void;
}

const POLICY_PATH = '/v1/device/policy';
/** The contract's longest policy in base64, and the JSON around it. */
const MAX_ANSWER_BYTES = 300_000;
/** 260 KB take three seconds at 1 Mbit/s. */
const TIMEOUT_MS = 20_000;
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
    const signed = await askForPolicy(tunnel);
    if (!signed.ok) return signed;
    const taken = policy.take(signed.value);
    if (taken.ok || taken.code !== 'RevocationUnknown') return taken;
    await freshTrust();
    return policy.take(signed.value);
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

const isDown: ReadonlySet<TunnelErrorCode> = new Set(['TunnelDown', 'GatewayUntrusted', 'DeviceRefused']);

const askForPolicy = async (tunnel: Tunnel): Promise<Result<Uint8Array, PolicyRefreshFault>> => {
  try {
    const answer = await tunnel.request({ method: 'GET', path: POLICY_PATH, maxBytes: MAX_ANSWER_BYTES, timeoutMs: TIMEOUT_MS });
    if (answer.status !== 200) return fail('HqUnusable');
    const parsed = currentPolicy.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(answer.body)));
    return { ok: true, value: new Uint8Array(Buffer.from(parsed.signed, 'base64')) };
  } catch (error) {
    // With a connection that stands, HQ that does not answer is HQ that has nothing to say.
    return fail(error instanceof TunnelError && isDown.has(error.code) ? 'TunnelDown' : 'HqUnusable');
  }
};
