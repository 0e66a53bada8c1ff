import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { attachmentsIn } from '../../../contracts/domain/blob.ts';
import type { ExhibitRecord } from '../../../contracts/domain/exhibit.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { restrict } from '../../../hq/search/restrict.ts';
import { ask, codeOf, linesOf } from '../support/client.ts';
import { seeded } from '../support/crime-office.ts';
import { clarke, halliwell, rahman } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';
import { officersAtHq } from '../support/officers-at-hq.ts';

const CRIME = '04/26/06103';
const OTHER = '04/26/06104';
const UNSEEN = '04/26/06105';
const RESTRICTED = '04/26/06106';
const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

onEveryForce((start) => {
  const {
    force,
    as,
    send,
    bodyOf,
    ask: post,
  } = officersAtHq(start, [...[CRIME, OTHER, RESTRICTED].map((number) => seeded(number, rahman.area)), seeded(UNSEEN, clarke.area)]);
  const photograph = async (content: string, name = 'IMG_0412.JPG') => {
    const bytes = Buffer.from(content);
    const hash = createHash('sha256').update(bytes).digest('hex');
    const reply = await ask(as(rahman), 'PUT', `/v1/blobs/${hash}?bytes=${bytes.length}&offset=0`, bytes, {
      'content-type': 'application/octet-stream',
    });
    expect(reply.status, reply.body.toString()).toBe(200);
    return { hash, bytes: bytes.length, type: 'image/jpeg', name };
  };
  let serial = 0;
  const nextReference = (): string => {
    serial += 1;
    return `AR/${serial}`;
  };
  const taken = (change: object = {}) => ({
    ...{ reference: nextReference(), text: 'Kitchen window, forced', kind: 'object', crimeId: CRIME, marking: 'OFFICIAL-SENSITIVE' },
    ...{ producer: { name: 'PC 2418 Aisha Rahman', collarNumber: rahman.collarNumber }, holder: 'PC 2418 Aisha Rahman' },
    ...{ place: '22 York Close', happenedAt: ago(30), seal: 'A0412277', ...change },
  });
  const create = (officer: Officer, payload: Readonly<Record<string, unknown>>, itemId: string = randomUUID()) =>
    post(
      officer,
      '/v1/exhibits/commands',
      {
        ...{ command: 'exhibit.create', itemId, baseVersion: 0, payload: { at: new Date().toISOString(), ...payload } },
        blobs: attachmentsIn(payload).map(({ hash }) => hash),
      },
      { 'idempotency-key': randomUUID() },
    );
  const made = async (change: object = {}): Promise<string> => {
    const reply = await create(rahman, taken(change));
    const { allottedId } = JSON.parse(reply.body.toString()) as { readonly allottedId?: string };
    if (allottedId === undefined) throw new Error(codeOf(reply));
    return allottedId;
  };
  const bodyAt = (id: string) => bodyOf<ExhibitRecord>('exhibit', id);
  const next = async (id: string, change: object = {}) => ({
    ...{ exhibitId: id, after: (await bodyAt(id)).continuity.at(-1)?.id ?? '', act: 'stored', happenedAt: ago(5) },
    ...{ holder: 'Property store', place: 'Leyland, bay 4', ...change },
  });
  const go = (officer: Officer, id: string, payload: Readonly<Record<string, unknown>>, key = randomUUID()) =>
    send(officer, 'exhibit.continue', payload, { system: 'exhibits', itemId: id, key });
  const seenBy = async (officer: Officer, id: string) =>
    linesOf(await ask(as(officer), 'GET', '/v1/exhibits/changes?cursor=')).find((line) => line.kind === 'exhibit' && line.id === id);

  describe('an exhibit at HQ', () => {
    it('has a number and the reference of its label, its taking first in its continuity, and is seen by those who see its crime', async () => {
      const id = await made({ original: await photograph('one'), kind: 'photograph', reference: 'AR/401' });
      expect(id).toMatch(/^EX-\d{2}-\d{5}$/);
      expect((await seenBy(halliwell, id))?.data).toMatchObject({
        ...{ reference: 'AR/401', crimeId: CRIME, original: { name: 'IMG_0412.JPG' } },
        continuity: [{ act: 'taken', collarNumber: rahman.collarNumber, place: '22 York Close', seal: 'A0412277' }],
      });
      expect(await seenBy(clarke, id)).toBeUndefined();
    });

    it('gives its file to those who see it', async () => {
      const file = await photograph('two');
      const id = await made({ original: file, kind: 'photograph' });
      const path = `/v1/exhibits/attachments/${file.hash}?kind=exhibit&id=${id}&offset=0`;
      expect((await ask(as(halliwell), 'GET', path)).body.toString()).toBe('two');
      expect((await ask(as(clarke), 'GET', path)).status).toBe(404);
    });

    it('is not of a crime that its officer does not see', async () => {
      expect(codeOf(await create(rahman, taken({ crimeId: UNSEEN })))).toBe('NotFound');
    });

    it('is restricted with its crime', async () => {
      const id = await made({ crimeId: RESTRICTED });
      const named = { system: 'crime', kind: 'crime', id: RESTRICTED, contact: 'DI Carr', staffIds: [halliwell.staffId] } as const;
      expect(await restrict(force().hq.database.query, named, 'ict')).toBe(true);
      expect((await seenBy(rahman, id))?.data).toBeUndefined();
      expect((await seenBy(halliwell, id))?.data).toBeDefined();
    });

    it('has a reference that the same officer gave to no other, nor anybody within the same crime', async () => {
      await made({ reference: 'AR/501' });
      expect(codeOf(await create(rahman, taken({ reference: 'AR/501', crimeId: OTHER })))).toBe('ReferenceTaken');
      const witness = { reference: 'PF/1', producer: { name: 'Piotr Faircloth' } };
      await made(witness);
      expect(codeOf(await create(halliwell, taken(witness)))).toBe('ReferenceTaken');
      expect(await made({ ...witness, crimeId: OTHER })).toMatch(/^EX-/);
    });

    it('is taken with a file that another exhibit has too', async () => {
      const file = await photograph('thrice');
      const one = await made({ original: file, kind: 'photograph' });
      const two = await made({ original: file, kind: 'photograph', crimeId: OTHER });
      expect((await bodyAt(one)).original?.hash).toBe((await bodyAt(two)).original?.hash);
    });

    it.each([
      ['of no crime and no log', { crimeId: undefined }],
      ['without a file that is no object', { kind: 'photograph' }],
      ['whose file is of another kind', { kind: 'sound', original: { hash: 'a'.repeat(64), bytes: 1, type: 'image/jpeg', name: 'x.jpg' } }],
      ['with a reference that no label has', { reference: 'ar-1' }],
      ['without a word on its label', { text: '\u200b ' }],
      ['with a number of its own', { id: 'EX-26-00001', reference: '' }],
    ])('is not taken %s', async (_, change) => {
      expect(codeOf(await create(rahman, taken(change)))).toBe('PayloadMalformed');
    });

    it('is not taken in the future, whatever the laptop’s clock says', async () => {
      const id = await made();
      expect(Date.parse((await bodyAt(id)).continuity[0]?.at ?? '')).toBeLessThanOrEqual(Date.now());
      expect(codeOf(await create(rahman, taken({ happenedAt: ago(-60) })))).toBe('PayloadMalformed');
    });
  });

  describe('the continuity of an exhibit', () => {
    it('is added to by whoever sees it, and what stands there stays', async () => {
      const id = await made();
      const key = randomUUID();
      expect((await go(halliwell, id, await next(id), key)).status).toBe(200);
      const { continuity, version } = await bodyAt(id);
      expect(continuity).toMatchObject([{ act: 'taken' }, { id: key, act: 'stored', holder: 'Property store', collarNumber: '4127' }]);
      expect(version).toBe(2);
      expect(codeOf(await go(clarke, id, await next(id, { act: 'takenOut' })))).toBe('NotFound');
    });

    it('is not written past an entry that its writer had not seen', async () => {
      const id = await made();
      const late = await next(id, { act: 'handedOver' });
      await go(halliwell, id, await next(id));
      expect(codeOf(await go(rahman, id, late))).toBe('ContinuityMoved');
      expect((await bodyAt(id)).continuity).toHaveLength(2);
    });

    it('says only what can happen to what is held so', async () => {
      const id = await made();
      expect(codeOf(await go(rahman, id, await next(id, { act: 'takenOut' })))).toBe('NotHeldSo');
      await go(rahman, id, await next(id, { act: 'returned', holder: 'Piotr Faircloth' }));
      expect(codeOf(await go(rahman, id, await next(id)))).toBe('NotHeldSo');
    });

    it('corrects a label by saying so, and not without saying what', async () => {
      const id = await made();
      expect(codeOf(await go(rahman, id, await next(id, { act: 'corrected', note: ' ' })))).toBe('PayloadMalformed');
      await go(rahman, id, await next(id, { act: 'corrected', note: 'The window is the scullery’s' }));
      const { text, continuity } = await bodyAt(id);
      expect([text, continuity.at(-1)?.note]).toEqual(['Kitchen window, forced', 'The window is the scullery’s']);
    });
  });
});
