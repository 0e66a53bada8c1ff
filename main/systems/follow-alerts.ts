import type { Officer } from '../../contracts/domain/officer.ts';
import type { Store } from '../store/store.ts';

/** Each system that alerts, by its write that tells what was there from what comes. */
const counts = { storm: 'storm.countAlerts', missing: 'missing.countAlerts' } as const;
const systems = Object.keys(counts) as (keyof typeof counts)[];

/**
 * Counts what the officer has to know of now and whenever rows of its system have changed, for as long as the work is open: before anything comes from HQ,
 * so that what the last session brought is distinguished from what comes now. Returns the way to stop.
 */
export const followAlerts = (ports: {
  readonly store: Store;
  readonly officer: () => Officer;
  readonly now: () => Date;
  readonly failed: () => void;
}): (() => void) => {
  const count = (system: keyof typeof counts): void =>
    void ports.store.write(counts[system], { officer: ports.officer(), at: ports.now().toISOString() }).catch(ports.failed);
  const unlisten = ports.store.onChange((changed) => {
    for (const system of systems) if (changed.includes(system)) count(system);
  });
  for (const system of systems) count(system);
  return unlisten;
};
