import type { Handlers } from '../../../contracts/ipc/index.ts';
import { fail, ok } from '../../../contracts/result.ts';
import { createViewJournal } from '../../audit/journal.ts';
import { zeroing } from '../../card/sign-with-card.ts';
import { whenFetched } from '../../store/fetched.ts';
import type { Store } from '../../store/store.ts';
import type { Receiver } from '../../sync/blobs/receive.ts';
import type { CardSigner } from '../card-signer.ts';
import { type StoreContext, withOpenStore } from '../with-open-store.ts';
import { proveStatement } from './prove.ts';
import { signStatement } from './sign.ts';

interface StatementPorts extends StoreContext {
  /** Who signs, and by what signatures are judged; undefined while nobody is signed in. */
  readonly signer: () => CardSigner | undefined;
  /** Takes files into the open store. */
  readonly receiverOf: (store: Store) => Receiver;
}

/** The Statements pane's calls (contracts/ipc/statements.ts). Each throws LockedError when nobody's work is open. */
export const createStatementHandlers = (ports: StatementPorts): Handlers['statements'] => {
  const viewed = createViewJournal(ports.journal);
  return {
    list: (page) =>
      withOpenStore(ports, async ({ store }) => ok(await whenFetched(store, 'statements', () => store.read('statements.list', page)))),

    ofCrime: (asked) =>
      withOpenStore(ports, async ({ store }) => ok(await whenFetched(store, 'statements', () => store.read('statements.ofCrime', asked)))),

    get: ({ id }) =>
      withOpenStore(ports, async ({ store, officer, now }) => {
        const shown = await store.read('statements.get', { id });
        if (shown === undefined) return fail('NotFound');
        await viewed(officer.staffId, shown.id, now);
        return ok(shown);
      }),

    prove: ({ id }) =>
      withOpenStore(ports, async ({ store, now }) => {
        const [shown, signer] = [await store.read('statements.get', { id }), ports.signer()];
        return shown === undefined || signer === undefined ? fail('NotFound') : ok(await proveStatement(store, shown, signer.trust, now));
      }),

    sign: ({ statement, pin }) =>
      zeroing(pin, () =>
        withOpenStore(ports, async ({ store, officer, now }) => {
          const signer = ports.signer();
          if (signer === undefined || statement.officer.collarNumber !== officer.collarNumber) return fail('NotAllowed');
          return signStatement({ statement, pin, at: now, signer, store, receiver: ports.receiverOf(store) });
        }),
      ),
  };
};
