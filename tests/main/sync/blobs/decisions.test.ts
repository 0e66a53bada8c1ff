import { describe, expect, it } from 'vitest';
import type { Attachment } from '../../../../contracts/domain/blob.ts';
import type { Store } from '../../../../main/store/store.ts';
import { sweepBlobs } from '../../../../main/sync/blobs/receive.ts';
import type { CommandAnswer } from '../../../../main/sync/services.ts';
import { updateDraft } from '../../support/drafts.ts';
import { incident, officer, unit, upsertIncident, upsertUnit } from '../../support/items.ts';
import { bring, temporaryStore } from '../../support/store.ts';
import { hashOf, jpeg, NOW, pageOf } from './support.ts';

const LOG = 'LC-20210518-1587';
const AT = NOW.toISOString();
const BYTES = 300_000;
const REFUSED: CommandAnswer = { kind: 'refused', problem: { type: 'about:blank', title: 'Log full', status: 422, code: 'LogFull' } };

/** A store with a photograph in it that nothing needs yet. */
const storeWithPhotograph = async () => {
  const store = await temporaryStore();
  await bring(store, 'storm', [upsertIncident(incident()), upsertUnit(unit())]);
  const photograph = jpeg(BYTES);
  await pageOf(() => store).keep(photograph);
  return { store, hash: hashOf(photograph) };
};
const reportWith = (attachments: readonly Attachment[]) => ({
  ...{ type: 'Burglary', title: 'Shed', committedFrom: AT, method: '', marking: 'OFFICIAL' as const, attachments: [...attachments] },
  place: { text: 'Back lane', area: 'South Ribble' },
});
const giveWith = (store: Store, hash: string, draftKey?: string) =>
  store.write('commands.give', {
    ...{ system: 'crime', command: 'crime.create', payload: reportWith([attached(hash)]) },
    ...{ outboxId: '00000000-0000-4000-8000-000000000001', newId: '00000000-0000-4000-8000-000000000002' },
    ...{ officer: officer(), at: AT, draftKey },
  });
const reachHq = (store: Store, hash: string) => store.write('blob.sent', { hash, sent: BYTES, atHq: true });
const refuse = async (store: Store): Promise<string> => {
  const item = await store.write('outbox.take', { system: 'crime' });
  await store.write('outbox.settle', { id: item?.id ?? '', answer: REFUSED });
  return item?.id ?? '';
};
/** Whether the photograph is still there eight days later. */
const outlivesAWeek = async (store: Store, hash: string): Promise<boolean> => {
  await sweepBlobs(store, () => new Date(NOW.getTime() + 8 * 24 * 3600_000));
  return (await store.read('blob.info', { hash })) !== undefined;
};
const attached = (hash: string): Attachment => ({ hash, bytes: BYTES, type: 'image/jpeg', name: 'door.jpg' });

describe('what a command carries', () => {
  it('is given with it by its hash, and shown with it; nothing is given with what is not on this laptop', async () => {
    const { store, hash } = await storeWithPhotograph();
    expect(await giveWith(store, 'f'.repeat(64))).toEqual({ ok: false, code: 'NotFound' });
    expect(await store.read('outbox.list', null)).toEqual([]);
    expect(await giveWith(store, hash)).toMatchObject({ ok: true });
    expect(await store.read('outbox.list', null)).toMatchObject([{ blobs: { sent: 0, total: BYTES } }]);
    expect(await store.read('outbox.export', null)).toMatchObject([{ blobs: [hash] }]);
  });

  it('stays with it when it is sent anew, under whichever key', async () => {
    const { store, hash } = await storeWithPhotograph();
    await giveWith(store, hash);
    await reachHq(store, hash);
    const refused = await refuse(store);
    const again = await store.write('outbox.resend', { id: refused, at: AT });
    expect(again.ok && again.value.id).not.toBe(refused);
    expect(await store.read('outbox.export', null)).toMatchObject([{ id: again.ok ? again.value.id : '', blobs: [hash] }]);
    await refuse(store);
    const mended = await store.write('outbox.mend', {
      ...{ id: again.ok ? again.value.id : '', payload: { ...reportWith([attached(hash)]), title: 'Garage' }, summary: '' },
      ...{ author: officer(), at: AT },
    });
    expect(mended).toMatchObject({ ok: true });
    expect(await store.write('outbox.take', { system: 'crime' })).toMatchObject({ id: mended.ok ? mended.value.id : '', blobs: [hash] });
    expect(await outlivesAWeek(store, hash)).toBe(true);
  });

  it('is what it names once it is mended: what was added goes with it, what was taken out no more', async () => {
    const { store, hash } = await storeWithPhotograph();
    const added = jpeg(BYTES);
    await pageOf(() => store).keep(added);
    await giveWith(store, hash);
    await reachHq(store, hash);
    const payload = reportWith([attached(hashOf(added))]);
    const mended = await store.write('outbox.mend', { id: await refuse(store), payload, summary: '', author: officer(), at: AT });
    expect(mended).toMatchObject({ ok: true });
    expect(await store.read('outbox.export', null)).toMatchObject([{ blobs: [hashOf(added)] }]);
    expect([await outlivesAWeek(store, hash), await outlivesAWeek(store, hashOf(added))]).toEqual([false, true]);
  });

  it('goes with it when it is discarded, unless a draft needs it', async () => {
    for (const keepText of [false, true]) {
      const { store, hash } = await storeWithPhotograph();
      await giveWith(store, hash);
      await reachHq(store, hash);
      const id = await refuse(store);
      const gone = await store.write('outbox.discard', { id, withDependents: false, keepText, at: AT });
      expect(gone).toMatchObject({ ok: true, value: { discarded: 1 } });
      expect(await outlivesAWeek(store, hash)).toBe(keepText);
    }
  });
});

describe('what a draft carries', () => {
  it('comes from the work that it was, with what its payload says of it', async () => {
    const { store, hash } = await storeWithPhotograph();
    const row = { system: 'storm', command: 'incident.addLine', itemKind: 'incident', itemId: LOG, baseVersion: 1 } as const;
    const payload = { incidentId: LOG, text: 'Photograph', photographs: [attached(hash)], at: AT };
    const id = '00000000-0000-4000-8000-000000000003';
    const item = { ...row, id, payload, summary: 'Photograph', at: AT, state: 'refused', attempts: 1, blobs: [hash] } as const;
    await store.write('outbox.import', { items: [{ ...item, blobs: [hash] }], author: officer() });
    const gone = await store.write('outbox.discard', { id, withDependents: false, keepText: true, at: AT });
    const [key = ''] = gone.ok ? gone.value.drafts : [];
    expect((await store.read('drafts.get', { key }))?.blobs).toEqual([attached(hash)]);
  });

  it('stays for as long as the draft, and longer where the draft becomes work', async () => {
    const { store, hash } = await storeWithPhotograph();
    const draft = updateDraft(LOG, 'Photograph', { blobs: [attached(hash)] });
    await store.write('drafts.save', { draft, now: AT });
    expect(await outlivesAWeek(store, hash)).toBe(true);
    await giveWith(store, hash, draft.key);
    expect(await store.read('drafts.get', { key: draft.key })).toBeUndefined();
    expect(await outlivesAWeek(store, hash)).toBe(true);
    await store.write('outbox.discard', {
      ...{ id: '00000000-0000-4000-8000-000000000001', withDependents: false, keepText: false, at: AT },
    });
    expect(await outlivesAWeek(store, hash)).toBe(false);
  });

  it('goes when it is taken out of the draft, and when the draft is discarded', async () => {
    const { store, hash } = await storeWithPhotograph();
    const kept = jpeg(BYTES);
    await pageOf(() => store).keep(kept);
    const save = (blobs: Attachment[]) => store.write('drafts.save', { draft: updateDraft(LOG, 'Photograph', { blobs }), now: AT });
    await save([attached(hash), attached(hashOf(kept))]);
    await save([attached(hashOf(kept))]);
    expect([await outlivesAWeek(store, hash), await outlivesAWeek(store, hashOf(kept))]).toEqual([false, true]);
    await store.write('drafts.discard', { key: updateDraft(LOG, '').key, now: AT });
    expect(await outlivesAWeek(store, hashOf(kept))).toBe(false);
  });
});
