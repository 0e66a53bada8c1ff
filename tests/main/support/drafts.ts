import { draftKeyOf } from '../../../contracts/domain/draft-key.ts';
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
