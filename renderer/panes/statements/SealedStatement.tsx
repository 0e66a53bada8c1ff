import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { DocumentBulletList20Regular } from '@fluentui/react-icons/svg/document-bullet-list';
import { TagMultiple20Regular } from '@fluentui/react-icons/svg/tag-multiple';
import { Fragment, useEffect } from 'react';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import { isProvisional } from '../../../contracts/domain/provisional.ts';
import type { ShownStatement } from '../../../contracts/ipc/statements.ts';
import { api } from '../../api.ts';
import { wordOf } from '../../format/text.ts';
import { fullTime } from '../../format/time.ts';
import { useAsk } from '../../hooks/useAsk.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Marking } from '../../ui/marks.tsx';
import { OtherFields } from '../../ui/OtherFields.tsx';
import { RecordNumber } from '../../ui/RecordNumber.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { AskState } from '../../workspace/AskState.tsx';
import { AttachmentList } from '../../workspace/attachments/AttachmentList.tsx';
import type { LocationOf } from '../../workspace/location.ts';
import { useOpenForm } from '../../workspace/useOpenForm.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import { BackOfForm } from './BackOfForm.tsx';
import { Paper } from './Paper.tsx';
import { Seal } from './Seal.tsx';
import s from './statements.module.css';

const { statements: w } = strings;
const { sealed } = w;

/** One statement as it was signed, with what this laptop finds of its seal. One that was opened before HQ had numbered it stays the same page. */
export const SealedStatement = ({ id, location }: { readonly id: string; readonly location: LocationOf<'statements'> }) => {
  const { rename } = useWorkspace();
  const called = location.was ?? id;
  const ask = useAsk(['statements.get', called], () => api.statements.get({ id: called }), { topics: ['statements', 'outbox'] });
  const number = ask.state.kind === 'ready' ? ask.state.value.id : undefined;
  useEffect(() => {
    if (number !== undefined && number !== id) rename({ ...location, id: number, was: called });
  }, [number, id, called, location, rename]);
  return (
    <AskState ask={ask} words={strings.errors.codes} where="statements.get" loading={w.loadingOne}>
      {(shown) => <Shown shown={shown} />}
    </AskState>
  );
};

const Shown = ({ shown }: { readonly shown: ShownStatement }) => {
  const { go } = useWorkspace();
  const openForm = useOpenForm();
  const { id, crimeId, furtherTo, statement, back } = shown;
  const { witness, signature, reader, exhibits, corrections, officer, pages } = statement;
  const name = `${witness.forenames} ${witness.surname}`;
  const item = { system: 'statements', kind: 'statement', id } as const;
  const files = [shown.document, shown.signed];
  const produced = exhibits.flatMap(({ attachment }) => (attachment === undefined ? [] : [attachment]));
  return (
    <>
      <header className={s.head}>
        <div className={s.line}>
          <RecordNumber number={id} />
          <Marking marking={statement.marking} />
        </div>
        <div className={s.top}>
          <div>
            <h2 className={s.title} dir="auto">
              {w.of(name)}
            </h2>
            <p>
              {`${fullTime(signature.at)}, ${statement.place}`}
              {furtherTo !== undefined && `. ${w.furtherTo(strings.app.numberOf(furtherTo))}`}
            </p>
          </div>
          <Button icon={<Add20Regular />} onClick={() => openForm('statement.create', id)}>
            {w.further}
          </Button>
          <Button icon={<TagMultiple20Regular />} onClick={() => openForm('exhibit.create', id)}>
            {strings.exhibits.add}
          </Button>
          <Button icon={<DocumentBulletList20Regular />} onClick={() => go({ pane: 'crime', id: crimeId })}>
            {w.openCrime}
          </Button>
        </div>
      </header>
      <div className={s.body}>
        <ScrollRegion className={s.desk} label={w.of(name)}>
          <Paper witness={witness} at={signature.at} pages={pages.length}>
            {pages.map(({ paragraphs }, page) => (
              <Fragment key={paragraphs[0]?.number}>
                {paragraphs.map(({ number, text }) => (
                  <p key={number} className={s.prose} dir="auto">
                    {text}
                  </p>
                ))}
                <p className={s.pageEnd}>{w.paper.page(page + 1, pages.length)}</p>
              </Fragment>
            ))}
          </Paper>
        </ScrollRegion>
        <ScrollRegion className={s.side} label={sealed.signedBy} region>
          <Seal shown={shown} />
          <section>
            <h3>{sealed.signedBy}</h3>
            <dl className={s.list}>
              <dt dir="auto">{name}</dt>
              <dd>
                {[
                  wordOf(sealed.how, signature.kind),
                  fullTime(signature.at),
                  signature.reason,
                  signature.seenBy !== undefined && sealed.seenBy(signature.seenBy),
                ]
                  .filter(Boolean)
                  .join(', ')}
              </dd>
              <dt>{formalName(officer)}</dt>
              <dd>{[wordOf(sealed.readBy, reader.kind), reader.name, reader.language, reader.reason].filter(Boolean).join(', ')}</dd>
            </dl>
          </section>
          {corrections.length > 0 && (
            <section>
              <h3>{sealed.corrections(corrections.length)}</h3>
              <dl className={s.list}>
                {corrections.map(({ paragraph, was }) => (
                  <Fragment key={`${paragraph} ${was}`}>
                    <dt>{sealed.was(paragraph)}</dt>
                    <dd dir="auto">{was === '' ? w.signing.gone : was}</dd>
                  </Fragment>
                ))}
              </dl>
            </section>
          )}
          {exhibits.length > 0 && (
            <section>
              <h3>{sealed.exhibits(exhibits.length)}</h3>
              <dl className={s.list}>
                {exhibits.map(({ reference, text }) => (
                  <Fragment key={reference}>
                    <dt>{reference}</dt>
                    <dd dir="auto">{text}</dd>
                  </Fragment>
                ))}
              </dl>
              {produced.length > 0 && <AttachmentList item={item} attachments={produced} />}
            </section>
          )}
          <section>
            <h3>{sealed.files}</h3>
            <AttachmentList item={item} attachments={files} />
          </section>
          {back !== undefined && <BackOfForm back={back} />}
          <OtherFields other={shown.other} />
        </ScrollRegion>
      </div>
      <p role="status" className="heard">
        {isProvisional(id) ? sealed.numberFollows : ''}
      </p>
    </>
  );
};
