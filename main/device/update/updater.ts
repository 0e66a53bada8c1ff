import type { Release, ReleasePlatform, UpdateReport } from '../../../contracts/domain/release.ts';
import type { ForIct, GoesIn, UpdateStatus } from '../../../contracts/ipc/update.ts';
import type { Journal } from '../../audit/journal.ts';
import { causeOf } from '../../platform/shell/fault.ts';
import type { Installer } from '../../platform/shell/port.ts';
import { deviceCaller } from '../tunnel/call.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';
import { dueBy, outdatedBelow } from './by-policy.ts';
import { keepFailures, noteUpdate } from './failures.ts';
import { type FetchPorts, type FetchRefusal, fetchRelease, isIntact, placeOf } from './fetch-release.ts';
import { beginVersion, proveVersion, unfitness } from './first-start.ts';
import { updateMemory } from './memory.ts';
import { isRefusedFor, judgeOffers, type Offer, type OfferPorts } from './offers.ts';

export interface UpdaterPorts extends OfferPorts {
  readonly tunnel: Tunnel;
  /** Undefined for a machine that no release is made for. */
  readonly platform: ReleasePlatform | undefined;
  readonly installer: Installer | undefined;
  /** Whether the program passes its own test; undefined in development. */
  readonly testItself: ((signal: AbortSignal) => Promise<boolean>) | undefined;
  /** `<data>/updates`, for the file, and `<data>/device/update.json`. */
  readonly folder: string;
  readonly memoryFile: string;
  /** Resolves once the sign-in screen is shown: until then no policy, list or release is read. */
  readonly painted: Promise<unknown>;
  readonly onChange: (status: UpdateStatus) => void;
  /** The laptop's own: what becomes of each version. */
  readonly journal: Journal;
  readonly free?: FetchPorts['free'];
}

/** The program's next version on this laptop: proven, fetched while nobody waits for the link, installed when it is asked for. */
export interface Updater {
  readonly status: UpdateStatus;
  /** For ICT. */
  readonly report: UpdateReport;
  /** Asks HQ now; resolves once what it offers is here, or cannot be. Never rejects. */
  look(): Promise<void>;
  /** When the version that is ready is wanted; false where none is. The word holds for that version, until another is given. */
  want(when: GoesIn): boolean;
  /**
   * Proves what lies here once more, signature and file, and hands it to the installer, if `mayBegin` still says so. True: the program must
   * quit now. False, once that has ended, where another call is at it already: a version is handed over once. `thenStart`: whether it comes up again by itself. Never
   * rejects.
   */
  install(mayBegin?: () => boolean, thenStart?: boolean): Promise<boolean>;
  stop(): Promise<void>;
}

/** As often as the policy is asked for. */
const LOOK_MS = 4 * 60 * 60 * 1000;
/** After a cut the feed is not asked again so soon, unless something was under way. */
const FRESH_ENOUGH_MS = 10 * 60 * 1000;
/** A minimum version may begin to hold by the clock alone. */
const TELL_MS = 60 * 1000;
const SPOILT: ReadonlySet<FetchRefusal> = new Set(['SizeDiffers', 'HashDiffers']);
/** What failed twice fails a third time: ICT looks. */
const MOST_TRIES = 2;

export const keepUpdated = (ports: UpdaterPorts): Updater => {
  const { tunnel, policy, installer, installed, folder, log } = ports;
  const call = deviceCaller(tunnel);
  const memory = updateMemory(ports.memoryFile);
  const failures = keepFailures(memory, ports);
  const offers = judgeOffers(ports, call, memory);
  const stopped = new AbortController();
  let running: Promise<void> | undefined;
  let last = Number.NEGATIVE_INFINITY;
  let unfinished = false;
  let againMs = FRESH_ENOUGH_MS;
  let release: UpdateStatus['release'];
  let installing: Promise<boolean> | undefined;
  let wanted: { readonly version: string; readonly when: GoesIn } | undefined;

  if (beginVersion(memory, installed, failures)) noteUpdate(ports, installed, 'installed');

  const status = (): UpdateStatus => {
    const inForce = policy.current();
    const outdated = outdatedBelow(installed, inForce, ports.now());
    const due = dueBy(installed, inForce, ports.now());
    const unfit = unfitness(memory, installed);
    return {
      ...(release === undefined ? {} : { release }),
      ...(outdated === undefined ? {} : { outdated }),
      ...(due === undefined ? {} : { due }),
      ...(unfit === undefined ? {} : { unfit }),
    };
  };
  let told = '{}'; // What the window begins with.
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
  const showReady = (version: string): void =>
    show({ kind: 'ready', version, goesIn: wanted?.version === version ? wanted.when : 'cardOut' });
  const tellFault = (error: unknown): void => log('updateFailed', { cause: causeOf(error) });

  const lookNow = async (): Promise<void> => {
    const { platform } = ports;
    if (platform === undefined || release?.kind === 'installing') return;
    const offered = await offers.ask(platform, stopped.signal);
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
    if (stopped.signal.aborted) return;
    unfinished = !fetched.ok && fetched.code === 'TunnelDown';
    // What HQ has there is not what was signed: a hundred megabytes at every cut would not mend that.
    againMs = !fetched.ok && SPOILT.has(fetched.code) ? LOOK_MS : FRESH_ENOUGH_MS;
    log('releaseFetched', { version, outcome: fetched.ok ? 'whole' : fetched.code });
    if (fetched.ok) {
      if (memory.now.ready !== signed) noteUpdate(ports, version, 'downloaded');
      memory.keep({ ready: signed });
      return showReady(version);
    }
    if (SPOILT.has(fetched.code)) failures.add(version, 'NotAsSigned');
    if (fetched.code === 'DiskFull' || fetched.code === 'DiskFault') {
      failures.add(version, 'NoRoom');
      show({ kind: 'forIct', version, why: 'NoRoom' });
    } else if (!unfinished) show(undefined);
  };

  /** Why this laptop does not install that version itself; undefined where it does. */
  const notHere = async (version: string): Promise<ForIct | undefined> => {
    if (installer === undefined) return 'NoInstaller';
    const { tried, failure } = memory.now;
    if (tried?.version === version && tried.times >= MOST_TRIES) {
      if (failure?.version === version && failure.code === 'WrongPublisher') return 'WrongPublisher';
      failures.add(version, 'NotInstalled');
      return 'NotInstalled';
    }
    return (await installer.mayInstall().catch(() => false)) ? undefined : 'NoRights';
  };

  const look = async (): Promise<void> => {
    if (stopped.signal.aborted) return;
    running ??= lookNow()
      .catch(tellFault)
      .finally(() => {
        running = undefined;
      });
    return running;
  };

  const installNow = async (mayBegin: () => boolean, thenStart: boolean): Promise<boolean> => {
    const { ready } = memory.now;
    const { platform } = ports;
    if (release?.kind !== 'ready' || ready === undefined || platform === undefined || installer === undefined) return false;
    const proved = await proveAgain(ready, platform);
    if (proved === undefined || !mayBegin()) return false;
    const { version } = proved.release;
    noteUpdate(ports, version, 'verified');
    const { tried } = memory.now;
    // Written first: an installation that ends this program half way is one that was tried.
    memory.keep({ tried: { version, times: tried?.version === version ? tried.times + 1 : 1 } });
    show({ kind: 'installing', version });
    noteUpdate(ports, version, 'handed to the installer');
    const outcome = await installer.install(proved.file, { thenStart });
    log('releaseInstalled', { version, outcome });
    if (outcome === 'begun') return true;
    failures.add(version, outcome);
    show({ kind: 'forIct', version, why: outcome });
    return false;
  };

  /** Signature and file, as they are on the disk now. What does not hold is not installed, and is gone. */
  const proveAgain = async (
    ready: string,
    platform: ReleasePlatform,
  ): Promise<{ readonly release: Release; readonly file: string } | undefined> => {
    const checked = offers.check(ready, platform, memory.now.protocol ?? 0);
    const file = checked.ok ? placeOf(folder, checked.value) : undefined;
    if (checked.ok && file !== undefined && (await isIntact(file, checked.value))) return { release: checked.value, file };
    log('releaseRefused', { code: checked.ok ? 'HashDiffers' : checked.code });
    if (checked.ok) failures.add(checked.value.version, 'NotAsSigned');
    // Whether its certificate stands cannot be told without HQ: it stays, and is looked at again.
    if (isRefusedFor(checked, 'RevocationUnknown')) return undefined;
    memory.keep({ ready: undefined });
    show(undefined);
    return undefined;
  };

  /** What was whole before the last start is ready at once, also without signal. */
  const resume = async (): Promise<void> => {
    const { ready, protocol = 0 } = memory.now;
    const { platform } = ports;
    if (ready === undefined || platform === undefined) return;
    const checked = offers.check(ready, platform, protocol);
    if (!checked.ok) {
      if (checked.code !== 'RevocationUnknown') memory.keep({ ready: undefined });
      return;
    }
    const { version } = checked.value;
    const why = await notHere(version);
    if (why === undefined) showReady(version);
    else show({ kind: 'forIct', version, why });
  };

  const unlisten = tunnel.onStatus(({ link }) => {
    if (link === 'online' && (unfinished || performance.now() - last > againMs)) void look();
  });
  policy.onChange(() => {
    tell();
    if (tunnel.status.link !== 'offline') void look();
  });
  const timers = [setInterval(() => tunnel.status.link !== 'offline' && void look(), LOOK_MS).unref(), setInterval(tell, TELL_MS).unref()];
  running = ports.painted
    .then(resume)
    .catch(tellFault)
    .finally(() => {
      running = undefined;
      if (tunnel.status.link === 'online' && !stopped.signal.aborted) void look();
    });
  const { testItself } = ports;
  const proving = ports.painted
    .then(() => proveVersion({ memory, version: installed, failures, testItself, signal: stopped.signal, log }))
    .then(tell)
    .catch(tellFault);
  return {
    get status() {
      return status();
    },
    get report() {
      const { failure } = memory.now;
      return {
        ...(release === undefined ? {} : { next: { version: release.version, state: release.kind } }),
        ...(failure === undefined ? {} : { failure }),
      };
    },
    look: async () => {
      await running;
      await look();
    },
    want(when) {
      if (release?.kind !== 'ready') return false;
      wanted = { version: release.version, when };
      showReady(release.version);
      return true;
    },
    async install(mayBegin = () => true, thenStart = true) {
      if (installing !== undefined) return installing.then(() => false);
      installing = installNow(mayBegin, thenStart).catch((error: unknown) => {
        tellFault(error);
        if (release?.kind === 'installing') showReady(release.version);
        return false;
      });
      return installing.finally(() => {
        installing = undefined;
      });
    },
    async stop() {
      unlisten();
      for (const timer of timers) clearInterval(timer);
      stopped.abort();
      await Promise.all([running, proving]);
    },
  };
};
