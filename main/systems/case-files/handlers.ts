import type { Handlers } from '../../../contracts/ipc/index.ts';
import { fail, ok } from '../../../contracts/result.ts';
import { createViewJournal } from '../../audit/journal.ts';
import { zeroing } from '../../card/sign-with-card.ts';
import { whenFetched } from '../../store/fetched.ts';
import type { Store } from '../../store/store.ts';
import type { Receiver } from '../../sync/blobs/receive.ts';
import type { CardSigner } from '../card-signer.ts';
import { type StoreContext, withOpenStore } from '../with-open-store.ts';
import { handOverCase } from './hand-over.ts';

interface CaseFilePorts extends StoreContext {
  /** Who signs; undefined while nobody is signed in. */
  readonly signer: () => CardSigner | undefined;
  /** Takes files into the open store. */
  readonly receiverOf: (store: Store) => Receiver;
}

/** The calls of case files (contracts/ipc/case-files.ts). Each throws LockedError when nobody's work is open. */
export const createCaseFileHandlers = (ports: CaseFilePorts): Handlers['caseFiles'] => {
  const viewed = createViewJournal(ports.journal);
  return {
    list: ({ crimeId }) =>
      withOpenStore(ports, async ({ store, officer }) =>
        ok(await whenFetched(store, 'caseFiles', () => store.read('caseFiles.list', { crimeId, officer }))),
      ),

    get: ({ id }) =>
      withOpenStore(ports, async ({ store, officer, now }) => {
        const shown = await store.read('caseFiles.get', { id, officer });
        if (shown === undefined) return fail('NotFound');
        await viewed(officer.staffId, shown.id, now);
        return ok(shown);
      }),

    handOver: ({ id, purpose, pin }) =>
      zeroing(pin, () =>
        withOpenStore(ports, async ({ store, officer, now }) => {
          const known = await store.read('caseFiles.known', { id, officer });
          if (known === undefined) return fail('NotFound');
          const signer = ports.signer();
          if (signer === undefined) return fail('NotAllowed');
          return handOverCase({ known, purpose, pin, officer, at: now, signer, store, receiver: ports.receiverOf(store) });
        }),
      ),
  };
};
