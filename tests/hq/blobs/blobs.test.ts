import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BLOB_CHUNK_BYTES, blobState } from '../../../contracts/hq/blobs.ts';
import { MAX_LOOSE_BYTES } from '../../../hq/blobs/receive.ts';
import { forgetLooseBlobs } from '../../../hq/blobs/use.ts';
import { ask, codeOf, type Reply } from '../support/client.ts';
import { clarke, halliwell, incident, rahman } from '../support/force.ts';
import { addLaptop, type Desk, deskOf } from '../support/ict.ts';
import { type RunningForce, startForce } from '../support/running.ts';

const INCIDENT = 'LC-20260111-0841';
const AT = new Date().toISOString();
let force: RunningForce;
let desk: Desk;
let elsewhere: Desk;
let colleague: Desk;
let stranger: Desk;
beforeAll(async () => {
  force = await startForce({ items: [incident(INCIDENT, rahman.area)] });
  desk = await deskOf(force, rahman, force.laptop);
  elsewhere = await deskOf(force, rahman, await addLaptop(force, 'LAP-0600'));
  colleague = await deskOf(force, halliwell, await addLaptop(force, 'LAP-0601'));
  stranger = await deskOf(force, clarke, await addLaptop(force, 'LAP-0602'));
});
afterAll(async () => {
  for (const one of [desk, elsewhere, colleague, stranger]) one?.close();
  await force?.stop();
});

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const stateOf = (reply: Reply) => blobState.parse(JSON.parse(reply.body.toString()));
const put = (at: Desk, blob: Buffer, offset: number, change: { hash?: string; bytes?: number; data?: Uint8Array } = {}): Promise<Reply> =>
  ask(
    at.session,
    'PUT',
    `/v1/blobs/${change.hash ?? hashOf(blob)}?bytes=${change.bytes ?? blob.byteLength}&offset=${offset}`,
    change.data ?? blob.subarray(offset, offset + BLOB_CHUNK_BYTES),
  );
const send = async (at: Desk, blob: Buffer): Promise<Reply> => {
  let last = await put(at, blob, 0);
  for (let offset = BLOB_CHUNK_BYTES; offset < blob.byteLength; offset += BLOB_CHUNK_BYTES) last = await put(at, blob, offset);
  return last;
};
const say = (at: Desk, blobs: readonly string[], key: string = randomUUID()): Promise<Reply> =>
  ask(
    at.session,
    'POST',
    '/v1/storm/commands',
    JSON.stringify({
      ...{ command: 'incident.addLine', itemId: INCIDENT, baseVersion: 1, blobs },
      payload: { incidentId: INCIDENT, text: 'Photograph of the door', at: AT },
    }),
    { 'idempotency-key': key },
  );
const chunks = async (): Promise<number> =>
  Number(
    (
      await force.hq.database.query
        .selectFrom('blob_chunk')
        .select((row) => row.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

describe('an attachment at HQ', () => {
  it('comes in chunks, from where the last one ended, on whichever laptop', async () => {
    const blob = randomBytes(2 * BLOB_CHUNK_BYTES + 5);
    const path = `/v1/blobs/${hashOf(blob)}`;
    expect([(await ask(desk.session, 'GET', path)).status, codeOf(await ask(desk.session, 'GET', path))]).toEqual([404, 'NotFound']);
    expect(stateOf(await put(desk, blob, 0))).toEqual({ bytes: blob.byteLength, received: BLOB_CHUNK_BYTES, complete: false });
    expect(stateOf(await ask(elsewhere.session, 'GET', path))).toMatchObject({ received: BLOB_CHUNK_BYTES });
    const late = await put(elsewhere, blob, 2 * BLOB_CHUNK_BYTES);
    expect([late.status, stateOf(late).received]).toEqual([409, BLOB_CHUNK_BYTES]);
    await put(elsewhere, blob, BLOB_CHUNK_BYTES);
    expect((await put(elsewhere, blob, BLOB_CHUNK_BYTES)).status).toBe(409);
    const last = { bytes: blob.byteLength, received: blob.byteLength, complete: true };
    expect(stateOf(await put(desk, blob, 2 * BLOB_CHUNK_BYTES))).toEqual(last);
    expect(stateOf(await put(desk, blob, 2 * BLOB_CHUNK_BYTES))).toEqual(last);
  });

  it('is not believed to be what it is not, and can be sent again', async () => {
    const [blob, other] = [randomBytes(BLOB_CHUNK_BYTES + 9), randomBytes(BLOB_CHUNK_BYTES + 9)];
    await put(desk, blob, 0);
    const wrong = await put(desk, blob, BLOB_CHUNK_BYTES, { data: other.subarray(BLOB_CHUNK_BYTES) });
    expect([wrong.status, codeOf(wrong)]).toEqual([422, 'HashMismatch']);
    expect((await ask(desk.session, 'GET', `/v1/blobs/${hashOf(blob)}`)).status).toBe(404);
    expect(stateOf(await send(desk, blob)).complete).toBe(true);
    const longer = await put(desk, blob, 0, { bytes: blob.byteLength + 1 });
    expect([longer.status, codeOf(longer)]).toEqual([422, 'HashMismatch']);
  });

  it('begun with a wrong length begins again with the right one', async () => {
    const blob = randomBytes(BLOB_CHUNK_BYTES + 9);
    await put(desk, blob, 0, { bytes: 3 * BLOB_CHUNK_BYTES });
    expect((await put(desk, blob, BLOB_CHUNK_BYTES)).status).toBe(409);
    expect(stateOf(await send(desk, blob)).complete).toBe(true);
  });

  it('takes no chunk of another length, and no path, length or offset that is none', async () => {
    const blob = randomBytes(BLOB_CHUNK_BYTES + 9);
    for (const data of [new Uint8Array(1), new Uint8Array(BLOB_CHUNK_BYTES - 1), new Uint8Array(0)]) {
      expect((await put(desk, blob, 0, { data })).status, String(data.byteLength)).toBe(400);
    }
    expect((await put(desk, blob, 0, { data: new Uint8Array(BLOB_CHUNK_BYTES + 1) })).status).toBe(413);
    expect((await put(desk, blob, 0, { bytes: 2 ** 31 })).status).toBe(413);
    for (const query of ['', '?bytes=1', '?bytes=0&offset=0', '?bytes=-1&offset=0', '?bytes=1e3&offset=0', '?bytes=5&offset=a']) {
      expect((await ask(desk.session, 'PUT', `/v1/blobs/${hashOf(blob)}${query}`, 'x')).status, query).toBe(400);
    }
    for (const hash of ['x', hashOf(blob).toUpperCase(), `${hashOf(blob)}0`]) {
      expect((await put(desk, blob, 0, { hash })).status, hash).toBe(404);
    }
    expect((await put(desk, blob, 0, { hash: '..' })).status).toBe(400);
    expect((await ask(desk.session, 'GET', `/v1/blobs/${hashOf(blob)}`)).status).toBe(404);
  });

  it('is nobody else’s for knowing its hash, but is stored once when both have it', async () => {
    const blob = randomBytes(5000);
    await send(desk, blob);
    expect((await ask(colleague.session, 'GET', `/v1/blobs/${hashOf(blob)}`)).status).toBe(404);
    const stolen = await say(colleague, [hashOf(blob)]);
    expect([stolen.status, codeOf(stolen)]).toEqual([409, 'BlobMissing']);
    const before = await chunks();
    expect(stateOf(await send(colleague, blob)).complete).toBe(true);
    expect(await chunks()).toBe(before);
    expect((await say(colleague, [hashOf(blob)])).status).toBe(200);
  });

  it('is demanded before its command is carried out; the same command goes through once it is there', async () => {
    const [first, second] = [randomBytes(4000), randomBytes(4001)];
    const [key, blobs] = [randomUUID(), [hashOf(first), hashOf(second)]];
    await send(desk, first);
    const early = await say(desk, blobs, key);
    expect([early.status, codeOf(early)]).toEqual([409, 'BlobMissing']);
    await put(desk, second, 0, { bytes: BLOB_CHUNK_BYTES * 2, data: new Uint8Array(BLOB_CHUNK_BYTES) });
    expect(codeOf(await say(desk, blobs, key))).toBe('BlobMissing');
    await send(desk, second);
    const done = await say(desk, blobs, key);
    expect(done.status).toBe(200);
    expect((await say(desk, blobs, key)).body.toString()).toBe(done.body.toString());
    const kept = await force.hq.database.query.selectFrom('command_blob').select('hash').where('key', '=', key).execute();
    expect(kept.map(({ hash }) => hash).toSorted()).toEqual(blobs.toSorted());
  });

  it('that no command carried for a day is forgotten with its bytes; what one carries stays', async () => {
    const [loose, half, used] = [randomBytes(6000), randomBytes(BLOB_CHUNK_BYTES + 1), randomBytes(6002)];
    await send(desk, loose);
    await put(desk, half, 0);
    await send(desk, used);
    await say(desk, [hashOf(used)]);
    const states = async () =>
      Promise.all([loose, half, used].map(async (blob) => (await ask(desk.session, 'GET', `/v1/blobs/${hashOf(blob)}`)).status));
    await forgetLooseBlobs(force.hq.database, new Date(Date.now() + 23 * 3600_000));
    expect(await states()).toEqual([200, 200, 200]);
    await forgetLooseBlobs(force.hq.database, new Date(Date.now() + 25 * 3600_000));
    expect(await states()).toEqual([404, 404, 200]);
    const left = await force.hq.database.query.selectFrom('blob_content').select('bytes').where('hash', '=', hashOf(loose)).execute();
    expect(left).toEqual([]);
    const whole = await force.hq.database.query
      .selectFrom('blob_chunk')
      .select('data')
      .where('id', 'in', (row) => row.selectFrom('blob_content').select('id').where('hash', '=', hashOf(used)))
      .execute();
    expect(whole.map(({ data }) => hashOf(data))).toEqual([hashOf(used)]);
  });

  it('of two laptops at once comes through once and whole', async () => {
    const blob = randomBytes(4 * BLOB_CHUNK_BYTES);
    const offsets = [0, 1, 2, 3].map((part) => part * BLOB_CHUNK_BYTES);
    for (let round = 0; round < 4; round += 1)
      await Promise.all(offsets.flatMap((offset) => [put(desk, blob, offset), put(elsewhere, blob, offset)]));
    expect(stateOf(await ask(desk.session, 'GET', `/v1/blobs/${hashOf(blob)}`))).toMatchObject({ complete: true });
  });

  it('finds no room once too much that has come of its officer’s waits for commands', async () => {
    const film = randomBytes(2 * BLOB_CHUNK_BYTES);
    await put(colleague, film, 0);
    const there = (received: number) =>
      force.hq.database.query
        .updateTable('blob')
        .set({ bytes: MAX_LOOSE_BYTES, received })
        .where('hash', '=', hashOf(film))
        .where('staff_id', '=', halliwell.staffId)
        .execute();
    const photograph = randomBytes(2 * BLOB_CHUNK_BYTES);
    await there(MAX_LOOSE_BYTES - BLOB_CHUNK_BYTES - 100_000);
    expect((await put(colleague, photograph, 0)).status).toBe(200);
    const full = await put(colleague, photograph, BLOB_CHUNK_BYTES);
    expect([full.status, codeOf(full)]).toEqual([507, 'BlobsFull']);
    expect((await send(colleague, randomBytes(BLOB_CHUNK_BYTES))).status).toBe(507);
    expect((await send(desk, randomBytes(BLOB_CHUNK_BYTES))).status).toBe(200);
    await there(BLOB_CHUNK_BYTES);
    expect(stateOf(await put(colleague, photograph, BLOB_CHUNK_BYTES)).complete).toBe(true);
  });

  it('takes no room by being announced: only what has come counts, and what brings nothing leaves nothing', async () => {
    const huge = 1024 * 1024 * 1024;
    const rows = async (): Promise<number> =>
      (await force.hq.database.query.selectFrom('blob').select('hash').where('staff_id', '=', halliwell.staffId).execute()).length;
    const before = await rows();
    for (let one = 0; one < 6; one += 1) {
      const nothing = { hash: hashOf(randomBytes(32)), bytes: huge, data: new Uint8Array(0) };
      const late = await put(colleague, Buffer.alloc(0), BLOB_CHUNK_BYTES, nothing);
      expect([late.status, stateOf(late)]).toEqual([409, { bytes: huge, received: 0, complete: false }]);
      expect((await put(colleague, Buffer.alloc(0), 0, nothing)).status).toBe(400);
    }
    expect(await rows()).toBe(before);
    for (let one = 0; one < 6; one += 1)
      expect((await put(colleague, randomBytes(BLOB_CHUNK_BYTES), 0, { bytes: huge })).status, String(one)).toBe(200);
    expect(stateOf(await send(colleague, randomBytes(5000))).complete).toBe(true);
  });
});

describe('the attachments of an item', () => {
  const named = (blob: Buffer, change: object = {}) => ({
    ...{ hash: hashOf(blob), bytes: blob.byteLength, type: 'image/jpeg', name: 'door.jpg' },
    ...change,
  });
  const report = (at: Desk, attachments: readonly object[], blobs: readonly string[], more: object = {}): Promise<Reply> =>
    ask(
      at.session,
      'POST',
      '/v1/crime/commands',
      JSON.stringify({
        ...{ command: 'crime.create', itemId: randomUUID(), baseVersion: 0, blobs },
        payload: {
          ...{ type: 'Burglary', title: 'Shed', committedFrom: AT, place: { text: 'Back lane', area: rahman.area } },
          ...{ method: '', marking: 'OFFICIAL', attachments, at: AT },
          ...more,
        },
      }),
      { 'idempotency-key': randomUUID() },
    );
  const numberOf = (reply: Reply): string => JSON.parse(reply.body.toString()).allottedId;
  const part = (at: Desk, hash: string, id: string, offset: number, kind = 'crime', system = 'crime'): Promise<Reply> =>
    ask(at.session, 'GET', `/v1/${system}/attachments/${hash}?kind=${kind}&id=${encodeURIComponent(id)}&offset=${offset}`);

  it('come back part by part to whoever may see it, and to nobody else', async () => {
    const blob = randomBytes(BLOB_CHUNK_BYTES + 77);
    await send(desk, blob);
    const made = await report(desk, [named(blob)], [hashOf(blob)]);
    expect(made.status).toBe(200);
    const id = numberOf(made);
    for (const reader of [desk, colleague]) {
      const parts = [await part(reader, hashOf(blob), id, 0), await part(reader, hashOf(blob), id, BLOB_CHUNK_BYTES)];
      expect(parts.map(({ status }) => status)).toEqual([200, 200]);
      expect(hashOf(Buffer.concat(parts.map(({ body }) => body)))).toBe(hashOf(blob));
    }
    const refused = [
      await part(stranger, hashOf(blob), id, 0),
      await part(desk, hashOf(blob), '04/26/99999', 0),
      await part(desk, hashOf(blob), id, 0, 'task'),
      await part(desk, hashOf(blob), INCIDENT, 0, 'incident', 'storm'),
      await part(desk, hashOf(blob), id, 1),
      await part(desk, hashOf(blob), id, 2 * BLOB_CHUNK_BYTES),
      await part(desk, 'f'.repeat(64), id, 0),
    ];
    expect(refused.map((reply) => [reply.status, codeOf(reply)])).toEqual(refused.map(() => [404, 'NotFound']));
  });

  it('are what their officer sent: one that is not among them, or is longer or shorter than it says, makes no item', async () => {
    const [own, foreign] = [randomBytes(5000), randomBytes(5001)];
    await send(desk, own);
    await send(colleague, foreign);
    const answers = [
      await report(desk, [named(own)], []),
      await report(desk, [named(own), named(foreign)], [hashOf(own)]),
      await report(desk, [named(own, { bytes: 4999 })], [hashOf(own)]),
    ];
    expect(answers.map((reply) => [reply.status, codeOf(reply)])).toEqual(answers.map(() => [422, 'PayloadMalformed']));
    expect(codeOf(await report(desk, [named(foreign)], [hashOf(foreign)]))).toBe('BlobMissing');
    expect((await report(desk, [named(own)], [hashOf(own)])).status).toBe(200);
  });

  it('are checked also in a payload that itself reads as an attachment of the officer’s', async () => {
    const [own, foreign] = [randomBytes(5000), randomBytes(5001)];
    await send(desk, own);
    await send(stranger, foreign);
    const reply = await report(desk, [named(foreign)], [hashOf(own)], named(own));
    expect([reply.status, codeOf(reply)]).toEqual([422, 'PayloadMalformed']);
  });
});
