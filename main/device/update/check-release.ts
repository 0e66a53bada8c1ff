import { compareVersions, type Release, type ReleasePlatform, type ReleaseStage, release } from '../../../contracts/domain/release.ts';
import { MAX_SIGNED_RELEASE_BYTES } from '../../../contracts/hq/releases.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { parseCertificate, verifyCms } from '../../../pki/index.ts';
import { parseJson } from '../../platform/json.ts';
import { atLeastTheLists, CLOCK_TOLERANCE_MS, signatureRefusal } from '../trust/signed-by-force.ts';
import type { TrustMaterial } from '../trust/trust.ts';

/**
 * Malformed: not a signed release. Untrusted: not by the force's release certificate. RevocationUnknown: whether that stands cannot be told
 * now. WrongForce: another force's. WrongPlatform: for other machines. FromFuture, Expired: out of its time. NotNewer: no higher version
 * than the one that runs. Replayed: older than what this laptop has seen of its stage. SystemTooOld, HqTooOld: it would not work here.
 */
export type ReleaseRefusal =
  | 'Malformed'
  | 'Untrusted'
  | 'RevocationUnknown'
  | 'WrongForce'
  | 'WrongPlatform'
  | 'FromFuture'
  | 'Expired'
  | 'NotNewer'
  | 'Replayed'
  | 'SystemTooOld'
  | 'HqTooOld';

/** The newest release of each stage that proved itself here: nothing older is taken again, whoever offers it. */
export type SeenReleases = { readonly [Stage in ReleaseStage]?: Pick<Release, 'version' | 'publishedAt'> | undefined };

export interface ReleaseContext {
  readonly trust: TrustMaterial;
  readonly force: string;
  readonly now: Date;
  readonly platform: ReleasePlatform;
  /** The version that runs. */
  readonly installed: string;
  readonly seen: SeenReleases;
  /** os.release(). */
  readonly system: string;
  /** What HQ speaks. */
  readonly protocol: number;
}

/**
 * Proves a signed release (CMS SignedData by the certificate that the force root issued for it), under lists of today, and says whether it
 * is for this laptop now. Pure; never throws on hostile input.
 */
export const checkRelease = (signed: Uint8Array, context: ReleaseContext): Result<Release, ReleaseRefusal> => {
  const proven = proveRelease(signed, context);
  if (!proven.ok) return proven;
  const refusal = unfit(proven.value, context);
  return refusal === undefined ? proven : fail(refusal);
};

/** What the force signed, whether or not this laptop may take it. */
const proveRelease = (signed: Uint8Array, { trust, force, now }: ReleaseContext): Result<Release, ReleaseRefusal> => {
  if (signed.byteLength > MAX_SIGNED_RELEASE_BYTES) return fail('Malformed');
  // The root alone issues the certificate: no authority below may, were its key in other hands.
  const rules = { anchors: trust.anchors, intermediates: [], crls: trust.crls, at: now, purpose: 'release' } as const;
  const message = verifyCms(signed, rules);
  if (!message.ok) return fail(signatureRefusal(message.code));
  const parsed = release.safeParse(parseJson(message.content));
  if (!parsed.success) return fail('Malformed');
  const { organization } = parseCertificate(message.signer).subject;
  return organization === force && parsed.data.force === force ? ok(parsed.data) : fail('WrongForce');
};

const unfit = (offered: Release, context: ReleaseContext): ReleaseRefusal | undefined => {
  const { version, stage, publishedAt } = offered;
  const { now, seen, installed, system } = context;
  const published = Date.parse(publishedAt);
  if (offered.platform !== context.platform) return 'WrongPlatform';
  if (published > now.getTime() + CLOCK_TOLERANCE_MS) return 'FromFuture';
  // With a clock turned back it would seem to live on.
  if (Date.parse(offered.expiresAt) <= atLeastTheLists(context).getTime()) return 'Expired';
  const newest = seen[stage];
  if (newest !== undefined && (compareVersions(version, newest.version) < 0 || published < Date.parse(newest.publishedAt)))
    return 'Replayed';
  if (compareVersions(version, installed) <= 0) return 'NotNewer';
  if (compareVersions(/^\d+(\.\d+)*/.exec(system)?.[0] ?? '0', offered.minimumSystem) < 0) return 'SystemTooOld';
  return offered.minimumProtocol > context.protocol ? 'HqTooOld' : undefined;
};
