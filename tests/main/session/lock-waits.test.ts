import { describe, expect, it, onTestFinished } from 'vitest';
import type { CardService } from '../../../main/card/service.ts';
import type { Trust } from '../../../main/device/trust/trust.ts';
import type { Tunnel } from '../../../main/device/tunnel/tunnel.ts';
import { beginWork } from '../../../main/session/open-session.ts';
import type { OpenWork } from '../../../main/session/work.ts';
import type { Store } from '../../../main/store/store.ts';
import { testSecrets } from '../../doubles/network/secrets.ts';
import { officer } from '../support/items.ts';
import { testReader } from '../support/reader.ts';
import { open, key as storeKey, temporaryFolder } from '../support/store.ts';

const never = <Value>(): Promise<Value> => new Promise(() => undefined);
/** A test fails by its own time limit when something waits for what never comes. */
const CLOSED_WITHIN_MS = 20_000;

/** Everybody whom a lock might wait for, and none of them ever answers. */
const silent = {
  card: { logout: never, sign: never, decrypt: never, derive: never } as unknown as CardService,
  tunnel: { status: { link: 'online' }, onStatus: () => () => undefined, connect: never, request: never } as unknown as Tunnel,
  trust: { anchors: [], intermediates: [], crls: [], recovery: undefined } as unknown as Trust,
};
const certificate = { keyId: new Uint8Array(1), der: new Uint8Array(1) };

const openWork = async (logout: () => Promise<void> = never): Promise<{ readonly work: OpenWork; readonly store: Store }> => {
  const folder = temporaryFolder();
  const store = await open({ folder, key: storeKey() });
  const reader = testReader();
  onTestFinished(() => reader.end());
  const me = officer();
  const lease = {
    ...{ id: 'l1', device: 'LAP-0417', officer: me, deviceShare: Buffer.alloc(32).toString('base64') },
    ...{ issuedAt: new Date().toISOString(), notAfter: new Date(Date.now() + 3_600_000).toISOString() },
  };
  const work = await beginWork(
    {
      ...{
        ...silent,
        card: { ...silent.card, logout },
        reader,
        device: 'LAP-0417',
        log: () => undefined,
        now: () => new Date(),
        lastEnd: () => undefined,
      },
      draftsTravel: () => false,
      unsentBytes: () => 0,
      blobBytes: () => 0,
      journal: async () => undefined,
      startOnlineServices: () => ({
        mail: {} as never,
        lookup: {} as never,
        register: {} as never,
        attachments: undefined,
        video: undefined,
        callForHelp: {} as never,
        searchAtHq: {} as never,
        tryNow: () => undefined,
        stop: never,
      }),
    },
    {
      card: {
        ...{ cardId: 'c1', holder: { staffId: me.staffId, name: me.name } as never },
        ...{ authentication: certificate, signature: certificate, keyManagement: certificate },
      } as never,
      place: { folder, secrets: testSecrets() },
      tag: 't1',
      held: { lease, lastSeen: new Date() },
      store,
      shift: { certificate: new Uint8Array(1), notAfter: new Date(Date.now() + 3_600_000) } as never,
      release: () => undefined,
    },
  );
  return { work, store };
};

describe('a lock waits for nobody:', () => {
  it(
    'no card, no server and no message that is being read keeps the store open',
    async () => {
      const { work, store } = await openWork();
      // What takes a reader longer than any lock may.
      const parts = `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(400_000)}`;
      const reading = work.reader.open(Buffer.from(parts)).catch((error: unknown) => error);
      const closed = work.close('cardRemoved');
      await expect
        .poll(() => store.read('outbox.count', null).then(String, (error: Error) => error.message), { timeout: CLOSED_WITHIN_MS })
        .toBe('StoreClosed');
      await closed;
      expect(await reading).toMatchObject({ name: 'LockedError' });
    },
    CLOSED_WITHIN_MS,
  );

  it('a card that has gone before it could be signed out is no fault', async () => {
    const { work } = await openWork(() => Promise.reject(new Error('CardRemoved')));
    await work.close('cardRemoved'); // A rejection that nobody hears would end the program.
  });

  it(
    'reads that wait are not begun any more, and what was written is kept',
    async () => {
      const folder = temporaryFolder();
      const store = await open({ folder, key: storeKey() });
      const note = { at: new Date().toISOString(), action: 'signIn', subject: 'LAP-0417', detail: 'x' } as const;
      const written = store.write('journal.append', note);
      const reads = Array.from({ length: 500 }, () =>
        store.read('outbox.count', null).then(
          () => 'read',
          (error: Error) => error.message,
        ),
      );
      await store.close();
      await written;
      expect((await Promise.all(reads)).filter((answer) => answer === 'StoreClosed').length).toBeGreaterThan(0);
      const again = await open({ folder, key: storeKey() });
      expect(await again.read('journal.after', { after: 0, limit: 5 })).toHaveLength(1);
      await again.close();
    },
    CLOSED_WITHIN_MS,
  );
});
