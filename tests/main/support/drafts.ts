import { draftKeyOf } from '../../../contracts/domain/draft-key.ts';
import type { Store } from '../../../main/store/store.ts';
import type { NewDraft } from '../../../main/sync/drafts/drafts.ts';

/** The draft of an update to a log, as the Storm pane's box keeps it. */
export const updateDraft = (incidentId: string, text: string, change: Partial<NewDraft> = {}): NewDraft => ({
  key: draftKeyOf('incident.addLine', incidentId),
  kind: 'incident.addLine',
  system: 'storm',
  itemId: incidentId,
  title: text.slice(0, 200),
  fields: { text },
  blobs: [],
  ...change,
});

/** The log that they are about, and the key of its update's draft. */
export const LOG = 'LC-20210518-1587';
export const KEY = draftKeyOf('incident.addLine', LOG);
export const minute = (n: number): string => `2021-05-18T14:${String(n).padStart(2, '0')}:00.000Z`;
/** The draft of a form with fields of every kind. */
export const taskDraft: NewDraft = {
  key: '9b2f7a52-1f6c-4a0e-8a47-3f1c1f9d2a11',
  kind: 'task.create',
  system: 'crime',
  title: 'Ask for the footage of 12 Balfour Street',
  fields: { title: 'Ask for the footage', due: null, people: [{ name: 'Iqbal', role: 'witness' }], urgent: true },
  blobs: [{ hash: 'ab'.repeat(32), bytes: 120_000, type: 'image/jpeg', name: 'door.jpg' }],
};
export const saveDraft = (store: Store, given: NewDraft, now: string) => store.write('drafts.save', { draft: given, now });
export const draftKeysOf = async (store: Store): Promise<readonly string[]> =>
  (await store.read('drafts.list', null)).map(({ key }) => key);
