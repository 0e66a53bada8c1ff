import { isMendKey } from '../../contracts/domain/draft-key.ts';
import type { DraftRow } from '../../contracts/ipc/drafts.ts';
import { api } from '../api.ts';
import { useAsk } from '../hooks/useAsk.ts';

/** Crime reports that were begun and not sent, newest first; none while that is not known. */
export const useKeptReports = (): readonly DraftRow[] => {
  const { state } = useAsk(['drafts.list'], () => api.drafts.list(null), { topics: ['drafts'] });
  return state.kind === 'ready' ? state.value.drafts.filter(({ kind, key }) => kind === 'crime.create' && !isMendKey(key)) : [];
};
