import type { Officer } from '../../../contracts/domain/officer.ts';
import type { Store } from '../../store/store.ts';

/**
 * Counts what the unit has now and whenever rows of Storm have changed, for as long as the work is open: before anything comes from HQ,
 * so that what the last session brought is distinguished from what comes now. Returns the way to stop.
 */
export const followAlerts = (ports: {
  readonly store: Store;
  readonly officer: () => Officer;
  readonly now: () => Date;
  readonly failed: () => void;
}): (() => void) => {
  const count = (): Promise<void> => ports.store.write('storm.countAlerts', { officer: ports.officer(), at: ports.now().toISOString() });
  const unlisten = ports.store.onChange((systems) => {
    if (systems.includes('storm')) void count().catch(ports.failed);
  });
  void count().catch(ports.failed);
  return unlisten;
};
