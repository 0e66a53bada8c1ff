import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Clip } from '../../../../contracts/domain/clip.ts';
import { CLIP_LEAF_BYTES, leafCount } from '../../../../contracts/domain/clip-parts.ts';
import { fail, ok } from '../../../../contracts/result.ts';
import { clipFolder } from '../../../../hq/video/folder.ts';
import type { Store } from '../../../../main/store/store.ts';
import type { VideoService } from '../../../../main/sync/services/video.ts';
import { createVideoDesk, type VideoPorts } from '../../../../main/systems/video/handlers.ts';
import { videoRoute } from '../../../../main/systems/video/route.ts';
import { leafHash, parseCrl } from '../../../../pki/index.ts';
import { makeClip, sealClip } from '../../../clip.ts';
import { Force, now } from '../../../pki/force.ts';
import { issueByRoot } from '../../../pki/pades/document.ts';
import { give } from '../../support/give.ts';
import { upsert } from '../../support/items.ts';
import { room } from '../../support/room.ts';
import { bring, localStore, temporaryFolder, temporaryStore } from '../../support/store.ts';

const force = await Force.make();
const { signer } = await issueByRoot(force);
const { anchors, intermediates, crls } = await force.trust();
const trust = { anchors, intermediates, crls: crls.map(parseCrl) };
const MIB = 1024 * 1024;
const noise = (leaves: number): Uint8Array => new Uint8Array(randomBytes(leaves * CLIP_LEAF_BYTES - 1000));

type Spoil = (answer: Uint8Array, first: number) => Uint8Array | undefined;

/** A laptop with one clip in its feed, and HQ with the file. `spoil`: what comes in place of HQ's answer; undefined for no answer. */
const playing = async (clip: Clip, folder: string, change: Partial<VideoPorts> = {}, store: Store | undefined = undefined) => {
  const open = store ?? (await temporaryStore());
  if (store === undefined) await bring(open, 'video', [upsert('clip', clip.id, clip.version, clip)]);
  const asked: number[] = [];
  const told: string[] = [];
  const link: { spoil: Spoil | 'cut' | undefined; closed: boolean } = { spoil: undefined, closed: false };
  const service: VideoService = {
    leaves: async (id, first, count) => {
      asked.push(first);
      const { spoil } = link;
      if (spoil === 'cut') return fail('NoSignal');
      const answer = await clipFolder(folder).leaves(id, clip.bytes, first, count);
      if (answer === undefined) return fail('NotAtHq');
      const given = spoil === undefined ? answer : spoil(answer, first);
      return given === undefined ? fail('NoSignal') : ok(given);
    },
  };
  const here = room(open);
  const desk = createVideoDesk({
    ...{ ...here, store: () => (link.closed ? undefined : open), now: () => now, service: () => service, trust: () => trust },
    ...{ hasRoom: async () => true, stopped: ({ code }) => told.push(code), ...change },
  });
  const route = videoRoute(desk);
  const get = (range: string, id = clip.id) => route(new Request(`https://app.local/video/${id}`, { headers: { range } }));
  /** As a window reads it: from here to the end, answer after answer. */
  const readFrom = async (first: number): Promise<Uint8Array> => {
    const pieces: Uint8Array[] = [];
    for (let at = first; at < clip.bytes; ) {
      const answer = await get(`bytes=${at}-`);
      if (answer.status !== 206) throw new Error(String(answer.status));
      const piece = new Uint8Array(await answer.arrayBuffer());
      expect(answer.headers.get('content-range')).toBe(`bytes ${at}-${at + piece.byteLength - 1}/${clip.bytes}`);
      pieces.push(piece);
      at += piece.byteLength;
    }
    return Buffer.concat(pieces);
  };
  return { store: open, desk, route, get, readFrom, link, asked, told, notes: here.notes };
};
const withClip = async (leaves: number, change: Partial<VideoPorts> = {}) => {
  const folder = temporaryFolder();
  const data = noise(leaves);
  const clip = await makeClip(folder, data, signer, now);
  return { folder, data, clip, ...(await playing(clip, folder, change)) };
};

describe('a clip that is played', () => {
  it('is what the camera wrote, from any byte on, and tells nothing of what it is not asked for', async () => {
    const { data, clip, readFrom, get } = await withClip(11);
    for (const first of [0, 1, CLIP_LEAF_BYTES - 1, CLIP_LEAF_BYTES, 5 * CLIP_LEAF_BYTES + 77, clip.bytes - 1])
      expect(Buffer.compare(await readFrom(first), data.subarray(first))).toBe(0);
    const some = await get('bytes=100-199');
    expect(Buffer.compare(new Uint8Array(await some.arrayBuffer()), data.subarray(100, 200))).toBe(0);
    expect((await get(`bytes=${clip.bytes}-`)).status).toBe(416);
    expect((await get('bytes=0-', 'BWV-26-00002')).status).toBe(404);
    expect((await get('bytes=0-', '..%2fx')).status).toBe(404);
    expect((await get('lines=0-')).status).toBe(413);
  });

  it.each<[string, Spoil]>([
    ['a flipped byte in the picture', (answer) => answer.map((byte, at) => (at === answer.length - 9 ? byte ^ 1 : byte))],
    ['a flipped byte in the proof', (answer) => answer.map((byte, at) => (at === 3 ? byte ^ 128 : byte))],
    ['an answer that is cut short', (answer) => answer.subarray(0, -1)],
    ['an answer with more behind it', (answer) => new Uint8Array([...answer, 0])],
    ['an empty answer', () => new Uint8Array()],
  ])('ends at %s, with no byte of it given, and that is written down', async (_, spoil) => {
    const { get, readFrom, link, told, notes, data } = await withClip(9);
    await readFrom(6 * CLIP_LEAF_BYTES);
    link.spoil = spoil;
    const answer = await get('bytes=0-');
    expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([403, 0]);
    expect(told).toEqual(['Changed']);
    expect(notes.filter(({ action }) => action === 'clipRefused')).toEqual([
      { action: 'clipRefused', subject: 'BWV-26-00001', detail: 'Changed' },
    ]);
    // What was proven before is played.
    expect(Buffer.compare(await readFrom(6 * CLIP_LEAF_BYTES), data.subarray(6 * CLIP_LEAF_BYTES))).toBe(0);
    link.spoil = undefined;
    expect((await get('bytes=0-')).status).toBe(206);
  });

  it('ends where leaves are swapped, or come with the proofs of another clip', async () => {
    const { folder, clip, get, link, told } = await withClip(8);
    const other = await makeClip(folder, noise(8), signer, now, { id: 'BWV-26-00002' });
    const answers = await Promise.all([0, 2].map((first) => clipFolder(folder).leaves(clip.id, clip.bytes, first, 2)));
    link.spoil = (_, first) => answers[first === 0 ? 1 : 0];
    expect((await get('bytes=0-')).status).toBe(403);
    const foreign = await clipFolder(folder).leaves(other.id, other.bytes, 0, 2);
    link.spoil = () => foreign;
    expect((await get('bytes=0-')).status).toBe(403);
    expect(told).toEqual(['Changed', 'Changed']);
  });

  it.each<[string, (clip: Clip) => Promise<Clip>]>([
    ['another root', async (clip) => ({ ...clip, root: '0'.repeat(64) })],
    ['another crime', async (clip) => ({ ...clip, crimeId: '04/26/06104' })],
    ['another officer', async (clip) => ({ ...clip, takenBy: '1' })],
    ['a stamp of a warrant card', async (clip) => sealClip(clip, (await force.issue({ kind: 'cardSignature' })).signer, now)],
    [
      'a stamp of another force',
      async (clip) => {
        const others = await Force.make();
        return sealClip(clip, (await issueByRoot(others)).signer, now);
      },
    ],
    ['no stamp', async (clip) => ({ ...clip, stamp: 'AAAA' })],
  ])('does not begin with %s: the seal is over something else', async (_, spoilt) => {
    const folder = temporaryFolder();
    const clip = await spoilt(await makeClip(folder, noise(3), signer, now));
    const { desk, get, told, asked, notes } = await playing(clip, folder);
    expect((await get('bytes=0-')).status).toBe(403);
    expect([told, asked]).toEqual([['NotSealed'], []]);
    expect(notes.map(({ action, detail }) => [action, detail])).toEqual([['clipRefused', 'NotSealed']]);
    expect(await desk.handlers.get({ id: clip.id })).toMatchObject({ ok: true, value: { seal: 'broken' } });
  });

  it('does not begin while nobody can tell whether the seal holds', async () => {
    const { get, told } = await withClip(3, { trust: () => ({ ...trust, crls: [] }) });
    expect((await get('bytes=0-')).status).toBe(403);
    expect(told).toEqual(['NotSealed']);
  });

  it('goes on without signal as far as it is here, ends there with no harm done, and goes on when the signal is back', async () => {
    const { data, readFrom, get, link, told, notes } = await withClip(12);
    await get('bytes=0-');
    await expect.poll(async () => (await get(`bytes=${2 * CLIP_LEAF_BYTES}-`)).status).toBe(206);
    link.spoil = 'cut';
    expect((await get('bytes=0-')).status).toBe(206);
    await expect(readFrom(0)).rejects.toThrow('403');
    expect(told).toEqual(['NoSignal']);
    expect(notes).toEqual([]);
    link.spoil = undefined;
    expect(Buffer.compare(await readFrom(0), data)).toBe(0);
  });

  it('is gone at a lock, also in the midst of an answer', async () => {
    const { get, link, told } = await withClip(4);
    link.spoil = (answer) => {
      link.closed = true;
      return answer;
    };
    expect((await get('bytes=0-')).status).toBe(404);
    expect((await get('bytes=0-')).status).toBe(404);
    expect(told).toEqual([]);
  });
});

describe('what is kept of clips', () => {
  it('is played without HQ, is told in hundredths, and lies nowhere in clear', async () => {
    const folder = temporaryFolder();
    const place = temporaryFolder();
    const data = noise(8);
    const clip = await makeClip(folder, data, signer, now);
    const store = await temporaryStore(place);
    await bring(store, 'video', [upsert('clip', clip.id, 1, clip)]);
    const { readFrom, link, asked, desk } = await playing(clip, folder, {}, store);
    const here = async () => (await desk.handlers.get({ id: clip.id })) as { readonly value: { readonly here: number } };
    expect((await here()).value.here).toBe(0);
    await readFrom(0);
    await expect.poll(async () => (await here()).value.here).toBe(100);
    link.spoil = 'cut';
    asked.length = 0;
    expect(Buffer.compare(await readFrom(0), data)).toBe(0);
    expect(asked).toEqual([]);
    await store.close();
    const files = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const written = readFileSync(`${file.parentPath}/${file.name}`);
      for (let at = 0; at + 64 < data.byteLength; at += CLIP_LEAF_BYTES)
        expect(written.includes(Buffer.from(data.subarray(at, at + 64)))).toBe(false);
    }
  });

  it('is never more than the limit: the clip that was opened longest ago makes room', async () => {
    const folder = temporaryFolder();
    const first = await makeClip(folder, noise(6), signer, now);
    const second = await makeClip(folder, noise(6), signer, now, { id: 'BWV-26-00002' });
    const store = await temporaryStore();
    await bring(store, 'video', [upsert('clip', first.id, 1, first), upsert('clip', second.id, 1, second)]);
    const at = (minute: number) => ({ now: () => new Date(now.getTime() + minute * 60_000), mostBytes: 8 * CLIP_LEAF_BYTES });
    const hereOf = async () => (await store.read('video.list', { crimeId: first.crimeId })).map(({ id, here }) => [id, here]);
    const one = await playing(first, folder, at(1), store);
    await one.desk.handlers.get({ id: first.id });
    await one.readFrom(0);
    await expect.poll(hereOf).toContainEqual([first.id, 100]);
    const two = await playing(second, folder, at(2), store);
    await two.desk.handlers.get({ id: second.id });
    await two.readFrom(0);
    await expect.poll(hereOf).toEqual([
      [first.id, 33],
      [second.id, 100],
    ]);
  });

  it('goes with the clip that the officer may not see any more', async () => {
    const { store, clip, readFrom } = await withClip(3);
    await readFrom(0);
    const kept = () => store.read('video.leaves', { root: clip.root, first: 0, count: 9 });
    await expect.poll(async () => (await kept()).length).toBe(3);
    await bring(store, 'video', [{ op: 'delete', kind: 'clip', id: clip.id, version: 2 }]);
    expect(await kept()).toEqual([]);
  });

  it('is not kept on a disk that has no room, and plays all the same', async () => {
    const { store, clip, data, readFrom } = await withClip(3, { hasRoom: async () => false });
    expect(Buffer.compare(await readFrom(0), data)).toBe(0);
    expect(await store.read('video.leaves', { root: clip.root, first: 0, count: 9 })).toEqual([]);
  });
});

describe('a clip of 2 GiB', () => {
  it('is sought and played in bounded memory, and on disk no more than the limit', async () => {
    const bytes = 2 ** 31;
    const leaf = new Uint8Array(CLIP_LEAF_BYTES);
    // All its leaves are alike, and so are all nodes of a level: its tree needs no 2 GiB.
    const levels = [leafHash(leaf)];
    while (2 ** (levels.length - 1) < leafCount(bytes)) {
      const below = levels.at(-1) ?? leaf;
      levels.push(new Uint8Array(createHash('sha256').update(Uint8Array.of(1)).update(below).update(below).digest()));
    }
    const path = Buffer.concat(levels.slice(0, -1));
    const root = Buffer.from(levels.at(-1) ?? []).toString('hex');
    const clip = await sealClip({ bytes, root }, signer, now);
    const store = localStore(temporaryFolder());
    onTestFinished(() => store.close());
    await bring(store, 'video', [upsert('clip', clip.id, 1, clip)]);
    const service: VideoService = {
      leaves: async (_, first, count) =>
        ok(new Uint8Array(Buffer.concat(Array.from({ length: Math.min(count, leafCount(bytes) - first) }, () => [path, leaf]).flat()))),
    };
    const hasRoom = vi.fn(async () => hasRoom.mock.calls.length % 8 === 1);
    const { get } = await playing(clip, '', { service: () => service, mostBytes: 32 * CLIP_LEAF_BYTES, hasRoom }, store);
    const take = async (at: number): Promise<number> => (await (await get(`bytes=${at}-`)).arrayBuffer()).byteLength;
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    const held = (): number => {
      collect();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return heapUsed + arrayBuffers;
    };
    await take(0);
    const before = held();
    let [most, played] = [0, 0];
    for (let step = 0; step < 100; step += 1) {
      let at = (step * 7919 * 13 * CLIP_LEAF_BYTES) % bytes;
      for (let on = 0; on < 4; on += 1) {
        const came = await take(at);
        at += came;
        played += came;
      }
      if (step % 10 === 9) most = Math.max(most, held() - before);
    }
    expect(played).toBeGreaterThan(80 * MIB);
    expect(most).toBeLessThan(72 * MIB);
    const { leaves } = store.look((db) => db.prepare<[], { leaves: number }>('SELECT count(*) AS leaves FROM clip_leaf').get()) ?? {
      leaves: -1,
    };
    expect(leaves).toBeGreaterThan(0);
    expect(leaves).toBeLessThanOrEqual(32);
  }, 120_000);
});

describe('a mark', () => {
  it('stands in the clip at once, without signal too, in the order of the clip, and once HQ has it once', async () => {
    const { store, clip, desk } = await withClip(2);
    const mark = (second: number, text: string) => give(store, 'video', 'clip.addMark', { clipId: clip.id, second, text });
    const given = await mark(11, 'Patio door, lock snapped');
    await mark(2, 'Arrives');
    if (!given.ok) throw new Error(given.code);
    const shown = async () => {
      const got = await desk.handlers.get({ id: clip.id });
      return got.ok ? got.value.marks.map(({ second, text, by, sending }) => [second, text, by, sending]) : [];
    };
    expect(await shown()).toEqual([
      [2, 'Arrives', 'PC 2418', 'waiting'],
      [11, 'Patio door, lock snapped', 'PC 2418', 'waiting'],
    ]);
    expect(await mark(25, 'After its end')).toMatchObject({ ok: false, code: 'NotAllowed' });
  });
});
