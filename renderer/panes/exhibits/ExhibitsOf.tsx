import { TagMultiple20Regular } from '@fluentui/react-icons/svg/tag-multiple';
import type { ExhibitRow } from '../../../contracts/ipc/exhibits.ts';
import { api } from '../../api.ts';
import { useFetched } from '../../hooks/useAsk.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { useOpenForm } from '../../workspace/useOpenForm.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import { ExhibitSummary } from './ExhibitList.tsx';
import s from './exhibits.module.css';

const { exhibits: w } = strings;
const none: readonly ExhibitRow[] = [];

/** The exhibits of a crime, or of a log, by reference, and the way to add one. */
export const ExhibitsOf = ({ crimeId, incidentId }: { readonly crimeId?: string; readonly incidentId?: string }) => {
  const { go } = useWorkspace();
  const openForm = useOpenForm();
  const { state } = useFetched(['exhibits.about', crimeId ?? incidentId ?? ''], () => api.exhibits.about({ crimeId, incidentId }), {
    topics: ['exhibits', 'outbox'],
  });
  const rows = state.kind === 'ready' ? state.value : none;
  return (
    <section className={s.part} aria-label={w.title}>
      <div className={s.partHead}>
        <h3>{w.of(rows.length)}</h3>
        <Button icon={<TagMultiple20Regular />} onClick={() => openForm('exhibit.create', crimeId ?? incidentId)}>
          {w.add}
        </Button>
      </div>
      {state.kind === 'ready' && rows.length === 0 && <p className={s.none}>{w.none}</p>}
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <button type="button" className={s.rowButton} onClick={() => go({ pane: 'exhibits', id: row.id })}>
              <ExhibitSummary row={row} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
