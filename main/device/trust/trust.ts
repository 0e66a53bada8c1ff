import type { Result } from '../../../contracts/result.ts';
import type { Crl } from '../../../pki/index.ts';

/**
 * How far what this laptop knows about revocation may be relied on.
 * empty: nothing yet (fresh from enrolment). fresh: every list is within its nextUpdate. stale: past it by less than the grace;
 * local data may be read, no new shift is begun. expired: nothing may be decided on it. clockTurnedBack: the laptop's clock is
 * behind an hour that HQ is known to have reached, so no date can be judged.
 */
export type TrustState = 'empty' | 'fresh' | 'stale' | 'expired' | 'clockTurnedBack';

/** Why a bundle was not taken. The one held before stays. FromFuture: HQ's clock is ahead of this laptop's; one of the two is wrong. */
export type TrustUpdateRefusal = 'Malformed' | 'Untrusted' | 'RolledBack' | 'Expired' | 'FromFuture';

/** What certificates are checked against: passed as it is to pki's verifyFor and verifyCms. Certificates are DER. */
export interface TrustMaterial {
  readonly anchors: readonly Uint8Array[];
  readonly intermediates: readonly Uint8Array[];
  /** Already parsed: a list of 50,000 entries is read once. */
  readonly crls: readonly Crl[];
}

/**
 * How long a list may be used after its nextUpdate to read local data offline: one shift. Give it to verifyFor as crlGrace for that,
 * and for nothing that begins something new.
 */
export const CRL_GRACE_MS = 10 * 60 * 60 * 1000;

/** The force root, pinned, and the CAs and revocation lists that hang on it, kept for use offline. Never goes back in time. */
export interface Trust extends TrustMaterial {
  /** The force's recovery certificate: second recipient of every store key. */
  readonly recovery: Uint8Array | undefined;
  state(at: Date): TrustState;
  /** Takes what HQ answered for a trust bundle, whatever it holds. What is older than the laptop's own stays out. */
  update(bundle: unknown): Promise<Result<'changed' | 'unchanged', TrustUpdateRefusal>>;
}
