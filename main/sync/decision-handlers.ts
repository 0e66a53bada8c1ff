import type { Handlers } from '../../contracts/ipc/index.ts';
import { fail, ok } from '../../contracts/result.ts';
import type { Store } from '../store/store.ts';
import { whileOpen } from '../store/while-open.ts';

/** What the officer asks of, and decides on, unsent work. Each call throws LockedError when nobody's work is open. */
export const createDecisionHandlers = (ports: {
  readonly store: () => Store | undefined;
  /** Ends every wait: the officer wants it sent now. */
  readonly tryNow: () => void;
  readonly now?: () => Date;
}): Pick<Handlers['link'], 'command' | 'resend' | 'mend' | 'discard'> => {
  const at = (): string => (ports.now?.() ?? new Date()).toISOString();
  return {
    command: ({ id }) =>
      whileOpen(ports.store, async (store) => {
        const command = await store.read('outbox.command', { id });
        return command === undefined ? fail('NotFound') : ok(command);
      }),
    resend: ({ id }) =>
      whileOpen(ports.store, async (store) => {
        const decided = await store.write('outbox.resend', { id, at: at() });
        if (decided.ok) ports.tryNow();
        return decided;
      }),
    mend: (mended) => whileOpen(ports.store, (store) => store.write('outbox.mend', { ...mended, at: at() })),
    discard: (given) => whileOpen(ports.store, (store) => store.write('outbox.discard', { ...given, at: at() })),
  };
};
