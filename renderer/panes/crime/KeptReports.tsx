import { DocumentEdit20Regular } from '@fluentui/react-icons/svg/document-edit';
import { dayClock } from '../../format/time.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { useKeptReports } from '../../workspace/useKeptReports.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import s from './crime.module.css';

const { kept: w } = strings.crime;

/** Reports that were begun and not sent, each with the way back to it; nothing where there is none. */
export const KeptReports = () => {
  const { openDraft } = useWorkspace();
  const now = useNow();
  const kept = useKeptReports();
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
