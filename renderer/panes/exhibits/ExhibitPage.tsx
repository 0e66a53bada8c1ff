import { ArrowSwap20Regular } from '@fluentui/react-icons/svg/arrow-swap';
import { Tag20Regular } from '@fluentui/react-icons/svg/tag';
import { useEffect, useState } from 'react';
import type { Attachment } from '../../../contracts/domain/blob.ts';
import { heldNow, sealNow } from '../../../contracts/domain/exhibit-continuity.ts';
import { isProvisional } from '../../../contracts/domain/provisional.ts';
import type { ShownExhibit } from '../../../contracts/ipc/exhibits.ts';
import { api } from '../../api.ts';
import { listed, wordOf } from '../../format/text.ts';
import { fullTime } from '../../format/time.ts';
import { useAsk } from '../../hooks/useAsk.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Marking } from '../../ui/marks.tsx';
import { OtherFields } from '../../ui/OtherFields.tsx';
import { RecordNumber } from '../../ui/RecordNumber.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { AskState } from '../../workspace/AskState.tsx';
import { AttachmentList } from '../../workspace/attachments/AttachmentList.tsx';
import type { LocationOf } from '../../workspace/location.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import { Continuity } from './Continuity.tsx';
import s from './exhibits.module.css';
import { type ExhibitFact, FactList } from './FactList.tsx';
import { OpenedMove } from './form/OpenedMove.tsx';
import { LabelSheet } from './LabelSheet.tsx';
import { Preview } from './Preview.tsx';

const { exhibits: w } = strings;
const { page: p } = w;

/** One exhibit: what is shown of it, its label, and who has had it. One that was opened before HQ had numbered it stays the same page. */
export const ExhibitPage = ({ id, location }: { readonly id: string; readonly location: LocationOf<'exhibits'> }) => {
  const { rename } = useWorkspace();
  const called = location.was ?? id;
  const ask = useAsk(['exhibits.get', called], () => api.exhibits.get({ id: called }), { topics: ['exhibits', 'statements', 'outbox'] });
  const number = ask.state.kind === 'ready' ? ask.state.value.id : undefined;
  useEffect(() => {
    if (number !== undefined && number !== id) rename({ ...location, id: number, was: called });
  }, [number, id, called, location, rename]);
  return (
    <AskState ask={ask} words={strings.errors.codes} where="exhibits.get" loading={w.loadingOne}>
      {(shown) => (
        <>
          <Shown exhibit={shown} location={location} />
          {location.action !== undefined && (
            <OpenedMove action={location.action} called={called} exhibit={shown} close={() => rename({ ...location, action: undefined })} />
          )}
        </>
      )}
    </AskState>
  );
};

const Shown = ({ exhibit, location }: { readonly exhibit: ShownExhibit; readonly location: LocationOf<'exhibits'> }) => {
  const { go, rename } = useWorkspace();
  const [label, setLabel] = useState(false);
  const { id, reference, text, kind, producer, original, view, crimeId, incidentId, statements, sameFile, sending } = exhibit;
  const [taken] = exhibit.continuity;
  const held = heldNow(exhibit);
  const files = [view, original].filter((file) => file !== undefined);
  const [picture] = files;
  const told = ({ hash }: Attachment) => (files.length < 2 ? undefined : hash === original?.hash ? p.original : p.copy);
  const about = crimeId === undefined ? w.log(strings.app.numberOf(incidentId ?? '')) : w.crime(strings.app.numberOf(crimeId));
  const facts: readonly ExhibitFact[] = [
    [p.kind, wordOf(w.kinds, kind)],
    [p.producer, producer.name],
    [p.taken, taken && `${fullTime(taken.at)}, ${taken.place}, ${taken.by}`],
    [p.seal, sealNow(exhibit) ?? p.noSeal],
    [p.about, about],
    [p.hash, original?.hash],
  ];
  return (
    <>
      <header className={s.head}>
        <div className={s.line}>
          <RecordNumber number={id} />
          <Marking marking={exhibit.marking} />
        </div>
        <div className={s.top}>
          <div>
            <h2 className={s.title} dir="auto">{`${reference} ${text}`}</h2>
            {held !== undefined && <p dir="auto">{`${wordOf(w.acts, held.act)}. ${w.with(held.holder, held.place)}`}</p>}
          </div>
          <Button icon={<Tag20Regular />} aria-haspopup="dialog" onClick={() => setLabel(true)}>
            {p.label}
          </Button>
          {crimeId !== undefined && <Button onClick={() => go({ pane: 'crime', id: crimeId })}>{w.openCrime}</Button>}
          {crimeId === undefined && incidentId !== undefined && (
            <Button onClick={() => go({ pane: 'storm', id: incidentId })}>{w.openLog}</Button>
          )}
          <Button
            appearance="primary"
            icon={<ArrowSwap20Regular />}
            aria-haspopup="dialog"
            onClick={() => rename({ ...location, action: { kind: 'continue' } })}
          >
            {p.go}
          </Button>
        </div>
        {sending !== undefined && (
          <div className={s.chips}>
            <Chip tone="warn">{strings.crime.sending[sending]}</Chip>
          </div>
        )}
      </header>
      <div className={s.body}>
        <ScrollRegion className={s.main} label={`${reference} ${text}`}>
          {sameFile.length > 0 && (
            <p className={s.same}>
              <b>{p.same(listed(sameFile.map((one) => one.reference)))}</b> {p.sameLead}
            </p>
          )}
          {picture !== undefined && <Preview key={picture.hash} id={id} reference={reference} of={picture} />}
          {view !== undefined && <p className={s.none}>{p.viewNote}</p>}
          <Continuity continuity={exhibit.continuity} />
          {files.length > 0 && (
            <section>
              <h3>{p.files}</h3>
              <AttachmentList item={{ system: 'exhibits', kind: 'exhibit', id }} attachments={files} told={told} />
            </section>
          )}
        </ScrollRegion>
        <ScrollRegion className={s.side} label={p.facts} region>
          <section>
            <h3>{p.facts}</h3>
            <FactList facts={facts} className={s.facts} />
          </section>
          {statements.length > 0 && (
            <section>
              <h3>{p.statements}</h3>
              {statements.map((one) => (
                <Button key={one.id} onClick={() => go({ pane: 'statements', id: one.id })}>
                  {p.statementOf(one.name)}
                </Button>
              ))}
            </section>
          )}
          <OtherFields other={exhibit.other} />
        </ScrollRegion>
      </div>
      <p role="status" className="heard">
        {isProvisional(id) ? p.numberFollows : ''}
      </p>
      {label && <LabelSheet exhibit={exhibit} close={() => setLabel(false)} />}
    </>
  );
};
