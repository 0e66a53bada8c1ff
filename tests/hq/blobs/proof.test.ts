import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BLOB_CHUNK_BYTES, type BlobState, blobState } from '../../../contracts/hq/blobs.ts';
import { blobStateOf } from '../../../hq/blobs/receive.ts';
import { lockOfficer } from '../../../hq/database/officers.ts';
import { ask, type Reply } from '../support/client.ts';
import { incident, rahman } from '../support/force.ts';
import { type Desk, deskOf } from '../support/ict.ts';
import { type PostgresServer, postgresFolder, startPostgres } from '../support/postgres.ts';
import { type RunningForce, startForce } from '../support/running.ts';

const INCIDENT = 'LC-20260111-0841';
/** Long enough that its proof is still going on while other requests come and go. */
const CHUNKS = 128;
const LAST = (CHUNKS - 1) * BLOB_CHUNK_BYTES;
const bin = postgresFolder();

describe.each(['embedded', 'server'] as const)('the proof of an attachment (PostgreSQL: %s)', (kind) => {
  let server: PostgresServer | undefined;
  let force: RunningForce;
  let desk: Desk;
  const isHere = kind === 'embedded' || bin !== undefined; // Debian package postgresql.
  beforeAll(async () => {
    if (!isHere) return;
    server = kind === 'server' && bin !== undefined ? await startPostgres(bin) : undefined;
    const url = await server?.createDatabase();
    force = await startForce({ items: [incident(INCIDENT, rahman.area)], ...(url === undefined ? {} : { url }) });
    desk = await deskOf(force, rahman, force.laptop);
  });
  afterAll(async () => {
    desk?.close();
    await force?.stop();
    await server?.stop();
  });

  const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const stateIn = (reply: Reply): BlobState => blobState.parse(JSON.parse(reply.body.toString()));
  const put = (film: Buffer, offset: number, { hash = hashOf(film), bytes = film.byteLength } = {}): Promise<Reply> =>
    ask(desk.session, 'PUT', `/v1/blobs/${hash}?bytes=${bytes}&offset=${offset}`, film.subarray(offset, offset + BLOB_CHUNK_BYTES));
  const query = () => force.hq.database.query;
  const filmOf = (): Buffer => Buffer.alloc(CHUNKS * BLOB_CHUNK_BYTES, randomBytes(BLOB_CHUNK_BYTES));
  /** A film, of one chunk again and again, of which all has come and nothing but its proof is missing; false: that had ended first. */
  const beingProven = async (film: Buffer, hash = hashOf(film)) => {
    const [id, data] = [randomUUID(), film.subarray(0, BLOB_CHUNK_BYTES)];
    const begun = { bytes: film.byteLength, received: LAST, complete: false, at: new Date() };
    await query()
      .insertInto('blob')
      .values({ id, hash, staff_id: rahman.staffId, ...begun })
      .execute();
    await sql`insert into blob_chunk select ${id}::uuid, part * ${BLOB_CHUNK_BYTES}::bigint, ${data}::bytea
      from generate_series(0, ${CHUNKS - 2}::int) part`.execute(query());
    let hasEnded = false;
    const last = put(film, LAST, { hash }).finally(() => {
      hasEnded = true;
    });
    // The embedded database answers without letting requests in between.
    while (!hasEnded && (await blobStateOf(query(), rahman.staffId, hash))?.received !== film.byteLength) await setTimeout(1);
    return { last, isGoingOn: () => !hasEnded };
  };

  it.skipIf(!isHere)('holds up neither its officer’s command nor their lease', async () => {
    const { last, isGoingOn } = await beingProven(filmOf());
    expect(isGoingOn()).toBe(true);
    const payload = { incidentId: INCIDENT, text: 'Officer needs assistance', at: new Date().toISOString() };
    const command = JSON.stringify({ command: 'incident.addLine', itemId: INCIDENT, baseVersion: 1, payload });
    const [said] = await Promise.all([
      ask(desk.session, 'POST', '/v1/storm/commands', command, { 'idempotency-key': randomUUID() }),
      query()
        .transaction()
        .execute((transaction) => lockOfficer(transaction, rahman.staffId)),
    ]);
    expect([said.status, isGoingOn()]).toEqual([200, true]);
    expect(stateIn(await last).complete).toBe(true);
  });

  it.skipIf(!isHere)('is made once for all who ask meanwhile, and finds out what is not the blob', async () => {
    const hash = hashOf(randomBytes(32));
    const film = filmOf();
    const { last } = await beingProven(film, hash);
    const more = await Promise.all([put(film, LAST, { hash }), put(film, 0, { hash })]);
    expect([await last, ...more].map(({ status }) => status)).toEqual([422, 422, 422]);
    expect(await blobStateOf(query(), rahman.staffId, hash)).toBeUndefined();
  });

  it.skipIf(!isHere)('counts for nothing when the blob was begun again meanwhile', async () => {
    const film = filmOf();
    const { last } = await beingProven(film);
    const bytes = film.byteLength + 1;
    expect(stateIn(await put(film, 0, { hash: hashOf(film), bytes })).received).toBe(BLOB_CHUNK_BYTES);
    expect([(await last).status, stateIn(await last)]).toEqual([409, { bytes, received: BLOB_CHUNK_BYTES, complete: false }]);
  });

  it.skipIf(!isHere)('that HQ did not end, for it stopped, is made when the laptop comes back with any chunk', async () => {
    const photograph = randomBytes(2 * BLOB_CHUNK_BYTES);
    for (const offset of [0, BLOB_CHUNK_BYTES]) await put(photograph, offset);
    await query().deleteFrom('blob_content').where('hash', '=', hashOf(photograph)).execute();
    await query().updateTable('blob').set({ complete: false }).where('hash', '=', hashOf(photograph)).execute();
    expect(stateIn(await put(photograph, 0))).toEqual({ bytes: photograph.byteLength, received: photograph.byteLength, complete: true });
    expect(await query().selectFrom('blob_content').select('bytes').where('hash', '=', hashOf(photograph)).execute()).toHaveLength(1);
  });
});
