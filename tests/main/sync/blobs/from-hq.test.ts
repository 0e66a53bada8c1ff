import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { attachmentsIn } from '../../../../contracts/domain/blob.ts';
import type { BlobPlace } from '../../../../contracts/ipc/blobs.ts';
import type { Store } from '../../../../main/store/store.ts';
import { createBlobDesk } from '../../../../main/sync/blobs/handlers.ts';
import { createReceivers } from '../../../../main/sync/blobs/receive.ts';
import { createSync } from '../../../../main/sync/sync.ts';
import { rahman } from '../../../hq/support/force.ts';
import { temporaryStore } from '../../support/store.ts';
import { isEmpty, laptopAtHq } from './laptop-at-hq.ts';
import { hashOf, jpeg, MB, pageOf } from './support.ts';

const laptop = laptopAtHq();

describe('attachments on their way back', () => {
  /** A second laptop's store, in which the report is and its attachments are not; `lie`: what its way to HQ makes of a part. */
  const secondLaptop = async (lie: (part: Uint8Array) => Uint8Array = (part) => part) => {
    const store = await temporaryStore();
    const services = laptop.services();
    const sync = createSync({ store, services, onRefreshed: () => undefined, random: () => 0 });
    onTestFinished(async () => {
      await Promise.all([sync.stop(), services.close()]);
    });
    const source = services.attachments;
    const { handlers } = createBlobDesk({
      store: () => store,
      receiverOf: createReceivers({ limits: () => ({ maxBytes: 64 * MB, maxTotalBytes: 128 * MB }), now: () => new Date() }),
      limits: () => ({ maxBytes: 64 * MB, maxTotalBytes: 128 * MB }),
      source: () =>
        source && {
          async part(asked, signal) {
            const part = await source.part(asked, signal);
            return part.ok ? { ok: true, value: lie(part.value) } : part;
          },
        },
      changed: () => undefined,
      journal: async () => undefined,
    });
    const placeOf = async (hash: string): Promise<BlobPlace | undefined> => {
      const answer = await handlers.places({ hashes: [hash] });
      return answer.ok ? answer.value.places[0] : undefined;
    };
    return { store, handlers, placeOf };
  };
  /** The number of a report that carries the photograph, recorded by this officer on the first laptop. */
  const recorded = async (photograph: Uint8Array<ArrayBuffer>): Promise<string> => {
    const store = await temporaryStore();
    await pageOf(() => store).keep(photograph);
    const at = new Date().toISOString();
    const attachments = [{ hash: hashOf(photograph), bytes: photograph.byteLength, type: 'image/jpeg', name: 'door.jpg' }];
    const payload = {
      ...{ type: 'Burglary', title: 'Shed', committedFrom: at, method: '', marking: 'OFFICIAL', attachments },
      place: { text: 'Back lane', area: rahman.area },
    };
    const given = await store.write('commands.give', {
      ...{ system: 'crime', command: 'crime.create', payload, outboxId: randomUUID(), newId: randomUUID(), officer: rahman, at },
    });
    if (!given.ok) throw new Error(given.code);
    const stop = laptop.start(store);
    await isEmpty(store);
    await stop();
    const list = await store.read('crime.get', { id: given.value.itemId, officer: rahman });
    expect(list?.attachments).toEqual(attachments);
    return list?.id ?? '';
  };
  const arrives = (store: Store, id: string) =>
    vi.waitFor(async () => expect(attachmentsIn(await store.read('crime.get', { id, officer: rahman }))).toHaveLength(1), {
      timeout: 30_000,
      interval: 50,
    });

  it('come to another laptop when they are asked for, over a link that breaks, and are what was sent', async () => {
    const photograph = jpeg(2 * MB + 99);
    const [hash, id] = [hashOf(photograph), await recorded(photograph)];
    const { store, handlers, placeOf } = await secondLaptop();
    await arrives(store, id);
    expect(await placeOf(hash)).toEqual({ kind: 'atHq' });
    expect(await handlers.fetch({ system: 'crime', kind: 'task', id, hash })).toEqual({ ok: false, code: 'NotFound' });
    expect(await handlers.fetch({ system: 'crime', kind: 'crime', id, hash: 'f'.repeat(64) })).toEqual({ ok: false, code: 'NotFound' });
    laptop.way.cuts.push(700_000, 300_000);
    onTestFinished(() => void laptop.way.cuts.splice(0));
    laptop.way.reset();
    const seen = new Set<string>();
    await vi.waitFor(
      async () => {
        const place = await placeOf(hash);
        seen.add(place?.kind === 'failed' ? place.code : String(place?.kind));
        if (place?.kind === 'atHq' || place?.kind === 'failed') await handlers.fetch({ system: 'crime', kind: 'crime', id, hash });
        laptop.tunnel.tryNow();
        expect(place).toEqual({ kind: 'here' });
      },
      { timeout: 60_000, interval: 100 },
    );
    expect([...seen]).toContain('coming');
    expect(hashOf(new Uint8Array(await (await pageOf(() => store).ask('GET', `/blobs/${hash}`)).arrayBuffer()))).toBe(hash);
  }, 120_000);

  it('that are not what they should be are not kept', async () => {
    const photograph = jpeg(MB);
    const [hash, id] = [hashOf(photograph), await recorded(photograph)];
    const lies = [
      (part: Uint8Array) => part.map((byte, at) => (at === 5000 ? byte ^ 1 : byte)),
      (part: Uint8Array) => part.subarray(1),
      (part: Uint8Array) => part.map(() => 60),
    ];
    for (const lie of lies) {
      const { store, handlers, placeOf } = await secondLaptop(lie);
      await arrives(store, id);
      await handlers.fetch({ system: 'crime', kind: 'crime', id, hash });
      await vi.waitFor(async () => expect(await placeOf(hash)).toEqual({ kind: 'failed', code: 'Damaged' }), {
        timeout: 30_000,
        interval: 50,
      });
      expect((await pageOf(() => store).ask('GET', `/blobs/${hash}`)).status).toBe(404);
    }
  }, 120_000);

  it('are stopped by the officer, and begin again when they are wanted', async () => {
    const photograph = jpeg(2 * MB);
    const [hash, id] = [hashOf(photograph), await recorded(photograph)];
    const { store, handlers, placeOf } = await secondLaptop();
    await arrives(store, id);
    await handlers.fetch({ system: 'crime', kind: 'crime', id, hash });
    expect(await placeOf(hash)).toMatchObject({ kind: 'coming' });
    await handlers.stop({ hash });
    expect(await placeOf(hash)).toEqual({ kind: 'atHq' });
    await handlers.fetch({ system: 'crime', kind: 'crime', id, hash });
    await vi.waitFor(async () => expect(await placeOf(hash)).toEqual({ kind: 'here' }), { timeout: 30_000, interval: 50 });
  }, 90_000);
});
