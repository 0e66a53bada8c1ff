import { DocumentEdit20Regular } from '@fluentui/react-icons/svg/document-edit';
import { dayClock } from '../../format/time.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { useKeptReports } from '../../workspace/useKeptReports.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import s from './crime.module.css';
import { crimeFormLocation } from './location.ts';

const { kept: w } = strings.crime;

/** Reports that were begun and not sent, each with the way back to it; nothing where there is none. */
export const KeptReports = () => {
  const { go } = useWorkspace();
  const now = useNow();
  const kept = useKeptReports();
  if (kept.length === 0) return null;
  return (
    <section className={s.kept} aria-label={w.label}>
      {kept.map(({ key, kind, itemId, title, at }) => {
        const form = crimeFormLocation(kind, { draft: key, about: itemId });
        return (
          <button key={key} type="button" onClick={() => form !== undefined && go(form)}>
            <DocumentEdit20Regular />
            <span>
              <b dir="auto">{title === '' ? strings.drafts.untitled : title}</b>
              <small>{w.said(dayClock(at, now))}</small>
            </span>
          </button>
        );
      })}
    </section>
  );
};
