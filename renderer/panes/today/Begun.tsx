import { DocumentEdit20Regular } from '@fluentui/react-icons/svg/document-edit';
import { classes } from '../../format/text.ts';
import { dayClock } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { Chip } from '../../ui/Chip.tsx';
import { useKeptReports } from '../../workspace/useKeptReports.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import s from './today.module.css';

const { begun: w } = strings.today;

/** Reports that the officer began and did not send, each with the way back to it; nothing where there is none. */
export const Begun = ({ now }: { readonly now: Date }) => {
  const { openDraft } = useWorkspace();
  const kept = useKeptReports();
  if (kept.length === 0) return null;
  return (
    <section className={classes(s.panel, s.short)} aria-label={w.title(kept.length)}>
      <div className={s.bar}>
        <h2>{w.title(kept.length)}</h2>
      </div>
      <ul>
        {kept.map((draft) => (
          <li key={draft.key}>
            <button type="button" className={s.item} onClick={() => openDraft(draft)}>
              <span className={s.when}>{dayClock(draft.at, now)}</span>
              <span className={s.what}>
                <b dir="auto">{draft.title || strings.drafts.untitled}</b>
                <span>{w.said}</span>
              </span>
              <Chip icon={<DocumentEdit20Regular />}>{w.notSent}</Chip>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
