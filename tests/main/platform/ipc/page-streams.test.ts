import { randomBytes } from 'node:crypto';
import { Duplex, duplexPair } from 'node:stream';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { STREAM_PIECE_BYTES } from '../../../../contracts/ipc/streams.ts';
import { createPageStreams } from '../../../../main/platform/ipc/page-streams.ts';

const ORIGIN = 'https://app.local';

const makePage = (open: (name: string) => Promise<Duplex | undefined>, timing = { readMs: 200, silentMs: 10_000 }) => {
  const streams = createPageStreams({ appOrigin: ORIGIN, open, timing });
  onTestFinished(() => streams.closeAll());
  const ask = (method: string, path: string, body?: BodyInit, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    streams.serve(new Request(ORIGIN + path, { method, headers, ...(body === undefined ? {} : { body, duplex: 'half' }) } as RequestInit));
  return {
    ...{ streams, ask },
    async begin(name = 'screen'): Promise<string> {
      const { id } = (await (await ask('POST', `/streams/?open=${name}`)).json()) as { id: string };
      return `/streams/${id}`;
    },
  };
};
const pairPage = async () => {
  const [near, far] = duplexPair();
  const page = makePage(async (name) => (name === 'screen' ? near : undefined));
  return { ...page, near, far, path: await page.begin() };
};
const bytesOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer());

describe('a stream to the page', () => {
  it('carries bytes both ways in order, and ends each way by itself', async () => {
    const { ask, far, path } = await pairPage();
    far.write('from main');
    expect(String(await bytesOf(await ask('GET', `${path}/0`)))).toBe('from main');
    expect((await ask('PUT', `${path}/0`, 'from the page')).status).toBe(204);
    expect(String(far.read())).toBe('from the page');
    expect((await ask('PUT', `${path}/1`, '')).status).toBe(204);
    await vi.waitFor(() => {
      far.read();
      expect(far.readableEnded).toBe(true);
    });
    far.end('the last');
    expect(String(await bytesOf(await ask('GET', `${path}/1`)))).toBe('the last');
    expect((await ask('GET', `${path}/2`)).status).toBe(410);
  });

  it('gives a piece again whose answer was lost, and takes one once that is said twice', async () => {
    const { ask, far, path } = await pairPage();
    far.write('one');
    for (const _ of [1, 2]) expect(String(await bytesOf(await ask('GET', `${path}/0`)))).toBe('one');
    for (const _ of [1, 2]) expect((await ask('PUT', `${path}/0`, 'once')).status).toBe(204);
    expect(String(far.read())).toBe('once');
    expect([(await ask('GET', `${path}/7`)).status, (await ask('PUT', `${path}/7`, 'x')).status]).toEqual([409, 409]);
  });

  it('waits for a far side that takes no more, and holds no more than a piece for a page that does not read', async () => {
    const { ask, far, path } = await pairPage();
    let answered = 0;
    const sending = (async () => {
      for (let piece = 0; piece < 8; piece += 1) {
        await ask('PUT', `${path}/${piece}`, new Uint8Array(64 * 1024));
        answered += 1;
      }
    })();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(answered).toBeLessThan(3);
    far.resume();
    await sending;
    let pushed = 0;
    while (far.write(new Uint8Array(1024)) && pushed < 10_000) pushed += 1;
    expect(pushed).toBeLessThan(1000);
    expect((await bytesOf(await ask('GET', `${path}/0`))).byteLength).toBeLessThanOrEqual(STREAM_PIECE_BYTES);
  });

  it('carries a megabyte that is written at once, in pieces, unchanged', async () => {
    const all = randomBytes(1024 * 1024 + 7);
    const source = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
    source.push(all);
    source.push(null);
    const { ask, begin } = makePage(async () => source);
    const path = await begin();
    const got: Buffer[] = [];
    for (let piece = 0; ; piece += 1) {
      const answer = await ask('GET', `${path}/${piece}`);
      if (answer.status !== 200) break;
      got.push(await bytesOf(answer));
    }
    expect(got.every((piece) => piece.byteLength <= STREAM_PIECE_BYTES)).toBe(true);
    expect(Buffer.compare(Buffer.concat(got), all)).toBe(0);
  });

  it('says that there is nothing yet, rather than never', async () => {
    const { ask, path } = await pairPage();
    expect((await ask('GET', `${path}/0`)).status).toBe(204);
  });

  it('is closed with all others at a lock, also one that was only being opened', async () => {
    const { ask, near, path, streams } = await pairPage();
    const reading = ask('GET', `${path}/0`);
    streams.closeAll();
    expect((await reading).status).toBe(410);
    expect([near.destroyed, (await ask('GET', `${path}/0`)).status]).toEqual([true, 404]);
    const [late] = duplexPair();
    const gate = Promise.withResolvers<void>();
    const slow = makePage(() => gate.promise.then(() => late));
    const opening = slow.ask('POST', '/streams/?open=x');
    slow.streams.closeAll();
    gate.resolve();
    expect([(await opening).status, late.destroyed]).toEqual([404, true]);
  });

  it('of a page that has gone is closed, and there are never too many', async () => {
    const made: Duplex[] = [];
    const page = makePage(
      async () => {
        const [near] = duplexPair();
        made.push(near);
        return near;
      },
      { readMs: 10, silentMs: 40 },
    );
    const statuses = await Promise.all(Array.from({ length: 12 }, async () => (await page.ask('POST', '/streams/?open=x')).status));
    expect(statuses.filter((status) => status === 429)).toHaveLength(4);
    await vi.waitFor(() => expect(made.every(({ destroyed }) => destroyed)).toBe(true));
  });

  it('is nobody’s but our page’s, and of no name, piece or length that it is not', async () => {
    const { ask, path } = await pairPage();
    for (const origin of ['null', 'https://evil.example']) expect((await ask('PUT', `${path}/0`, 'x', { origin })).status).toBe(400);
    for (const strange of ['/streams/', '/streams/x/0', `${path}/-1`, `${path}/1e3`, `${path}`, '/streams/?open=other', '/streams/../0']) {
      expect((await ask('POST', strange)).status, strange).toBe(404);
    }
    expect((await ask('PUT', `${path}/0`, new Uint8Array(STREAM_PIECE_BYTES + 1))).status).toBe(400);
    expect((await ask('PATCH', `${path}/0`, 'x')).status).toBe(405);
  });
});
