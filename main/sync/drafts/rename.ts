import { randomUUID } from 'node:crypto';
import type { Draft } from '../../../contracts/domain/draft.ts';
import { renameIn } from '../../store/alias.ts';
import type { WritableDb } from '../../store/db.ts';
import { hasSameWords, isWrittenThere, keepApart } from './join.ts';
import { after, draftsNaming, endOf, findDraft, findEnd, putDraft, putEnd } from './table.ts';

/**
 * What an item's drafts are called once HQ has allotted its number `id`: a form that is open under the provisional id goes on with them.
 * Another laptop may have begun one under the number meanwhile: the newer stays, the older is kept apart.
 */
export const renameInDrafts = (db: WritableDb, provisionalId: string, id: string): void => {
  const drafts = draftsNaming(db, provisionalId);
  for (const draft of drafts) renameDraft(db, draft, { provisionalId, id });
  if (drafts.length > 0) db.touch('drafts');
};

const renameDraft = (
  db: WritableDb,
  before: Draft,
  { provisionalId, id }: { readonly provisionalId: string; readonly id: string },
): void => {
  const renamed = { ...renameIn(before, provisionalId, id), key: before.key.replace(provisionalId, id) };
  if (renamed.key === before.key) {
    const at = after(before.at, before.at);
    putDraft(db, { ...renamed, at, ...(isWrittenThere(before) ? {} : { basedOn: at }) });
    return;
  }
  putEnd(db, endOf(before, before.at));
  const there = findDraft(db, renamed.key);
  const end = findEnd(db, renamed.key);
  if (there !== undefined) {
    const [older, newer] = renamed.at < there.at ? [renamed, there] : [there, { ...renamed, basedOn: there.at }];
    if (!hasSameWords(older, newer) && !keepApart(db, older)) putDraft(db, { ...older, key: randomUUID() });
    putDraft(db, newer);
  } else if (end === undefined || renamed.at > end.at) {
    putDraft(db, renamed);
  } else if (isWrittenThere(renamed) && renamed.at !== end.of) {
    // Ended under the number by another laptop, which did not know what was written here.
    putDraft(db, { ...renamed, at: after(end.at, renamed.at) });
  }
};
