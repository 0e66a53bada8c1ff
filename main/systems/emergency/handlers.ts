import type { Handlers } from '../../../contracts/ipc/index.ts';
import { fail } from '../../../contracts/result.ts';
import type { CallForHelp } from '../../sync/services.ts';
import { type StoreContext, withOpenStore } from '../with-open-store.ts';

export interface EmergencyContext extends StoreContext {
  /** Undefined while there is no way to HQ's systems. */
  readonly callForHelp: () => CallForHelp | undefined;
}

/** The officer's call for help. Of all that an officer does it alone never waits in the outbox: help that comes hours later is none. */
export const createEmergencyHandlers = (ports: EmergencyContext): Handlers['emergency'] => ({
  call: () =>
    withOpenStore(ports, async ({ store, officer }) => {
      const unit = await store.read('storm.unit', { officer });
      if (unit === undefined) return fail('NoUnit');
      const answer = (await ports.callForHelp()?.(unit.callSign)) ?? fail('NotAnswered');
      // Who calls for help waits for no disk.
      const detail = `emergency ${answer.ok ? 'taken' : answer.code}`;
      void ports.journal({ action: 'send', subject: unit.callSign, detail }).catch(() => undefined);
      return answer;
    }),
});
