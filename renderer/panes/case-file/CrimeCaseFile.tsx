import { FolderOpen20Regular } from '@fluentui/react-icons/svg/folder-open';
import { useState } from 'react';
import type { CaseFileRow } from '../../../contracts/ipc/case-files.ts';
import { api } from '../../api.ts';
import { give } from '../../give.ts';
import { useFetched } from '../../hooks/useAsk.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';
import { strings } from '../../strings/index.ts';
import { toldOf } from '../../strings/told.ts';
import { Button } from '../../ui/Button.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import s from './caseFile.module.css';

const { caseFile: w } = strings;

/** The case file of a crime, and the way to begin it, for whoever may. */
export const CrimeCaseFile = ({ crimeId, mayOpen }: { readonly crimeId: string; readonly mayOpen: boolean }) => {
  const { go } = useWorkspace();
  const [refused, setRefused] = useState<ErrorCode>();
  const { state } = useFetched(['caseFiles.list', crimeId], () => api.caseFiles.list({ crimeId }), {
    topics: ['caseFiles', 'statements', 'exhibits', 'crime', 'outbox'],
  });
  if (state.kind !== 'ready') return null;
  const [row] = state.value;
  const open = (id: string): void => go({ pane: 'crime', caseFile: id });
  const begin = async (): Promise<void> => {
    const answer = await give('caseFiles', 'caseFile.create', { crimeId });
    setRefused(answer.ok ? undefined : answer.code);
    if (answer.ok) open(answer.value.itemId);
  };
  return (
    <section className={s.ofCrime} aria-label={w.title}>
      <h3>{w.title}</h3>
      {row === undefined ? <p className={s.lead}>{w.none}</p> : <p className={s.lead}>{saidOf(row)}</p>}
      {row !== undefined ? (
        <Button icon={<FolderOpen20Regular />} onClick={() => open(row.id)}>
          {w.openFile}
        </Button>
      ) : (
        mayOpen && (
          <Button icon={<FolderOpen20Regular />} onClick={() => void begin()}>
            {w.begin}
          </Button>
        )
      )}
      {refused !== undefined && (
        <p role="alert" className={s.wrong}>
          {toldOf(refused)}
        </p>
      )}
    </section>
  );
};

const saidOf = ({ ready, rules, handOvers }: CaseFileRow): string =>
  handOvers > 0 ? `${w.ready(ready, rules)}. ${w.given(handOvers)}.` : `${w.ready(ready, rules)}.`;
