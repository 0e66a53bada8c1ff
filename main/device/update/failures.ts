import { compareVersions, type UpdateFault } from '../../../contracts/domain/release.ts';
import type { Journal } from '../../audit/journal.ts';
import type { Log } from '../../platform/log/log.ts';
import type { KeptMemory } from './memory.ts';

/** What went wrong with a version, written down once for each: in the laptop's memory, from where HQ is told, and in its journal. */
export interface Failures {
  add(version: string, code: UpdateFault): void;
}

export interface NotePorts {
  readonly journal: Journal;
  readonly log: Log;
}

export const keepFailures = (memory: KeptMemory, ports: NotePorts & { readonly now: () => Date }): Failures => ({
  add(version, code) {
    const { failure } = memory.now;
    if (failure?.version === version && failure.code === code) return;
    memory.keep({ failure: { version, code, at: ports.now().toISOString() } });
    noteUpdate(ports, version, `failed ${code}`);
  },
});

/** What is left of the last failure once this version has proved itself: one of a newer version. */
export const passed = ({ failure }: KeptMemory['now'], version: string): Partial<KeptMemory['now']> =>
  failure !== undefined && compareVersions(failure.version, version) <= 0 ? { failure: undefined } : {};

/** A line of the laptop's journal: what became of which version. Nobody waits for it. */
export const noteUpdate = ({ journal, log }: NotePorts, version: string, detail: string): void =>
  void journal({ action: 'update', subject: version, detail }).catch(() => log('updateNotJournalled'));
