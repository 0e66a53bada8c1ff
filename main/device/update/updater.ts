import { compareVersions, type Release, type ReleasePlatform } from '../../../contracts/domain/release.ts';
import type { ForIct, UpdateStatus } from '../../../contracts/ipc/update.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Installer } from '../../platform/shell/port.ts';
import type { PolicyKeeper } from '../policy/policy.ts';
import type { TrustMaterial } from '../trust/trust.ts';
import { deviceCaller } from '../tunnel/call.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';
import { outdatedBelow, takesStage } from './by-policy.ts';
import { checkRelease, type ReleaseRefusal } from './check-release.ts';
import { type FetchPorts, type FetchRefusal, fetchRelease, isIntact, placeOf } from './fetch-release.ts';
import { updateMemory } from './memory.ts';

export interface UpdaterPorts {
  readonly tunnel: Tunnel;
  readonly trust: TrustMaterial;
  readonly freshTrust: () => Promise<unknown>;
  readonly policy: PolicyKeeper;
  readonly force: string;
  readonly laptop: { readonly device: string; readonly pool: string };
  /** The version that runs, and on what; undefined for a machine that no release is made for. */
  readonly installed: string;
  readonly platform: ReleasePlatform | undefined;
  /** os.release(). */
  readonly system: string;
  readonly installer: Installer | undefined;
  /** `<data>/updates`, for the file, and `<data>/device/update.json`. */
  readonly folder: string;
  readonly memoryFile: string;
  /** Resolves once the sign-in screen is shown: until then no policy, list or release is read. */
  readonly painted: Promise<unknown>;
  readonly onChange: (status: UpdateStatus) => void;
  readonly log: Log;
  readonly now: () => Date;
  readonly free?: FetchPorts['free'];
}

/** The program's next version on this laptop: proven, fetched while nobody waits for the link, installed when it is asked for. */
export interface Updater {
  readonly status: UpdateStatus;
  /** Asks HQ now; resolves once what it offers is here, or cannot be. Never rejects. */
  look(): Promise<void>;
  /**
   * Proves what lies here once more, signature and file, and hands it to the installer, if `mayBegin` still says so. True: the program must
   * quit now. Never rejects.
   */
  install(mayBegin?: () => boolean): Promise<boolean>;
  stop(): Promise<void>;
}

/** As often as the policy is asked for. */
const LOOK_MS = 4 * 60 * 60 * 1000;
/** After a cut the feed is not asked again so soon, unless something was under way. */
const FRESH_ENOUGH_MS = 10 * 60 * 1000;
const SPOILT: ReadonlySet<FetchRefusal> = new Set(['SizeDiffers', 'HashDiffers']);
/** What failed twice fails a third time: ICT looks. */
const MOST_TRIES = 2;

interface Offer {
  readonly signed: string;
  readonly release: Release;
}

export const keepUpdated = (ports: UpdaterPorts): Updater => {
  const { tunnel, policy, installer, installed, folder, log } = ports;
  const call = deviceCaller(tunnel);
  const memory = updateMemory(ports.memoryFile);
  const stopped = new AbortController();
  let running: Promise<void> | undefined;
  let last = Number.NEGATIVE_INFINITY;
  let unfinished = false;
  let againMs = FRESH_ENOUGH_MS;
  let release: UpdateStatus['release'];

  const status = (): UpdateStatus => {
    const outdated = outdatedBelow(installed, policy.current());
    return { ...(release === undefined ? {} : { release }), ...(outdated === undefined ? {} : { outdated }) };
  };
  let told = '';
  const tell = (): void => {
    const next = status();
    const text = JSON.stringify(next);
    if (text === told || stopped.signal.aborted) return;
    told = text;
    ports.onChange(next);
  };
  const show = (next: UpdateStatus['release']): void => {
    release = next;
    tell();
  };

  const check = (signed: string, platform: ReleasePlatform, protocol: number): ReturnType<typeof checkRelease> => {
    const { trust, force, system } = ports;
    const { seen } = memory.now;
    const now = ports.now();
    return checkRelease(Buffer.from(signed, 'base64'), { trust, force, now, platform, installed, seen, system, protocol });
  };

  /** What HQ offers this laptop, the highest version last; undefined where that cannot be told now. */
  const offers = async (platform: ReleasePlatform): Promise<readonly Offer[] | undefined> => {
    const called = await call('releases', { query: { platform } }, stopped.signal);
    if (called.kind !== 'answered') return undefined;
    const { signed, protocol } = called.value;
    const judge = () => signed.map((one) => ({ signed: one, checked: check(one, platform, protocol) }));
    let judged = judge();
    if (judged.some(({ checked }) => isRefusedFor(checked, 'RevocationUnknown'))) {
      await ports.freshTrust();
      judged = judge();
    }
    for (const { checked } of judged) if (!checked.ok && checked.code !== 'NotNewer') log('releaseRefused', { code: checked.code });
    // All else of it holds, and nobody can tell whether its certificate stands: nothing is concluded from this answer.
    if (judged.some(({ checked }) => isRefusedFor(checked, 'RevocationUnknown'))) return undefined;
    const good = judged.flatMap(({ signed: one, checked }) => (checked.ok ? [{ signed: one, release: checked.value }] : []));
    good.sort(byAge);
    const seen = { ...memory.now.seen };
    // The highest last: what was seen never falls.
    for (const { release: one } of good) seen[one.stage] = { version: one.version, publishedAt: one.publishedAt };
    memory.keep({ seen, protocol });
    return good.filter(({ release: one }) => takesStage(one.stage, ports.laptop, policy.current()));
  };

  const lookNow = async (): Promise<void> => {
    const { platform } = ports;
    if (platform === undefined) return;
    const offered = await offers(platform);
    if (offered === undefined || stopped.signal.aborted) return;
    last = performance.now();
    const best = offered.at(-1);
    // What HQ does not offer any more was withdrawn.
    if (memory.now.ready !== undefined && memory.now.ready !== best?.signed) memory.keep({ ready: undefined });
    if (best === undefined) return show(undefined);
    await prepare(best);
  };

  const prepare = async ({ signed, release: next }: Offer): Promise<void> => {
    const { version } = next;
    const why = await notHere(version);
    if (why !== undefined) return show({ kind: 'forIct', version, why });
    const goesOn = release?.kind === 'preparing' && release.version === version;
    if (memory.now.ready !== signed && !goesOn) show({ kind: 'preparing', version, done: 0 });
    const onProgress = (done: number): void => show({ kind: 'preparing', version, done: Math.floor(done * 100) / 100 });
    const fetched = await fetchRelease(next, {
      folder,
      call,
      hasRoom: () => tunnel.status.link === 'online',
      signal: stopped.signal,
      onProgress,
      ...(ports.free === undefined ? {} : { free: ports.free }),
    });
    unfinished = !fetched.ok && fetched.code === 'TunnelDown';
    // What HQ has there is not what was signed: a hundred megabytes at every cut would not mend that.
    againMs = !fetched.ok && SPOILT.has(fetched.code) ? LOOK_MS : FRESH_ENOUGH_MS;
    log('releaseFetched', { version, outcome: fetched.ok ? 'whole' : fetched.code });
    if (fetched.ok) {
      memory.keep({ ready: signed });
      show({ kind: 'ready', version });
    } else if (fetched.code === 'DiskFull' || fetched.code === 'DiskFault') show({ kind: 'forIct', version, why: 'NoRoom' });
    else if (!unfinished) show(undefined);
  };

  /** Why this laptop does not install that version itself; undefined where it does. */
  const notHere = async (version: string): Promise<ForIct | undefined> => {
    if (installer === undefined) return 'NoInstaller';
    const { tried } = memory.now;
    if (tried?.version === version && tried.times >= MOST_TRIES) return 'NotInstalled';
    return (await installer.mayInstall().catch(() => false)) ? undefined : 'NoRights';
  };

  const look = async (): Promise<void> => {
    if (stopped.signal.aborted) return;
    running ??= lookNow()
      .catch((error: unknown) => log('updateFailed', { cause: error instanceof Error ? error.name : 'unknown' }))
      .finally(() => {
        running = undefined;
      });
    return running;
  };

  const install = async (mayBegin: () => boolean = () => true): Promise<boolean> => {
    try {
      return await installNow(mayBegin);
    } catch (error) {
      log('updateFailed', { cause: error instanceof Error ? error.name : 'unknown' });
      return false;
    }
  };

  const installNow = async (mayBegin: () => boolean): Promise<boolean> => {
    const { ready, protocol = 0 } = memory.now;
    const { platform } = ports;
    if (release?.kind !== 'ready' || ready === undefined || platform === undefined || installer === undefined) return false;
    const checked = check(ready, platform, protocol);
    const file = checked.ok ? placeOf(folder, checked.value) : undefined;
    if (!checked.ok || file === undefined || !(await isIntact(file, checked.value))) {
      log('releaseRefused', { code: checked.ok ? 'HashDiffers' : checked.code });
      // Whether its certificate stands cannot be told without HQ: it stays, and is looked at again.
      if (!isRefusedFor(checked, 'RevocationUnknown')) {
        memory.keep({ ready: undefined });
        show(undefined);
      }
      return false;
    }
    if (!mayBegin()) return false;
    const { version } = checked.value;
    const { tried } = memory.now;
    // Written first: an installation that ends this program half way is one that was tried.
    memory.keep({ tried: { version, times: tried?.version === version ? tried.times + 1 : 1 } });
    const outcome = await installer.install(file);
    log('releaseInstalled', { version, outcome });
    if (outcome === 'failed') show({ kind: 'forIct', version, why: 'NotInstalled' });
    return outcome === 'begun';
  };

  /** What was whole before the last start is ready at once, also without signal. */
  const resume = async (): Promise<void> => {
    const { ready, protocol = 0 } = memory.now;
    const { platform } = ports;
    if (ready === undefined || platform === undefined) return;
    const checked = check(ready, platform, protocol);
    if (!checked.ok) {
      if (checked.code !== 'RevocationUnknown') memory.keep({ ready: undefined });
      return;
    }
    const { version } = checked.value;
    const why = await notHere(version);
    show(why === undefined ? { kind: 'ready', version } : { kind: 'forIct', version, why });
  };

  const unlisten = tunnel.onStatus(({ link }) => {
    if (link === 'online' && (unfinished || performance.now() - last > againMs)) void look();
  });
  policy.onChange(() => {
    tell();
    if (tunnel.status.link !== 'offline') void look();
  });
  const timer = setInterval(() => tunnel.status.link !== 'offline' && void look(), LOOK_MS).unref();
  running = ports.painted
    .then(resume)
    .catch((error: unknown) => log('updateFailed', { cause: error instanceof Error ? error.name : 'unknown' }))
    .finally(() => {
      running = undefined;
      if (tunnel.status.link === 'online' && !stopped.signal.aborted) void look();
    });
  return {
    get status() {
      return status();
    },
    look: async () => {
      await running;
      await look();
    },
    install,
    async stop() {
      unlisten();
      clearInterval(timer);
      stopped.abort();
      await running;
    },
  };
};

const byAge = ({ release: one }: Offer, { release: other }: Offer): number =>
  compareVersions(one.version, other.version) || Date.parse(one.publishedAt) - Date.parse(other.publishedAt);

const isRefusedFor = (checked: ReturnType<typeof checkRelease>, code: ReleaseRefusal): boolean => !checked.ok && checked.code === code;
