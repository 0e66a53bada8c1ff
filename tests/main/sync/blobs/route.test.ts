import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { attachment } from '../../../../contracts/domain/blob.ts';
import { BLOB_PART_BYTES } from '../../../../contracts/domain/blob-parts.ts';
import { safeFileName } from '../../../../contracts/domain/file-name.ts';
import type { Store } from '../../../../main/store/store.ts';
import { createReceiver, sweepBlobs, tidyBlobs } from '../../../../main/sync/blobs/receive.ts';
import { officer } from '../../support/items.ts';
import { localStore, temporaryFolder, temporaryStore } from '../../support/store.ts';
import { hashOf, jpeg, MB, NOW, ORIGIN, pageOf, partOf } from './support.ts';

const bytesOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer());

describe('a blob', () => {
  it.each([1, BLOB_PART_BYTES - 1, BLOB_PART_BYTES, BLOB_PART_BYTES + 1, 3 * MB + 17])(
    'of %i bytes comes back as it went in',
    async (size) => {
      const store = await temporaryStore();
      const page = pageOf(() => store);
      const photograph = jpeg(size);
      const type = size < 3 ? 'application/octet-stream' : 'image/jpeg';
      expect(await page.keep(photograph, type)).toBe(hashOf(photograph));
      const answer = await page.ask('GET', `/blobs/${hashOf(photograph)}`);
      expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-length')]).toEqual([200, type, String(size)]);
      expect(Buffer.compare(await bytesOf(answer), photograph)).toBe(0);
    },
  );

  it('is there after the store was closed and opened again, and no file holds a readable byte of it', async () => {
    const folder = temporaryFolder();
    const first = localStore(folder);
    const text = new TextEncoder().encode('Informant fears her brother Darren Whittle. '.repeat(20_000));
    const hash = await pageOf(() => first).keep(text, 'text/plain');
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).includes('Darren Whittle'), name).toBe(false);
    await first.close();
    const store = await temporaryStore(folder);
    const got = await pageOf(() => store).ask('GET', `/blobs/${hash}`);
    expect(Buffer.compare(await bytesOf(got), text)).toBe(0);
  });

  it('is kept once, however often it is given', async () => {
    const store = await temporaryStore();
    const page = pageOf(() => store);
    const photograph = jpeg(2 * MB);
    const limits = { maxBytes: 4 * MB, maxTotalBytes: 5 * MB };
    for (let time = 0; time < 4; time += 1) {
      expect(await pageOf(() => store, limits).keep(photograph)).toBe(hashOf(photograph));
      await sweepBlobs(store, () => NOW);
    }
    expect((await page.ask('GET', `/blobs/${hashOf(photograph)}`)).status).toBe(200);
  });

  it.each([
    ['application/octet-stream', 'image/jpeg', 'image/jpeg'],
    ['text/plain', 'image/jpeg', 'image/jpeg'],
    ['image/jpeg', 'application/octet-stream', 'image/jpeg'],
    ['image/jpeg', 'text/html', 'image/jpeg'],
    ['application/octet-stream', 'application/octet-stream', 'application/octet-stream'],
  ])('given as %s and again as %s is %s, by the answer and when it is served', async (first, second, type) => {
    const store = await temporaryStore();
    const page = pageOf(() => store);
    const photograph = jpeg(100);
    await page.keep(photograph, first);
    const upload = await page.begin(photograph.byteLength, second);
    await page.ask('PUT', `${upload}/0`, photograph);
    expect(await (await page.ask('POST', upload)).json()).toEqual({ hash: hashOf(photograph), bytes: 100, type });
    const served = await page.ask('GET', `/blobs/${hashOf(photograph)}`);
    expect(served.headers.get('content-type')).toBe(type);
    expect(served.headers.get('content-disposition')).toBe(type === 'image/jpeg' ? null : 'attachment');
  });

  it('of two types that its bytes may both have keeps the first, and the answer says so', async () => {
    const store = await temporaryStore();
    const page = pageOf(() => store);
    const sound = new TextEncoder().encode('....ftypM4A and more');
    await page.keep(sound, 'audio/mp4');
    const upload = await page.begin(sound.byteLength, 'video/mp4');
    await page.ask('PUT', `${upload}/0`, sound);
    expect(await (await page.ask('POST', upload)).json()).toMatchObject({ type: 'audio/mp4' });
    expect((await page.ask('GET', `/blobs/${hashOf(sound)}`)).headers.get('content-type')).toBe('audio/mp4');
  });

  it('goes when nothing has needed it for a week, and stays for as long as unsent work does', async () => {
    const store = await temporaryStore();
    const page = pageOf(() => store);
    const [loose, needed] = [jpeg(MB), jpeg(MB)];
    for (const one of [loose, needed]) await page.keep(one);
    await enqueueWith(store, [hashOf(needed)]);
    await sweepBlobs(store, () => new Date(NOW.getTime() + 6 * 24 * 3600_000));
    expect((await page.ask('HEAD', `/blobs/${hashOf(loose)}`)).status).toBe(200);
    await sweepBlobs(store, () => new Date(NOW.getTime() + 8 * 24 * 3600_000));
    expect((await page.ask('HEAD', `/blobs/${hashOf(loose)}`)).status).toBe(404);
    expect((await page.ask('HEAD', `/blobs/${hashOf(needed)}`)).status).toBe(200);
    const item = await store.write('outbox.take', { system: 'mail' });
    await store.write('outbox.settle', { id: item?.id ?? '', answer: { kind: 'done', version: 2 } });
    await sweepBlobs(store, () => new Date(NOW.getTime() + 8 * 24 * 3600_000));
    expect((await page.ask('HEAD', `/blobs/${hashOf(needed)}`)).status).toBe(404);
  });
});

/** Unsent mail that carries these blobs: of all work, mail alone waits for no blob at HQ. */
const enqueueWith = async (store: Store, blobs: readonly string[]): Promise<void> => {
  await store.write('outbox.import', {
    items: [
      {
        ...{
          id: '6f1f6f8e-6d0e-4d0e-9d0e-6f1f6f8e6d0e',
          system: 'mail',
          command: 'send',
          itemKind: 'message',
          itemId: 'm1',
          baseVersion: 0,
        },
        ...{ payload: {}, summary: 'x', at: NOW.toISOString(), state: 'waiting', attempts: 0, blobs: [...blobs] },
      },
    ],
    author: officer(),
  });
};

describe('ranges', () => {
  const film = jpeg(2 * MB + 100);
  const ask = async (range: string, more: Readonly<Record<string, string>> = {}) => {
    const store = await temporaryStore();
    const page = pageOf(() => store);
    const hash = await page.keep(film);
    const answer = await page.ask('GET', `/blobs/${hash}`, undefined, { range, ...more });
    return { answer, bytes: await bytesOf(answer), hash };
  };

  it.each([
    ['bytes=0-99', 0, 99],
    ['bytes=262140-262150', 262_140, 262_150],
    ['bytes=-100', 2 * MB, 2 * MB + 99],
    ['bytes=2097200-', 2_097_200, 2 * MB + 99],
    ['bytes=2097200-99999999999', 2_097_200, 2 * MB + 99],
    ['bytes=0-', 0, MB - 1],
    ['bytes=5-99999999', 5, MB + 4],
  ])('%s brings bytes %i to %i', async (range, first, last) => {
    const { answer, bytes } = await ask(range);
    expect([answer.status, answer.headers.get('content-range')]).toEqual([206, `bytes ${first}-${last}/${film.byteLength}`]);
    expect(Buffer.compare(bytes, film.subarray(first, last + 1))).toBe(0);
  });

  it('that begin behind the end are refused with its length', async () => {
    for (const range of [`bytes=${film.byteLength}-`, 'bytes=99999999-', 'bytes=-0']) {
      const { answer } = await ask(range);
      expect([answer.status, answer.headers.get('content-range')]).toEqual([416, `bytes */${film.byteLength}`]);
    }
  });

  it('of another unit, a list, turned round or no range at all are as if not asked for', async () => {
    for (const range of ['bytes=9-3', 'bytes=0-1,5-6', 'lines=1-2', 'bytes=-', 'bytes=a-b', 'bytes=0x10-', 'bytes=1e3-']) {
      expect((await ask(range)).answer.status, range).toBe(200);
    }
  });

  it('hold only for the blob that they were meant for', async () => {
    const { hash } = await ask('bytes=0-1');
    expect((await ask('bytes=0-1', { 'if-range': `"${hash}"` })).answer.status).toBe(206);
    expect((await ask('bytes=0-1', { 'if-range': '"another"' })).answer.status).toBe(200);
  });

  it('are the only way to what is too long to be answered whole', async () => {
    const store = await temporaryStore();
    const page = pageOf(() => store);
    const hash = await page.keep(jpeg(17 * MB));
    expect(await page.code(page.ask('GET', `/blobs/${hash}`))).toBe('UseRanges');
    expect((await page.ask('GET', `/blobs/${hash}`, undefined, { range: 'bytes=17825791-' })).status).toBe(206);
  });
});

describe('a page that does not keep to it', () => {
  it('gets no part in twice, out of order, over another, too long or too short, and the blob is none the worse', async () => {
    const store = await temporaryStore();
    const page = pageOf(() => store);
    const photograph = jpeg(2 * BLOB_PART_BYTES + 10);
    const upload = await page.begin(photograph.byteLength);
    const put = (part: number | string, body: BodyInit) => page.code(page.ask('PUT', `${upload}/${part}`, body));
    expect(await put(1, partOf(photograph, 1))).toBe('OutOfStep');
    expect(await put(0, partOf(photograph, 0).slice(1))).toBe('OutOfStep');
    expect(await put(0, '')).toBe('OutOfStep');
    expect(await put(0, new Uint8Array(BLOB_PART_BYTES + 1))).toBe('BadRequest');
    expect(await put(0, partOf(photograph, 0))).toBe('204');
    expect(await put(0, partOf(photograph, 0))).toBe('OutOfStep');
    expect(await page.code(page.ask('POST', upload))).toBe('OutOfStep');
    const twoAtOnce = await Promise.all([put(1, partOf(photograph, 1)), put(1, partOf(photograph, 1))]);
    expect(twoAtOnce.toSorted()).toEqual(['204', 'OutOfStep']);
    expect(await put(2, jpeg(11))).toBe('OutOfStep');
    expect(await put(2, partOf(photograph, 2))).toBe('204');
    expect(await put(3, '')).toBe('OutOfStep');
    for (const part of ['-1', '1.5', '99999999', '../0', '%2e%2e']) expect(['NotFound', 'OutOfStep'], part).toContain(await put(part, 'x'));
    expect(await (await page.ask('POST', upload)).json()).toMatchObject({ hash: hashOf(photograph) });
    expect(await page.code(page.ask('POST', upload))).toBe('NotFound');
  });

  it('and has gone, leaves nothing half written behind', async () => {
    const folder = temporaryFolder();
    const first = localStore(folder);
    const gone = pageOf(() => first);
    const upload = await gone.begin(2 * MB);
    await gone.ask('PUT', `${upload}/0`, partOf(jpeg(2 * MB), 0));
    await first.close();
    const store = await temporaryStore(folder);
    const limits = { maxBytes: 3 * MB, maxTotalBytes: 3 * MB };
    expect(await pageOf(() => store, limits).begin(3 * MB)).toBe('BlobsFull');
    await tidyBlobs(store, () => NOW);
    expect(await pageOf(() => store, limits).begin(3 * MB)).toMatch('/blobs/');
  });

  it('finds no file by a path, and nothing that is no hash', async () => {
    const store = await temporaryStore();
    const page = pageOf(() => store);
    const hash = await page.keep(jpeg(100));
    for (const path of [
      `${hash}/`,
      hash.toUpperCase(),
      `${hash}x`,
      '../blobs',
      '..%2f..%2fetc%2fpasswd',
      "' OR 1=1 --",
      '',
      'uploads/1',
      'a'.repeat(64),
    ]) {
      expect((await page.ask('GET', `/blobs/${path}`)).status, path).toBe(404);
    }
  });

  it('is refused what it says no true word about', async () => {
    const page = await temporaryStore().then((store) => pageOf(() => store));
    for (const body of [
      '',
      '{',
      '[]',
      '{"bytes":0,"type":"image/png"}',
      '{"bytes":1.5,"type":"image/png"}',
      '{"bytes":1e400,"type":"image/png"}',
    ]) {
      expect(await page.code(page.ask('POST', '/blobs/', body)), body).toBe('BadRequest');
    }
    for (const type of ['', 'image', 'text/html; charset=x', 'IMAGE/PNG', 'image/png\r\nx: y', 'a/'.repeat(100)]) {
      expect(await page.begin(10, type), type).toBe('BadRequest');
    }
    expect(await page.code(page.ask('POST', '/blobs/', 'x'.repeat(5000)))).toBe('BadRequest');
  });

  it('shows nothing under another type than its bytes have, and what may hold script under none', async () => {
    const store = await temporaryStore();
    const page = pageOf(() => store);
    const html = new TextEncoder().encode('<!doctype html><script>steal()</script>');
    for (const type of ['image/jpeg', 'image/png', 'video/mp4', 'application/pdf', 'image/webp'])
      expect(await page.keep(html, type), type).toBe('TypeMismatch');
    for (const type of ['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/javascript']) {
      const answer = await page.ask('GET', `/blobs/${await page.keep(html, type)}`);
      expect([answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([
        'application/octet-stream',
        'attachment',
      ]);
    }
  });

  it('finds a bound to one, to all, and to how many at once, each in its own words', async () => {
    const store = await temporaryStore();
    const page = pageOf(() => store, { maxBytes: 2 * MB, maxTotalBytes: 5 * MB });
    expect(await page.begin(2 * MB + 1)).toBe('BlobTooLarge');
    for (let one = 0; one < 2; one += 1) await page.keep(jpeg(2 * MB));
    expect(await page.keep(jpeg(2 * MB))).toBe('BlobsFull');
    const many = await Promise.all(Array.from({ length: 12 }, () => page.begin(10)));
    expect(many.filter((one) => one === 'TooMany')).toHaveLength(4);
  });

  it('finds room for an officer’s own file while eight of HQ’s come, and none hurries', async () => {
    const store = await temporaryStore();
    const receiver = createReceiver({ store, limits: () => ({ maxBytes: MB, maxTotalBytes: 100 * MB }), now: () => NOW });
    const begin = (hash?: string) =>
      receiver.begin(
        { bytes: 10, type: 'image/jpeg' },
        hash === undefined ? undefined : { system: 'crime', kind: 'crime', id: '04/21/06109', hash },
      );
    const coming = await Promise.all(Array.from({ length: 9 }, (_, one) => begin(String(one).repeat(64))));
    expect(coming.filter(({ ok }) => ok)).toHaveLength(8);
    expect(await begin()).toMatchObject({ ok: true });
  });

  it('that never finishes gets its room taken away again', async () => {
    const store = await temporaryStore();
    const receiver = createReceiver({ store, limits: () => ({ maxBytes: 2 * MB, maxTotalBytes: 3 * MB }), now: () => NOW, idleMs: 30 });
    const begun = await receiver.begin({ bytes: 2 * MB, type: 'image/jpeg' });
    expect(begun.ok && (await receiver.part(begun.value, 0, partOf(jpeg(2 * MB), 0)))).toMatchObject({ ok: true });
    expect(await receiver.begin({ bytes: 2 * MB, type: 'image/jpeg' })).toMatchObject({ code: 'BlobsFull' });
    await vi.waitFor(async () => expect(await receiver.begin({ bytes: 2 * MB, type: 'image/jpeg' })).toMatchObject({ ok: true }));
  });

  it('of another origin, or of a frame that has none, is refused', async () => {
    const store = await temporaryStore();
    const page = pageOf(() => store);
    const body = JSON.stringify({ bytes: 10, type: 'image/png' });
    for (const origin of ['null', 'https://evil.example', `${ORIGIN}.evil.example`]) {
      expect((await page.ask('POST', '/blobs/', body, { origin })).status, origin).toBe(400);
    }
    expect((await page.ask('POST', '/blobs/', body, { origin: ORIGIN })).status).toBe(201);
  });

  it('of an officer whose work has closed reaches nothing, and nothing of the next officer', async () => {
    const [first, second] = [await temporaryStore(), await temporaryStore()];
    let open: Store | undefined = first;
    const page = pageOf(() => open);
    const hash = await page.keep(jpeg(MB));
    const upload = await page.begin(MB);
    const half = await page.ask('GET', `/blobs/${hash}`);
    await first.close();
    await expect(half.arrayBuffer()).rejects.toThrow();
    for (const next of [first, second, undefined]) {
      open = next;
      expect((await page.ask('GET', `/blobs/${hash}`)).status).toBe(404);
      expect((await page.ask('PUT', `${upload}/0`, partOf(jpeg(MB), 0))).status).toBe(404);
    }
  });
});

describe('the name of a file', () => {
  it('is a name, whatever it was called', () => {
    const names: readonly (readonly [string, string])[] = [
      ['photo.jpg', 'photo.jpg'],
      ['../../etc/passwd', 'passwd'],
      ['C:\\Users\\x\\report.docx', 'report.docx'],
      ['invoice\u202egpj.exe', 'invoicegpj.exe'],
      ['a\u200fb\u2066c\u00ad\u200b.pdf', 'abc.pdf'],
      ['nul', '_nul'],
      ['COM1.txt', '_COM1.txt'],
      ['a:b*c?.txt', 'a_b_c_.txt'],
      ['trailing. . ', 'trailing'],
      ['..', 'file'],
      ['', 'file'],
      ['\u0000\u0007x\r\ny.png', 'xy.png'],
      ['half \ud83d.png', 'half \ufffd.png'],
    ];
    for (const [given, name] of names) expect(safeFileName(given), given).toBe(name);
    expect(safeFileName(`${'long '.repeat(100)}.jpeg`)).toMatch(/^.{1,120}\.jpeg$/);
    expect(safeFileName('😀'.repeat(200))).toSatisfy((name: string) => name.isWellFormed() && name.length <= 121);
    const parsed = attachment.parse({ hash: 'a'.repeat(64), bytes: 1, type: 'image/png', name: '../x\u202e.png' });
    expect(parsed.name).toBe('x.png');
  });

  it('is the same when it is made safe twice', () => {
    for (const given of ['.. .hidden.', 'con.con', `${'a'.repeat(119)}. .jpg`, ' . .x', '\u202e../a', 'x.'.repeat(90)]) {
      expect(safeFileName(safeFileName(given)), given).toBe(safeFileName(given));
    }
  });
});
