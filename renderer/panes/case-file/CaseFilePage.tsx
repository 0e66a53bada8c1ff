import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left';
import { FolderOpen20Regular } from '@fluentui/react-icons/svg/folder-open';
import { useEffect, useState } from 'react';
import type { ShownCaseFile } from '../../../contracts/ipc/case-files.ts';
import { api } from '../../api.ts';
import { useAsk } from '../../hooks/useAsk.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Marking } from '../../ui/marks.tsx';
import { OtherFields } from '../../ui/OtherFields.tsx';
import { RecordNumber } from '../../ui/RecordNumber.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { AskState } from '../../workspace/AskState.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { Checklist } from './Checklist.tsx';
import s from './caseFile.module.css';
import { FetchEvidence } from './FetchEvidence.tsx';
import { Given } from './Given.tsx';
import { Items, keyOf } from './Items.tsx';
import { Material } from './Material.tsx';
import { mayDecide } from './mayDecide.ts';
import { Summary } from './Summary.tsx';

const { caseFile: w } = strings;

/** A crime's case file: everything that the prosecution will see, beside what is missing, and only then the way out. */
export const CaseFilePage = ({ id }: { readonly id: string }) => {
  const ask = useAsk(['caseFiles.get', id], () => api.caseFiles.get({ id }), {
    topics: ['caseFiles', 'crime', 'statements', 'exhibits', 'storm', 'outbox', 'blobs'],
  });
  return (
    <AskState ask={ask} words={strings.errors.codes} where="caseFiles.get" loading={w.loading} pane={w.title}>
      {(shown) => <Shown shown={shown} called={id} />}
    </AskState>
  );
};

const Shown = ({ shown, called }: { readonly shown: ShownCaseFile; readonly called: string }) => {
  const { go, rename, officer } = useWorkspace();
  const [opened, setOpened] = useState<string>();
  const { crime, items, checklist } = shown;
  useEffect(() => {
    if (shown.id !== called) rename({ pane: 'crime', caseFile: shown.id });
  }, [shown.id, called, rename]);
  const met = checklist.filter(({ met: is }) => is).length;
  const may = mayDecide(crime, officer);
  const item = items.find((one) => keyOf(one) === opened);
  return (
    <div className={s.page}>
      <header className={s.head}>
        <div className={s.line}>
          <RecordNumber number={shown.id} />
          <Marking marking={crime.marking} />
        </div>
        <div className={s.top}>
          <div>
            <h1 className={s.title}>{w.of(crime.title)}</h1>
            <p className={s.where}>{`${crime.place.text}. ${w.crime(strings.app.numberOf(shown.crimeId))}`}</p>
          </div>
          <Chip tone={met === checklist.length ? 'ok' : 'info'} icon={<FolderOpen20Regular />}>
            {w.ready(met, checklist.length)}
          </Chip>
          {shown.sending !== undefined && <Chip tone="warn">{strings.crime.sending[shown.sending]}</Chip>}
          <Button icon={<ArrowLeft20Regular />} onClick={() => go({ pane: 'crime', id: shown.crimeId })}>
            {strings.statements.openCrime}
          </Button>
        </div>
      </header>
      <ScrollRegion className={s.main} label={w.everything} region>
        {item === undefined ? (
          <>
            <Summary shown={shown} may={may} />
            <FetchEvidence items={items} />
            <Items shown={shown} open={setOpened} />
            <Given shown={shown} />
            <OtherFields other={shown.other} />
          </>
        ) : (
          <Material key={opened} item={item} shown={shown} may={may} close={() => setOpened(undefined)} />
        )}
      </ScrollRegion>
      <Checklist shown={shown} may={may} />
    </div>
  );
};
