import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Clip, sealedText } from '../../../contracts/domain/clip.ts';
import { CLIP_LEAF_BYTES, leafCount } from '../../../contracts/domain/clip-parts.ts';
import { readSigner } from '../../../hq/authority/files.ts';
import { restrict } from '../../../hq/search/restrict.ts';
import { readPlayable } from '../../../hq/video/playable.ts';
import { registerClip } from '../../../hq/video/register.ts';
import { readLeaves } from '../../../main/systems/video/read-leaves.ts';
import { parseCrl, verifyTimeStamp } from '../../../pki/index.ts';
import { ask, codeOf, linesOf } from '../support/client.ts';
import { seeded, YEAR } from '../support/crime-office.ts';
import { clarke, halliwell, rahman } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';
import { officersAtHq } from '../support/officers-at-hq.ts';

const TEST_CARD = fileURLToPath(new URL('../../../hq/demo/data/test-card.webm', import.meta.url));
const CRIME = `04/${YEAR}/06122`;
const about = { crimeId: CRIME, takenBy: '2418', camera: 'BW-0412', beganAt: '2026-01-11T14:50:00.000Z' };

onEveryForce((start) => {
  const { force, as, send, query, bodyOf } = officersAtHq(start, [seeded(CRIME, rahman.area)]);
  const folder = mkdtempSync(join(tmpdir(), 'hq-video-'));
  const register = async (file = TEST_CARD, change: Partial<typeof about> = {}) => {
    const { pki, videoFolder } = force().config;
    if (pki.timeStamp === undefined || videoFolder === undefined) throw new Error('no clips');
    const parts = { database: force().hq.database, folder: videoFolder, timeStamp: readSigner('pki.timeStamp', pki.timeStamp) };
    return registerClip(parts, file, { ...about, ...change });
  };
  const registered = async (): Promise<Clip> => {
    const made = await register();
    if (!made.ok) throw new Error(made.code);
    return bodyOf<Clip>('clip', made.value);
  };
  const leaves = (officer: typeof rahman, id: string, first: number, count: number) =>
    ask(as(officer), 'GET', `/v1/video/clips/${id}/leaves?first=${first}&count=${count}`);
  const views = async () =>
    (await query().selectFrom('audit').select(['actor', 'subject', 'detail']).where('action', '=', 'clipViewed').execute()).map(
      ({ actor, subject, detail }) => [actor, subject, detail],
    );
  const idsOf = async (officer: typeof rahman) =>
    linesOf(await ask(as(officer), 'GET', '/v1/video/changes?cursor=')).flatMap((line) => (line['kind'] === 'clip' ? [line['id']] : []));

  describe('a clip of body-worn video', () => {
    it('is told as it is, and its seal is HQ’s stamp over its root and whose it is', async () => {
      const clip = await registered();
      expect(clip).toMatchObject({ ...about, type: 'video/webm', seconds: 24, bytes: readFileSync(TEST_CARD).byteLength, marks: [] });
      const { root, rootCrl } = { root: force().pki.root.certificate, rootCrl: readFileSync(force().config.pki.root.crl) };
      const stamp = new Uint8Array(Buffer.from(clip.stamp, 'base64'));
      const pem = /-----BEGIN X509 CRL-----([\s\S]*?)-----END/.exec(rootCrl.toString('latin1'))?.[1];
      const list = new Uint8Array(pem === undefined ? rootCrl : Buffer.from(pem, 'base64'));
      const trust = { anchors: [root], intermediates: [], crls: [parseCrl(list)], at: new Date() };
      const proves = (one: Clip): boolean => verifyTimeStamp(stamp, new TextEncoder().encode(sealedText(one)), trust).ok;
      expect(proves(clip)).toBe(true);
      for (const change of [
        { takenBy: '4127' },
        { bytes: clip.bytes - 1 },
        { root: '0'.repeat(64) },
        { beganAt: '2026-01-11T14:51:00.000Z' },
      ])
        expect(proves({ ...clip, ...change })).toBe(false);
    });

    it('comes in leaves that prove themselves, to who sees the crime, and to nobody else', async () => {
      const clip = await registered();
      expect([await idsOf(rahman), await idsOf(halliwell), await idsOf(clarke)].map((ids) => ids.includes(clip.id))).toEqual([
        true,
        true,
        false,
      ]);
      const file = readFileSync(TEST_CARD);
      for (let first = 0; first < leafCount(clip.bytes); first += 1) {
        const reply = await leaves(rahman, clip.id, first, 8);
        const proven = readLeaves(new Uint8Array(reply.body), clip, first, 8);
        expect(Buffer.concat((proven ?? []).map(({ data }) => data)).equals(file.subarray(first * CLIP_LEAF_BYTES))).toBe(true);
      }
      expect(codeOf(await leaves(clarke, clip.id, 0, 1))).toBe('NotFound');
      expect(codeOf(await leaves(rahman, 'BWV-26-99999', 0, 1))).toBe('NotFound');
      expect(codeOf(await leaves(rahman, clip.id, 99, 1))).toBe('NotFound');
      expect(codeOf(await leaves(rahman, clip.id, 0, 9))).toBe('Malformed');
    });

    it('goes with its crime: restricted, it is of those alone who are named', async () => {
      const clip = await registered();
      const crime = { system: 'crime', kind: 'crime', id: CRIME } as const;
      await restrict(query(), { ...crime, contact: 'DI', staffIds: [halliwell.staffId] }, 'ict');
      expect(codeOf(await leaves(rahman, clip.id, 0, 1))).toBe('NotFound');
      expect((await leaves(halliwell, clip.id, 0, 1)).status).toBe(200);
      await restrict(query(), { ...crime, contact: 'DI', staffIds: [halliwell.staffId, rahman.staffId] }, 'ict');
      expect((await leaves(rahman, clip.id, 0, 1)).status).toBe(200);
    });

    it('is written down as viewed, once for one view, and not for who was refused', async () => {
      const clip = await registered();
      for (const first of [0, 1, 0]) await leaves(rahman, clip.id, first, 1);
      await leaves(halliwell, clip.id, 0, 1);
      await leaves(clarke, clip.id, 0, 1);
      expect((await views()).filter(([, subject]) => subject === clip.id)).toEqual([
        [rahman.staffId, clip.id, 'LAP-0417'],
        [halliwell.staffId, clip.id, 'LAP-0417'],
      ]);
    });

    it('is marked by who sees it, within its length, once', async () => {
      const clip = await registered();
      const mark = (officer: typeof rahman, second: number, key = randomUUID(), more: object = {}) =>
        send(officer, 'clip.addMark', { clipId: clip.id, second, text: 'Patio door', ...more }, { system: 'video', itemId: clip.id, key });
      const [key, said] = [randomUUID(), { at: new Date().toISOString() }];
      for (let twice = 0; twice < 2; twice += 1) expect((await mark(rahman, 11, key, said)).status).toBe(200);
      expect((await bodyOf<Clip>('clip', clip.id)).marks).toMatchObject([{ id: key, second: 11, text: 'Patio door', by: 'PC 2418' }]);
      expect(codeOf(await mark(rahman, 25))).toBe('NotInClip');
      expect(codeOf(await mark(clarke, 1))).toBe('NotFound');
      expect(codeOf(await mark(rahman, 1, randomUUID(), { statementId: 'ST-26-99999' }))).toBe('NotFound');
    });

    it('is refused for a crime that there is not, and for what no window plays and seeks', async () => {
      const write = (name: string, data: Uint8Array): string => {
        writeFileSync(join(folder, name), data);
        return join(folder, name);
      };
      const card = readFileSync(TEST_CARD);
      const before = await idsOf(rahman);
      expect(await register(TEST_CARD, { crimeId: `04/${YEAR}/99999` })).toEqual({ ok: false, code: 'CrimeUnknown' });
      expect(await register(write('noise', randomBytes(5000)))).toEqual({ ok: false, code: 'NotPlayable' });
      expect(await register(write('cut', card.subarray(0, -1)))).toEqual({ ok: false, code: 'NotPlayable' });
      expect(await register(write('more', Buffer.concat([card, Buffer.alloc(9)])))).toEqual({ ok: false, code: 'NotPlayable' });
      expect(await register(write('empty', Buffer.alloc(0)))).toEqual({ ok: false, code: 'NotPlayable' });
      expect(await idsOf(rahman)).toEqual(before);
      rmSync(folder, { recursive: true });
    });
  });
});

describe('the bounds of an MP4', () => {
  const box = (type: string, ...parts: readonly Uint8Array[]): Buffer => {
    const body = Buffer.concat(parts);
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length + 8);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, body]);
  };
  const numbers = (...values: readonly number[]): Buffer =>
    Buffer.concat(values.map((value) => Buffer.from([0, 0, 0, 0].map((_, at) => (value >>> (24 - 8 * at)) & 255))));
  const ftyp = box('ftyp', Buffer.from('isom'), numbers(0));
  const moov = (scale: number, duration: number): Buffer => box('moov', box('mvhd', numbers(0, 0, 0, scale, duration), Buffer.alloc(80)));
  const mdat = box('mdat', Buffer.alloc(500));
  const read = async (data: Uint8Array) => {
    const folder = mkdtempSync(join(tmpdir(), 'mp4-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'clip'), data);
    const file = await open(join(folder, 'clip'));
    try {
      const found = await readPlayable(file, data.byteLength);
      return found.ok ? found.value : found.code;
    } finally {
      await file.close();
    }
  };

  it.each<[string, readonly Uint8Array[], unknown]>([
    ['with its index first plays', [ftyp, moov(1000, 24_000), mdat], { type: 'video/mp4', seconds: 24 }],
    ['with its index last does not: a seek would want the whole', [ftyp, mdat, moov(1000, 24_000)], 'IndexLast'],
    ['that does not say how long it is', [ftyp, moov(1000, 0), mdat], 'LengthUnknown'],
    ['of no time scale', [ftyp, moov(0, 5), mdat], 'LengthUnknown'],
    ['without an index', [ftyp, box('free', Buffer.alloc(20))], 'NotPlayable'],
    ['that is cut off', [ftyp, moov(1000, 24_000), mdat.subarray(0, -1)], 'NotPlayable'],
    ['with a box of no length of its own in it', [ftyp, numbers(7), Buffer.from('moov')], 'NotPlayable'],
    ['with a box longer than the file', [ftyp, numbers(1), Buffer.from('mdat'), Buffer.alloc(8, 255)], 'NotPlayable'],
  ])('%s', async (_, parts, found) => {
    expect(await read(Buffer.concat(parts))).toEqual(found);
  });
});
