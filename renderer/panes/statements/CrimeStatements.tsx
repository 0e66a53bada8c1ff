import { DocumentSignature20Regular } from '@fluentui/react-icons/svg/document-signature';
import type { StatementRow } from '../../../contracts/ipc/statements.ts';
import { api } from '../../api.ts';
import { useFetched } from '../../hooks/useAsk.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { useOpenForm } from '../../workspace/useOpenForm.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import s from './crimeStatements.module.css';
import { StatementSummary } from './StatementList.tsx';

const { statements: w } = strings;
const none: readonly StatementRow[] = [];

/** The statements on a crime, the newest first, and the way to take one. */
export const CrimeStatements = ({ crimeId }: { readonly crimeId: string }) => {
  const { go } = useWorkspace();
  const openForm = useOpenForm();
  const { state } = useFetched(['statements.ofCrime', crimeId], () => api.statements.ofCrime({ crimeId }), {
    topics: ['statements', 'outbox'],
  });
  const rows = state.kind === 'ready' ? state.value : none;
  return (
    <section className={s.part} aria-label={w.title}>
      <div className={s.head}>
        <h3>{w.ofCrime(rows.length)}</h3>
        <Button icon={<DocumentSignature20Regular />} onClick={() => openForm('statement.create', crimeId)}>
          {w.take}
        </Button>
      </div>
      {state.kind === 'ready' && rows.length === 0 && <p className={s.none}>{w.noneOfCrime}</p>}
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <button type="button" className={s.row} onClick={() => go({ pane: 'statements', id: row.id })}>
              <StatementSummary row={row} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
