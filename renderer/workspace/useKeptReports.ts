import { isMendKey } from '../../contracts/domain/draft-key.ts';
import type { DraftRow } from '../../contracts/ipc/drafts.ts';
import { api } from '../api.ts';
import { useAsk } from '../hooks/useAsk.ts';

const reportKinds = ['crime.create', 'exhibit.create', 'missing.create', 'statement.create'] as const;
export type ReportKind = (typeof reportKinds)[number];

/** Reports that were begun and not sent, newest first: of one kind, or of every one; none while that is not known. */
export const useKeptReports = (kind?: ReportKind): readonly DraftRow[] => {
  const kinds: readonly string[] = kind === undefined ? reportKinds : [kind];
  const { state } = useAsk(['drafts.list'], () => api.drafts.list(null), { topics: ['drafts'] });
  return state.kind === 'ready' ? state.value.drafts.filter((row) => kinds.includes(row.kind) && !isMendKey(row.key)) : [];
};
