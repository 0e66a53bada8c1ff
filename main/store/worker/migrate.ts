import { StoreError } from '../error.ts';
import type { CipherDriver } from './driver.ts';
import { type Migration, migrations } from './migrations/index.ts';

/**
 * Brings the store to this program's version, one transaction a step, so that a cut leaves it between two versions, never
 * within one. Throws StoreFromFuture, having changed nothing, when a newer program has written it.
 */
export const migrate = (driver: CipherDriver, steps: readonly Migration[] = migrations): void => {
  const version = Number(driver.pragma('user_version', { simple: true }));
  if (version > steps.length) throw new StoreError('StoreFromFuture');
  for (const [index, step] of steps.entries()) {
    const reached = index + 1;
    if (reached <= version) continue;
    driver
      .transaction(() => {
        driver.exec(step);
        driver.pragma(`user_version=${reached}`);
      })
      .immediate();
  }
};
