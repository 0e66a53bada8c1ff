import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { localStore, temporaryFolder, temporaryStore } from '../../support/store.ts';
import { isEmpty, laptopAtHq } from './laptop-at-hq.ts';
import { hashOf, jpeg, MB, pageOf } from './support.ts';

const laptop = laptopAtHq();

describe('attachments on their way to HQ', () => {
  it('are there before the command that carries them, and how far is seen in the outbox', async () => {
    const store = await temporaryStore();
    const photographs = [jpeg(2 * MB + 5), jpeg(100)];
    for (const one of photographs) await pageOf(() => store).keep(one);
    await laptop.write(store, photographs.map(hashOf), 'with two photographs');
    const [before] = await store.read('outbox.list', null);
    expect(before?.blobs).toEqual({ sent: 0, total: 2 * MB + 105 });
    const seen: number[] = [];
    store.onChange(
      () =>
        void store
          .read('outbox.list', null)
          .then(([item]) => seen.push(item?.blobs?.sent ?? 0))
          .catch(() => undefined),
    );
    const stop = laptop.start(store);
    await isEmpty(store);
    await stop();
    for (const one of photographs) expect(await laptop.kept(hashOf(one))).toBe(hashOf(one));
    expect(await laptop.linesWith('with two photographs')).toBe(1);
    expect(seen.filter((sent) => sent > 100 && sent < 2 * MB).length).toBeGreaterThan(0);
  }, 90_000);

  it('come through whole, and their command once, however often and wherever the link is cut', async () => {
    const store = await temporaryStore();
    const photograph = jpeg(3 * MB + 1234);
    await pageOf(() => store).keep(photograph);
    await laptop.write(store, [hashOf(photograph)], 'over a bad link');
    let seed = 20_210_518;
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    laptop.way.cuts.push(...Array.from({ length: 6 }, () => 12_000 + Math.floor(random() * 900_000)));
    onTestFinished(() => void laptop.way.cuts.splice(0));
    laptop.way.reset();
    const stop = laptop.start(store);
    await isEmpty(store);
    await stop();
    expect(laptop.way.cuts).toEqual([]);
    expect(await laptop.kept(hashOf(photograph))).toBe(hashOf(photograph));
    expect(await laptop.linesWith('over a bad link')).toBe(1);
  }, 120_000);

  it('go on where HQ stands after the program has ended in their midst', async () => {
    const place = temporaryFolder();
    const first = localStore(place);
    const photograph = jpeg(4 * MB);
    await pageOf(() => first).keep(photograph);
    await laptop.write(first, [hashOf(photograph)], 'after a crash');
    const stopFirst = laptop.start(first);
    await vi.waitFor(async () => expect((await first.read('outbox.list', null))[0]?.blobs?.sent).toBeGreaterThan(MB / 2), {
      timeout: 30_000,
      interval: 5,
    });
    await first.close();
    await stopFirst();
    const reached = await laptop.query.selectFrom('blob').select('received').where('hash', '=', hashOf(photograph)).executeTakeFirst();
    expect(reached?.received).toBeGreaterThan(0);
    const store = await temporaryStore(place);
    const stop = laptop.start(store);
    await isEmpty(store);
    await stop();
    expect(await laptop.kept(hashOf(photograph))).toBe(hashOf(photograph));
    expect(await laptop.linesWith('after a crash')).toBe(1);
  }, 90_000);

  it('are sent again when HQ has lost them before their command came', async () => {
    const store = await temporaryStore();
    const photograph = jpeg(MB);
    await pageOf(() => store).keep(photograph);
    await laptop.write(store, [hashOf(photograph)], 'sent twice');
    await store.write('blob.sent', { hash: hashOf(photograph), sent: MB, atHq: true });
    const stop = laptop.start(store);
    await isEmpty(store);
    await stop();
    expect(await laptop.kept(hashOf(photograph))).toBe(hashOf(photograph));
    expect(await laptop.linesWith('sent twice')).toBe(1);
  }, 90_000);

  it('hold up no other work, and one that is nowhere is told', async () => {
    const store = await temporaryStore();
    await laptop.write(store, ['f'.repeat(64)], 'carries what is nowhere');
    await laptop.write(store, [], 'carries nothing');
    const stop = laptop.start(store);
    await vi.waitFor(async () => {
      const [lost, ...others] = await store.read('outbox.list', null);
      expect([lost?.state, lost?.reason, others.length]).toEqual(['refused', 'An attachment is neither on this laptop nor at HQ', 0]);
    }, 30_000);
    await stop();
    expect(await laptop.linesWith('carries nothing')).toBe(1);
  }, 60_000);
});
