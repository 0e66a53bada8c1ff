import { join } from 'node:path';
import type { SessionState } from '../../../contracts/ipc/session.ts';
import { ok } from '../../../contracts/result.ts';
import type { CardService } from '../../../main/card/service.ts';
import type { Trust } from '../../../main/device/trust/trust.ts';
import { createCardReader } from '../../../main/session/read-card.ts';
import { signInError } from '../../../main/session/refusals.ts';
import { createSession, type Session, type SessionLaptop, type SessionNote } from '../../../main/session/session.ts';
import type { OpenWork } from '../../../main/session/work.ts';
import type { Store } from '../../../main/store/store.ts';
import { parseCrl } from '../../../pki/index.ts';
import type { TestForce } from '../card/force.ts';
import { officer } from '../support/items.ts';
import { testReader } from '../support/reader.ts';
import { key, open } from '../support/store.ts';

/** The session of a laptop without HQ: its cards, its machine and its stores are the product's; a PIN that the card takes opens the store. */
export interface SignInScreen {
  readonly session: Session;
  readonly notes: readonly SessionNote[];
  /** Works that were opened and are not closed. */
  readonly openWorks: readonly OpenWork[];
  /** Resolves with the first state that fits, now or later. */
  until<Kind extends SessionState['kind']>(
    kind: Kind,
    fits?: (state: Extract<SessionState, { kind: Kind }>) => boolean,
  ): Promise<Extract<SessionState, { kind: Kind }>>;
  close(): Promise<void>;
}

/** Longer than any of this takes on a loaded machine with a slow card. */
const PATIENCE_MS = 50_000;

export const openSignIn = (force: TestForce, card: CardService, folder: string): SignInScreen => {
  const notes: SessionNote[] = [];
  const openWorks: OpenWork[] = [];
  const listeners = new Set<() => void>();
  const trust: Trust = {
    anchors: [force.root],
    intermediates: [force.officers.certificate],
    crls: force.crls.map((list) => parseCrl(list)),
    recovery: undefined,
    state: () => 'fresh',
    update: () => Promise.reject(new Error('no HQ here')),
  };
  const workOn = (store: Store, cardId: string, staffId: string): OpenWork => {
    const work: OpenWork = {
      officer: officer({ staffId }),
      leaseUntil: new Date(Date.now() + 3_600_000),
      store,
      mail: undefined,
      lookup: undefined,
      reader: testReader(),
      register: undefined,
      attachments: undefined,
      video: undefined,
      callForHelp: undefined,
      searchAtHq: undefined,
      signature: undefined,
      decryption: { certificate: new Uint8Array(), open: () => Promise.reject(new Error('not asked')) },
      undecided: 0,
      unsent: 0,
      unsealed: { left: 0, full: false },
      onLease: () => undefined,
      onEnded: () => undefined,
      onUnsent: () => undefined,
      async close() {
        await Promise.allSettled([card.logout(cardId), store.close()]);
        openWorks.splice(openWorks.indexOf(work), 1);
      },
    };
    openWorks.push(work);
    return work;
  };
  const session = createSession({ now: () => new Date(), log: () => undefined, renewPage: async () => undefined });
  const laptop: SessionLaptop = {
    card,
    journal: (note) => notes.push(note),
    pinRules: { minLength: 6, maxLength: 8 },
    readCard: createCardReader({ card, trust, now: () => new Date() }),
    async unlock({ cardId, holder }, pin, onStep, signal) {
      try {
        onStep('card');
        await card.login(cardId, pin);
        signal.throwIfAborted();
        return workOn(await open({ folder: join(folder, holder.staffId), key: key() }), cardId, holder.staffId);
      } catch (error) {
        await card.logout(cardId).catch(() => undefined);
        throw signInError(error);
      }
    },
  };
  session.attach(ok(laptop));
  session.onChange(() => {
    for (const listener of [...listeners]) listener();
  });
  return {
    session,
    notes,
    openWorks,
    until: (kind, fits = () => true) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => end(() => reject(new Error(`waited in vain for ${kind}; it is ${session.state.kind}`))),
          PATIENCE_MS,
        );
        const look = () => {
          const { state } = session;
          if (state.kind !== kind) return;
          const found = state as Extract<SessionState, { kind: typeof kind }>;
          if (fits(found)) end(() => resolve(found));
        };
        const end = (act: () => void) => {
          clearTimeout(timer);
          listeners.delete(look);
          act();
        };
        listeners.add(look);
        look();
      }),
    close: () => session.detach(),
  };
};
