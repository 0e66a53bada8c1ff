import { DocumentEdit20Regular } from '@fluentui/react-icons/svg/document-edit';
import { dayClock } from '../format/time.ts';
import { useNow } from '../hooks/useNow.ts';
import { strings } from '../strings/index.ts';
import s from './keptReports.module.css';
import { type ReportKind, useKeptReports } from './useKeptReports.ts';
import { useWorkspace } from './workspace.ts';

const { kept: w } = strings.crime;

/** Reports of a kind that were begun and not sent, each with the way back to it; nothing where there is none. */
export const KeptReports = ({ kind }: { readonly kind: ReportKind }) => {
  const { openDraft } = useWorkspace();
  const now = useNow();
  const kept = useKeptReports(kind);
  if (kept.length === 0) return null;
  return (
    <section className={s.kept} aria-label={w.label}>
      {kept.map((draft) => (
        <button key={draft.key} type="button" onClick={() => openDraft(draft)}>
          <DocumentEdit20Regular />
          <span>
            <b dir="auto">{draft.title || strings.drafts.untitled}</b>
            <small>{w.said(dayClock(draft.at, now))}</small>
          </span>
        </button>
      ))}
    </section>
  );
};
