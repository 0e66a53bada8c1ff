import type { Officer } from '../../contracts/domain/officer.ts';
import type { Handlers } from '../../contracts/ipc/index.ts';
import { fail, ok } from '../../contracts/result.ts';
import type { Store } from '../store/store.ts';
import { whileOpen } from '../store/while-open.ts';

/** What the officer asks of, and decides on, unsent work. Each call throws LockedError when nobody's work is open. */
export const createDecisionHandlers = (ports: {
  readonly work: () => { readonly store: Store; readonly officer: Officer } | undefined;
  /** Ends every wait: the officer wants it sent now. */
  readonly tryNow: () => void;
  readonly now?: () => Date;
}): Pick<Handlers['link'], 'command' | 'resend' | 'mend' | 'discard'> => {
  const at = (): string => (ports.now?.() ?? new Date()).toISOString();
  return {
    command: ({ id }) =>
      whileOpen(ports.work, async ({ store }) => {
        const command = await store.read('outbox.command', { id });
        return command === undefined ? fail('NotFound') : ok(command);
      }),
    resend: ({ id }) =>
      whileOpen(ports.work, async ({ store }) => {
        const decided = await store.write('outbox.resend', { id, at: at() });
        if (decided.ok) ports.tryNow();
        return decided;
      }),
    mend: (mended) => whileOpen(ports.work, ({ store, officer }) => store.write('outbox.mend', { ...mended, author: officer, at: at() })),
    discard: (given) => whileOpen(ports.work, ({ store }) => store.write('outbox.discard', { ...given, at: at() })),
  };
};
