import { compareVersions, type Release, type ReleasePlatform } from '../../../contracts/domain/release.ts';
import type { Log } from '../../platform/log/log.ts';
import type { PolicyKeeper } from '../policy/policy.ts';
import type { TrustMaterial } from '../trust/trust.ts';
import type { Caller } from '../tunnel/call.ts';
import { takesStage } from './by-policy.ts';
import { checkRelease, type ReleaseRefusal } from './check-release.ts';
import type { KeptMemory } from './memory.ts';

/** A release that proved itself, beside the signed bytes (base64) that say so. */
export interface Offer {
  readonly signed: string;
  readonly release: Release;
}

export interface OfferPorts {
  readonly trust: TrustMaterial;
  readonly freshTrust: () => Promise<unknown>;
  readonly policy: PolicyKeeper;
  readonly force: string;
  readonly laptop: { readonly device: string; readonly pool: string };
  /** The version that runs. */
  readonly installed: string;
  /** os.release(). */
  readonly system: string;
  readonly log: Log;
  readonly now: () => Date;
}

type Checked = ReturnType<typeof checkRelease>;

/** What HQ offers, judged by this laptop: by the force's signature, what it has seen, what it runs on, and its policy. */
export const judgeOffers = (ports: OfferPorts, call: Caller<'device'>, memory: KeptMemory) => {
  /** Proves one signed release, under lists of today. */
  const check = (signed: string, platform: ReleasePlatform, protocol: number): Checked => {
    const { trust, force, installed, system } = ports;
    const { seen } = memory.now;
    return checkRelease(Buffer.from(signed, 'base64'), { trust, force, now: ports.now(), platform, installed, seen, system, protocol });
  };
  /** What HQ offers this laptop, the highest version last; undefined where that cannot be told now. */
  const ask = async (platform: ReleasePlatform, signal: AbortSignal): Promise<readonly Offer[] | undefined> => {
    const called = await call('releases', { query: { platform } }, signal);
    if (called.kind !== 'answered') return undefined;
    const { signed, protocol } = called.value;
    const judge = () => signed.map((one) => ({ signed: one, checked: check(one, platform, protocol) }));
    let judged = judge();
    if (judged.some(({ checked }) => isRefusedFor(checked, 'RevocationUnknown'))) {
      await ports.freshTrust();
      judged = judge();
    }
    for (const { checked } of judged) if (!checked.ok && checked.code !== 'NotNewer') ports.log('releaseRefused', { code: checked.code });
    // All else of it holds, and nobody can tell whether its certificate stands: nothing is concluded from this answer.
    if (judged.some(({ checked }) => isRefusedFor(checked, 'RevocationUnknown'))) return undefined;
    const good = judged.flatMap(({ signed: one, checked }) => (checked.ok ? [{ signed: one, release: checked.value }] : []));
    good.sort(byAge);
    const seen = { ...memory.now.seen };
    // The highest last: what was seen never falls.
    for (const { release: one } of good) seen[one.stage] = { version: one.version, publishedAt: one.publishedAt };
    memory.keep({ seen, protocol });
    return good.filter(({ release: one }) => takesStage(one.stage, ports.laptop, ports.policy.current()));
  };
  return { check, ask };
};

/** Whether it was refused, and for that alone. */
export const isRefusedFor = (checked: Checked, code: ReleaseRefusal): boolean => !checked.ok && checked.code === code;

const byAge = ({ release: one }: Offer, { release: other }: Offer): number =>
  compareVersions(one.version, other.version) || Date.parse(one.publishedAt) - Date.parse(other.publishedAt);
