import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ExhibitRecord } from '../../../../contracts/domain/exhibit.ts';
import type { Store } from '../../../../main/store/store.ts';
import { keepBytes } from '../../../../main/sync/blobs/keep.ts';
import { readBlob } from '../../../../main/sync/blobs/read.ts';
import { createExhibitHandlers } from '../../../../main/systems/exhibits/handlers.ts';
import { prepareFile } from '../../../../main/systems/exhibits/prepare.ts';
import { cameraFile, SECRETS } from '../../../photograph.ts';
import { give } from '../../support/give.ts';
import { upsert } from '../../support/items.ts';
import { receiverOf } from '../../support/receivers.ts';
import { room } from '../../support/room.ts';
import { search } from '../../support/search.ts';
import { bring, temporaryStore } from '../../support/store.ts';

const CRIME = '04/26/06103';
const LOG = 'LC-20210518-1587';
const crime = (id: string, change: object = {}) =>
  upsert('crime', id, 1, {
    ...{ id, version: 1, type: 'Burglary', title: 'Burglary', committedFrom: '2021-05-18T03:35:00.000Z' },
    ...{ reportedAt: '2021-05-18T03:40:00.000Z', place: { text: '22 York Close', area: 'South Ribble' }, method: '', people: [] },
    ...{ property: [], vehicles: [], flags: [], status: 'open', marking: 'OFFICIAL', ...change },
  });
const entry = (change: object = {}) => ({
  ...{ id: 'E1', act: 'taken' as const, at: '2021-05-18T14:05:00.000Z', writtenAt: '2021-05-18T14:06:00.000Z', by: 'PC 2418 Aisha Rahman' },
  ...{ collarNumber: '2418', holder: 'PC 2418 Aisha Rahman', place: '22 York Close', ...change },
});
const record = (id: string, change: Partial<ExhibitRecord> = {}): ExhibitRecord => ({
  ...{ id, version: 1, reference: 'AR/1', text: 'Kitchen window', kind: 'object', crimeId: CRIME, marking: 'OFFICIAL' },
  ...{ producer: { name: 'PC 2418 Aisha Rahman', collarNumber: '2418' }, continuity: [entry()], ...change },
});
const opened = async (exhibits: readonly ExhibitRecord[] = []) => {
  const store = await temporaryStore();
  await bring(store, 'crime', [crime(CRIME, { incidentId: LOG })]);
  await bring(
    store,
    'exhibits',
    exhibits.map((one) => upsert('exhibit', one.id, one.version, one)),
  );
  const ports = room(store);
  return { store, ports, calls: createExhibitHandlers({ ...ports, receiverOf }) };
};
const keep = async (store: Store, bytes: Uint8Array, type: string) => {
  const kept = await keepBytes(receiverOf(store), bytes, type);
  if (!kept.ok) throw new Error(kept.code);
  return kept.value;
};
const taken = (change: object = {}) => ({
  ...{ reference: 'AR/1', text: 'Kitchen window', kind: 'object' as const, crimeId: CRIME, marking: 'OFFICIAL' },
  ...{ producer: { name: 'PC 2418 Aisha Rahman', collarNumber: '2418' }, happenedAt: '2021-05-18T14:05:00.000Z' },
  ...{ holder: 'PC 2418 Aisha Rahman', place: '22 York Close', ...change },
});
const moved = (exhibitId: string, after: string, change: object = {}) => ({
  ...{
    exhibitId,
    after,
    act: 'stored' as const,
    happenedAt: '2021-05-18T14:40:00.000Z',
    holder: 'Property store',
    place: 'Leyland',
    ...change,
  },
});
type Calls = Awaited<ReturnType<typeof opened>>['calls'];
const listed = async (calls: Calls, about: object) => {
  const answer = await calls.about(about);
  return answer.ok && answer.value.known ? answer.value.value : [];
};
const shown = async (calls: Calls, id: string) => {
  const answer = await calls.get({ id });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
};

describe('an exhibit taken without signal', () => {
  it('is on its crime at once, with its reference, and goes on from there before HQ has numbered it', async () => {
    const { store, calls } = await opened();
    const made = await give(store, 'exhibits', 'exhibit.create', taken());
    if (!made.ok) throw new Error(made.code);
    const { itemId } = made.value;
    const [first] = (await shown(calls, itemId)).continuity;
    expect(await give(store, 'exhibits', 'exhibit.continue', moved(itemId, first?.id ?? ''))).toMatchObject({ ok: true });
    expect(await listed(calls, { crimeId: CRIME })).toMatchObject([
      { id: itemId, reference: 'AR/1', holder: 'Property store', act: 'stored', sending: 'waiting' },
    ]);
    expect((await shown(calls, itemId)).continuity).toMatchObject([{ act: 'taken', by: 'PC 2418 Aisha Rahman' }, { act: 'stored' }]);
  });

  it('has its next entry once when HQ brings it, and keeps what is not at HQ yet', async () => {
    const { store, calls } = await opened([record('EX-21-00001')]);
    const outboxId = randomUUID();
    await give(store, 'exhibits', 'exhibit.continue', moved('EX-21-00001', 'E1'), { outboxId });
    await give(store, 'exhibits', 'exhibit.continue', moved('EX-21-00001', outboxId, { act: 'takenOut', holder: 'PC 2418 Aisha Rahman' }));
    const atHq = entry({ id: outboxId, act: 'stored', holder: 'Property store' });
    await bring(store, 'exhibits', [
      upsert('exhibit', 'EX-21-00001', 2, record('EX-21-00001', { version: 2, continuity: [entry(), atHq] })),
    ]);
    expect((await shown(calls, 'EX-21-00001')).continuity.map(({ act }) => act)).toEqual(['taken', 'stored', 'takenOut']);
  });

  it('says only what can happen to it, and nothing past an entry that was not seen', async () => {
    const { store } = await opened([record('EX-21-00001')]);
    const go = (after: string, act: 'takenOut' | 'handedOver') =>
      give(store, 'exhibits', 'exhibit.continue', moved('EX-21-00001', after, { act }));
    expect(await go('E1', 'takenOut')).toEqual({ ok: false, code: 'NotAllowed' });
    expect(await go('E0', 'handedOver')).toEqual({ ok: false, code: 'NotAllowed' });
    expect(await go('E1', 'handedOver')).toMatchObject({ ok: true });
  });
});

describe('the exhibits of a crime', () => {
  it('are in the order of their references, with those of its log that are of no crime', async () => {
    const { calls } = await opened([
      record('EX-21-00001', { reference: 'AR/10' }),
      record('EX-21-00002', { reference: 'AR/2', crimeId: undefined, incidentId: LOG }),
      record('EX-21-00003', { reference: 'AR/3', crimeId: '04/26/06104', incidentId: LOG }),
    ]);
    expect((await listed(calls, { crimeId: CRIME })).map(({ reference }) => reference)).toEqual(['AR/2', 'AR/10']);
    expect((await listed(calls, { incidentId: LOG })).map(({ reference }) => reference)).toEqual(['AR/2', 'AR/3']);
  });

  it('are a page of all on this laptop, the newest first, however many there are', async () => {
    const many = Array.from({ length: 501 }, (_, index) => record(`EX-21-${String(10_000 + index)}`, { reference: `AR/${index + 1}` }));
    const { calls } = await opened(many);
    const paged = async (offset: number, limit: number) => {
      const answer = await calls.list({ offset, limit });
      return answer.ok && answer.value.known ? answer.value.value : undefined;
    };
    const first = await paged(0, 500);
    const last = await paged(500, 500);
    expect([first?.total, first?.rows.length, last?.total, last?.rows.length]).toEqual([501, 500, 501, 1]);
    expect(new Set([...(first?.rows ?? []), ...(last?.rows ?? [])].map(({ id }) => id)).size).toBe(501);
  });

  it('give the next reference: of the officer’s own wherever they are, and of the crime', async () => {
    const { store, calls } = await opened([
      record('EX-21-00001', { reference: 'AR/7', crimeId: '04/26/06104' }),
      record('EX-21-00002', { reference: 'AR/3', producer: { name: 'Anna Reed' } }),
      record('EX-21-00003', { reference: 'AR/20', producer: { name: 'Alan Rowe' }, crimeId: '04/26/06104' }),
    ]);
    expect(await calls.references({ initials: 'AR', crimeId: CRIME })).toMatchObject({ ok: true, value: { next: 'AR/8' } });
    await give(store, 'exhibits', 'exhibit.create', taken({ reference: 'AR/8' }));
    expect(await calls.references({ initials: 'AR', crimeId: CRIME })).toMatchObject({ ok: true, value: { next: 'AR/9' } });
    expect(await calls.references({ initials: 'PF', crimeId: CRIME })).toEqual({ ok: true, value: { taken: [], next: 'PF/1' } });
  });

  it('are found by reference, label and holder, and opening one is journalled', async () => {
    const { store, ports, calls } = await opened([record('EX-21-00001', { continuity: [entry({ note: 'Forced with a jemmy' })] })]);
    for (const typed of ['AR/1', 'kitchen', 'jemmy', 'ex 21 1'])
      expect(
        (await search(store, typed)).map(({ id }) => id),
        typed,
      ).toContain('EX-21-00001');
    await calls.get({ id: 'EX-21-00001' });
    expect(ports.notes).toMatchObject([{ action: 'view', subject: 'EX-21-00001' }]);
  });
});

describe('the file of an exhibit', () => {
  it('is hashed as it came, and its copy that is shown says neither place nor owner', async () => {
    const { store, calls } = await opened();
    const original = cameraFile();
    const kept = await keep(store, original, 'image/jpeg');
    expect(kept.hash).toBe(createHash('sha256').update(original).digest('hex'));
    const found = await calls.prepare({ hash: kept.hash });
    expect(found).toMatchObject({ ok: true, value: { sameFile: [], camera: { position: true } } });
    const view = found.ok ? found.value.view : undefined;
    const parts: Uint8Array[] = [];
    for await (const part of readBlob(store, view ?? { hash: '', bytes: 0 })) parts.push(part);
    expect(SECRETS.filter((secret) => Buffer.concat(parts).includes(secret))).toEqual([]);
    const made = await give(store, 'exhibits', 'exhibit.create', {
      ...taken({ kind: 'photograph' }),
      original: { ...kept, name: 'IMG_0412.JPG' },
      view: { ...(view ?? kept), name: 'AR-1.jpg' },
    });
    expect(made).toMatchObject({ ok: true });
    expect(await store.read('blob.here', { hashes: [kept.hash, view?.hash ?? ''] })).toHaveLength(2);
  });

  it('that is an exhibit already is said', async () => {
    const { store, calls } = await opened();
    const kept = await keep(store, Buffer.from('%PDF-1.7 loss sheet'), 'application/pdf');
    const original = { ...kept, name: 'loss.pdf' };
    await bring(store, 'exhibits', [
      upsert('exhibit', 'EX-21-00001', 1, record('EX-21-00001', { kind: 'document', original })),
      upsert('exhibit', 'EX-21-00002', 1, record('EX-21-00002', { reference: 'TH/1', kind: 'document', original })),
    ]);
    const same = { ok: true, value: { sameFile: [{ id: 'EX-21-00001', reference: 'AR/1', crimeId: CRIME }, { reference: 'TH/1' }] } };
    expect(await calls.prepare({ hash: kept.hash })).toMatchObject(same);
    expect((await shown(calls, 'EX-21-00002')).sameFile).toMatchObject([{ reference: 'AR/1' }]);
  });

  it('has no copy where it only begins like a JPEG, or is longer than a photograph', async () => {
    const { store, calls } = await opened();
    const broken = await keep(store, Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 4), 'image/jpeg');
    expect(await calls.prepare({ hash: broken.hash })).toMatchObject({ ok: true, value: { noView: 'unreadable' } });
    const { hash, bytes } = await keep(store, cameraFile(), 'image/jpeg');
    const bounded = (mostBytes: number) => prepareFile({ hash, store, receiver: receiverOf(store), mostBytes });
    expect(await bounded(bytes - 1)).toMatchObject({ ok: true, value: { noView: 'tooLarge' } });
    expect(await bounded(bytes)).toMatchObject({ ok: true, value: { view: { type: 'image/jpeg' } } });
    expect(await calls.prepare({ hash: '0'.repeat(64) })).toEqual({ ok: false, code: 'NotFound' });
  });

  it('is not taken for a photograph because it is called one', async () => {
    const { store } = await opened();
    expect(await keepBytes(receiverOf(store), Buffer.from('MZ this program'), 'image/jpeg')).toEqual({ ok: false, code: 'TypeMismatch' });
    const kept = await keep(store, Buffer.from('PK\x03\x04 an archive'), 'application/zip');
    const given = await give(store, 'exhibits', 'exhibit.create', {
      ...taken({ kind: 'photograph' }),
      original: { ...kept, name: 'x.jpg' },
    });
    expect(given).toEqual({ ok: false, code: 'Malformed' });
  });
});
