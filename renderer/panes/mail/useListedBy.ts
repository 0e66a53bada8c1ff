import { useState } from 'react';
import type { Draft } from '../../../contracts/domain/draft.ts';
import { LIST_KEY } from '../../../contracts/domain/draft-key.ts';
import { api } from '../../api.ts';
import { useAsk } from '../../hooks/useAsk.ts';

export type ListedBy = 'conversations' | 'messages';

/** How the officer has mail listed, by conversations until they choose; undefined until it is known. It is kept as drafts are, and travels with them. */
export const useListedBy = (): readonly [ListedBy | undefined, (by: ListedBy) => void] => {
  const { state } = useAsk(['drafts.get', LIST_KEY], () => api.drafts.get({ key: LIST_KEY }), { topics: ['drafts'] });
  const [chosen, setChosen] = useState<ListedBy>();
  const choose = (by: ListedBy): void => {
    setChosen(by);
    void api.drafts.save({ key: LIST_KEY, kind: LIST_KEY, system: 'mail', title: '', fields: { by }, blobs: [] }).catch(() => undefined);
  };
  const kept = state.kind === 'loading' ? undefined : readBy(state.kind === 'ready' ? state.value : null);
  return [chosen ?? kept, choose];
};

const readBy = (kept: Draft | null): ListedBy => (kept?.fields['by'] === 'messages' ? 'messages' : 'conversations');
