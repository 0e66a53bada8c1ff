import type { UpdateFault } from '../../../contracts/domain/release.ts';
import type { Log } from '../../platform/log/log.ts';
import { type Failures, passed } from './failures.ts';
import type { KeptMemory } from './memory.ts';

/** A laptop that loses its power while a version starts for the first time is no fault of the version; twice is odd. */
const MOST_UNPROVED_STARTS = 2;
/** What fails once on a laptop that is busy may pass the next time. */
const TESTS = 2;

/**
 * Notes that this version is being started, before anything of it that could fail: one that was started several times and never got to
 * prove itself is `NotStarted`. True for a version that another one ran before.
 */
export const beginVersion = (memory: KeptMemory, version: string, failures: Failures): boolean => {
  const { started } = memory.now;
  if (started?.version === version && started.proved) return false;
  const before = started?.version === version ? started.times : 0;
  memory.keep({ started: { version, times: before + 1, proved: false } });
  if (before >= MOST_UNPROVED_STARTS) failures.add(version, 'NotStarted');
  return started !== undefined && started.version !== version;
};

/**
 * Has a version that has not proved itself yet test itself: it is proved where that passes, and `SelfTestFailed` where it fails twice. An
 * orderly end of the program meanwhile says nothing, and that start is not counted. Never rejects.
 */
export const proveVersion = async (ports: {
  readonly memory: KeptMemory;
  readonly version: string;
  readonly failures: Failures;
  /** Whether all of the program's own test passed. Undefined in development: to have started is enough. */
  readonly testItself: ((signal: AbortSignal) => Promise<boolean>) | undefined;
  readonly signal: AbortSignal;
  readonly log: Log;
}): Promise<void> => {
  const { memory, version, failures, testItself = async () => true, signal, log } = ports;
  if (memory.now.started?.proved === true) return;
  for (let test = 1; test <= TESTS; test += 1) {
    const passes = await testItself(signal).catch(() => false);
    const { times = 1 } = memory.now.started ?? {};
    if (signal.aborted) return memory.keep({ started: { version, times: times - 1, proved: false } });
    log('versionTested', { version, passes });
    if (!passes) continue;
    memory.keep({ started: { version, times, proved: true }, ...passed(memory.now, version) });
    return;
  }
  // It came as far as its test: this start is none of those that were ended before.
  memory.keep({ started: { version, times: 0, proved: false } });
  failures.add(version, 'SelfTestFailed');
};

/** What is wrong with the version that runs, as far as it is known. */
export const unfitness = (
  { now: { failure } }: KeptMemory,
  version: string,
): Extract<UpdateFault, 'NotStarted' | 'SelfTestFailed'> | undefined =>
  failure?.version === version && (failure.code === 'NotStarted' || failure.code === 'SelfTestFailed') ? failure.code : undefined;
