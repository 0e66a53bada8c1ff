import { describe, expect, it, vi } from 'vitest';
import { BLOB_PART_BYTES } from '../../../../contracts/domain/blob-parts.ts';
import { fail, ok } from '../../../../contracts/result.ts';
import { LockedError } from '../../../../main/platform/ipc/locked.ts';
import type { Store } from '../../../../main/store/store.ts';
import type { AttachmentSource } from '../../../../main/sync/blobs/fetch.ts';
import { createBlobDesk } from '../../../../main/sync/blobs/handlers.ts';
import { createReceivers, tidyBlobs } from '../../../../main/sync/blobs/receive.ts';
import { crime, upsertCrime } from '../../support/items.ts';
import { bring, localStore, temporaryFolder, temporaryStore } from '../../support/store.ts';
import { hashOf, jpeg, NOW } from './support.ts';

const BYTES = 3 * BLOB_PART_BYTES + 5;
const LIMITS = { maxBytes: 8 * BLOB_PART_BYTES, maxTotalBytes: 8 * BLOB_PART_BYTES };
const photograph = jpeg(BYTES);
const hash = hashOf(photograph);
const report = crime({ attachments: [{ hash, bytes: BYTES, type: 'image/jpeg', name: 'door.jpg' }] });
const asked = { system: 'crime', kind: 'crime', id: report.id, hash } as const;

const storeWithReport = async (folder = temporaryFolder()) => {
  const store = localStore(folder);
  await bring(store, 'crime', [upsertCrime(report)]);
  return store;
};
/** HQ, which answers as `answer` says; at which bytes it was asked. */
const standIn = (answer: (offset: number) => 'part' | 'NoSignal' | 'NotAtHq' | 'never') => {
  const offsets: number[] = [];
  const source: AttachmentSource = {
    async part({ offset }) {
      offsets.push(offset);
      const how = answer(offset);
      if (how === 'never') return new Promise(() => undefined);
      return how === 'part' ? ok(photograph.slice(offset, offset + BLOB_PART_BYTES)) : fail(how);
    },
  };
  return { source, offsets };
};
/** `againMs`: so long no test lasts, unless it says otherwise. */
const deskOf = (
  store: () => Store | undefined,
  source: AttachmentSource | undefined,
  { limits = LIMITS, againMs = 3_600_000 }: { limits?: typeof LIMITS; againMs?: number } = {},
) => {
  const changed = vi.fn();
  const journal = vi.fn(async () => undefined);
  const receiverOf = createReceivers({ limits: () => limits, now: () => NOW });
  const { handlers, goOn } = createBlobDesk({ store, receiverOf, limits: () => limits, source: () => source, changed, journal, againMs });
  const place = async () => {
    const answer = await handlers.places({ hashes: [hash] });
    return answer.ok ? answer.value.places[0] : undefined;
  };
  return {
    handlers,
    goOn,
    place,
    changed,
    journal,
    becomes: (expected: object) => vi.waitFor(async () => expect(await place()).toEqual(expected), 20_000),
  };
};

/** Parts of attachments in the store, whole or not. */
const partsIn = (store: ReturnType<typeof localStore>): unknown =>
  store.look((db) => db.prepare<[], { n: number }>('SELECT count(*) AS n FROM blob_part').get()?.n);

describe('an attachment that is fetched', () => {
  it('waits where the link broke, and goes on from there', async () => {
    const store = await storeWithReport();
    let up = false;
    const hq = standIn((offset) => (offset < 2 * BLOB_PART_BYTES || up ? 'part' : 'NoSignal'));
    const { handlers, becomes, changed } = deskOf(() => store, hq.source);
    await handlers.fetch(asked);
    await becomes({ kind: 'failed', code: 'NoSignal' });
    up = true;
    hq.offsets.splice(0);
    await handlers.fetch(asked);
    await becomes({ kind: 'here' });
    expect(hq.offsets).toEqual([2 * BLOB_PART_BYTES, 3 * BLOB_PART_BYTES]);
    expect(changed.mock.calls.length).toBeGreaterThan(4);
    await store.close();
  }, 30_000);

  it('is asked for once however often it is wanted, and not again once it is here', async () => {
    const store = await storeWithReport();
    const hq = standIn(() => 'part');
    const { handlers, becomes } = deskOf(() => store, hq.source);
    await Promise.all([handlers.fetch(asked), handlers.fetch(asked), handlers.fetch(asked)]);
    await becomes({ kind: 'here' });
    await handlers.fetch(asked);
    expect(hq.offsets).toHaveLength(4);
    await store.close();
  });

  it('says why it does not come', async () => {
    const store = await storeWithReport();
    const gone = deskOf(() => store, standIn(() => 'NotAtHq').source);
    await gone.handlers.fetch(asked);
    await gone.becomes({ kind: 'failed', code: 'NotAtHq' });
    for (const [limits, code] of [
      [{ ...LIMITS, maxBytes: BYTES - 1 }, 'BlobTooLarge'],
      [{ ...LIMITS, maxTotalBytes: BYTES - 1 }, 'BlobsFull'],
    ] as const) {
      const { handlers, becomes } = deskOf(() => store, standIn(() => 'part').source, { limits });
      await handlers.fetch(asked);
      await becomes({ kind: 'failed', code });
    }
    await store.close();
  });

  it('is journalled as seen when it is opened, by its item; of what no item here carries nothing is opened', async () => {
    const store = await storeWithReport();
    const { handlers, journal } = deskOf(() => store, undefined);
    expect(await handlers.view(asked)).toEqual({ ok: true, value: null });
    expect(await handlers.view({ ...asked, hash: 'f'.repeat(64) })).toEqual({ ok: false, code: 'NotFound' });
    expect(journal.mock.calls).toEqual([[{ action: 'view', subject: report.id, detail: 'attachment' }]]);
    await store.close();
  });

  it('goes on by itself once the link is back, and shows why it waits until something comes', async () => {
    const store = await storeWithReport();
    let up = false;
    const hq = standIn((offset) => (offset < BLOB_PART_BYTES || up ? 'part' : 'NoSignal'));
    const { handlers, becomes } = deskOf(() => store, hq.source, { againMs: 10 });
    await handlers.fetch(asked);
    await becomes({ kind: 'failed', code: 'NoSignal' });
    const before = hq.offsets.length;
    await vi.waitFor(() => expect(hq.offsets.length).toBeGreaterThan(before + 2), 20_000);
    await becomes({ kind: 'failed', code: 'NoSignal' });
    up = true;
    await becomes({ kind: 'here' });
    expect(hq.offsets.filter((offset) => offset === 0)).toHaveLength(1);
    await store.close();
  }, 30_000);

  it('goes on where it was when the work that it was fetched for opens again, and is nobody else’s meanwhile', async () => {
    const folder = temporaryFolder();
    const store = await storeWithReport(folder);
    const other = await temporaryStore();
    let open: Store | undefined = store;
    let up = false;
    const hq = standIn((offset) => (offset === 0 || up ? 'part' : 'never'));
    const { handlers, goOn, place, becomes } = deskOf(() => open, hq.source);
    await handlers.fetch(asked);
    await becomes({ kind: 'coming', received: BLOB_PART_BYTES });
    open = undefined;
    await store.close();
    await expect(handlers.places({ hashes: [hash] })).rejects.toThrow(LockedError);
    await goOn();
    open = other;
    await goOn();
    expect(await place()).toEqual({ kind: 'atHq' });
    expect(await handlers.fetch(asked)).toEqual({ ok: false, code: 'NotFound' });
    const again = localStore(folder);
    open = again;
    await tidyBlobs(again, () => NOW);
    up = true;
    hq.offsets.splice(0);
    await goOn();
    await becomes({ kind: 'here' });
    expect(hq.offsets).toEqual([BLOB_PART_BYTES, 2 * BLOB_PART_BYTES, 3 * BLOB_PART_BYTES]);
    await again.close();
  });

  it('is given up when it was begun long ago', async () => {
    const folder = temporaryFolder();
    const store = await storeWithReport(folder);
    const hq = standIn((offset) => (offset === 0 ? 'part' : 'never'));
    const { handlers, becomes } = deskOf(() => store, hq.source);
    await handlers.fetch(asked);
    await becomes({ kind: 'coming', received: BLOB_PART_BYTES });
    await store.close();
    const again = localStore(folder);
    await tidyBlobs(again, () => new Date(NOW.getTime() + 8 * 24 * 3_600_000));
    expect(partsIn(again)).toBe(0);
    await again.close();
  });

  it.each(['coming', 'waiting for signal', 'just begun'])(
    'leaves nothing when it is stopped: %s',
    async (when) => {
      const folder = temporaryFolder();
      const store = await storeWithReport(folder);
      const hq = standIn((offset) => (offset === 0 ? 'part' : when === 'coming' ? 'never' : 'NoSignal'));
      const { handlers, goOn, place, becomes } = deskOf(() => store, hq.source);
      await handlers.fetch(asked);
      if (when === 'coming') await becomes({ kind: 'coming', received: BLOB_PART_BYTES });
      if (when === 'waiting for signal') await becomes({ kind: 'failed', code: 'NoSignal' });
      await handlers.stop({ hash });
      await vi.waitFor(async () => expect([await store.read('blob.coming', null), partsIn(store)]).toEqual([[], 0]), 20_000);
      await goOn();
      expect(await place()).toEqual({ kind: 'atHq' });
      await store.close();
    },
    30_000,
  );

  it('leaves nothing where HQ has it no more', async () => {
    const store = await storeWithReport();
    const { handlers, becomes } = deskOf(() => store, standIn((offset) => (offset === 0 ? 'part' : 'NotAtHq')).source);
    await handlers.fetch(asked);
    await becomes({ kind: 'failed', code: 'NotAtHq' });
    expect([await store.read('blob.coming', null), partsIn(store)]).toEqual([[], 0]);
    await store.close();
  });
});
