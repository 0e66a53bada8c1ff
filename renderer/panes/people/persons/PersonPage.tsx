import { Flag20Filled } from '@fluentui/react-icons/svg/flag';
import { Link20Regular } from '@fluentui/react-icons/svg/link';
import { NoteAdd20Regular } from '@fluentui/react-icons/svg/note-add';
import { PersonAdd20Regular } from '@fluentui/react-icons/svg/person-add';
import { PersonQuestionMark20Regular } from '@fluentui/react-icons/svg/person-question-mark';
import { useEffect, useState } from 'react';
import { isProvisional } from '../../../../contracts/domain/provisional.ts';
import type { ShownPerson, SimilarPerson } from '../../../../contracts/ipc/records.ts';
import { api } from '../../../api.ts';
import { listed, wordOf } from '../../../format/text.ts';
import { rowDay, shortDate } from '../../../format/time.ts';
import { give } from '../../../give.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { Marking } from '../../../ui/marks.tsx';
import { RecordNumber } from '../../../ui/RecordNumber.tsx';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { AskState, useStale } from '../../../workspace/AskState.tsx';
import { useOpenForm } from '../../../workspace/useOpenForm.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { Known } from './Known.tsx';
import { Parts } from './Parts.tsx';
import s from './person.module.css';
import { SideBySide } from './SideBySide.tsx';
import { ageWords, bornWords, partCounts, textsOf, yearsOld } from './traits.ts';

const w = strings.records;

/** One person: warnings first, then the parts played in what is on this laptop. Opened by a provisional id it follows the record to its number. */
export const PersonPage = ({ id, was }: { readonly id: string; readonly was: string | undefined }) => {
  const { rename } = useWorkspace();
  const ask = useAsk(['records.person', was ?? id], () => api.records.person({ id }), {
    topics: ['records', 'storm', 'crime', 'mail', 'outbox'],
  });
  const shownId = ask.state.kind === 'ready' ? ask.state.value.record.id : id;
  useEffect(() => {
    if (shownId !== id && isProvisional(id)) rename({ pane: 'people', view: 'persons', id: shownId, was: was ?? id });
  }, [shownId, id, was, rename]);
  return (
    <AskState ask={ask} words={strings.errors.codes} where="records.person" loading={w.loadingPerson}>
      {(person) => <Shown person={person} />}
    </AskState>
  );
};

const Shown = ({ person }: { readonly person: ShownPerson }) => {
  const openForm = useOpenForm();
  const [beside, setBeside] = useState<SimilarPerson>();
  const { record, joined, similar, parts } = person;
  return (
    <>
      <Head person={person} />
      <div className={s.acts}>
        <Button icon={<PersonAdd20Regular />} onClick={() => openForm('link.create', record.id)}>
          {w.addLink}
        </Button>
        <Button icon={<NoteAdd20Regular />} onClick={() => openForm('person.add', record.id)}>
          {w.addDetail}
        </Button>
      </div>
      <ScrollRegion className={s.body} label={record.name}>
        <div className={s.main}>
          {joined.map((one) => (
            <Joined key={one.id} person={person} other={one} />
          ))}
          {similar.map((one) => (
            <div key={one.record.id} className={s.bar}>
              <PersonQuestionMark20Regular />
              <p>
                <b>{w.similar.said(one.record.name)}</b> {reasonWords(one)} {w.similar.stay}
              </p>
              <Button onClick={() => setBeside(one)}>{w.similar.side}</Button>
            </div>
          ))}
          <Parts person={person} />
        </div>
        <Known person={person} />
      </ScrollRegion>
      {beside !== undefined && <SideBySide record={record} parts={parts} similar={beside} close={() => setBeside(undefined)} />}
    </>
  );
};

const Head = ({ person: { record, joined, parts, asOf } }: { readonly person: ShownPerson }) => {
  const now = useNow();
  const stale = useStale(record.sending === undefined ? asOf : undefined);
  const all = [record, ...joined];
  const warnings = all.flatMap((one) => one.warnings);
  // The record's own before what one that is of the same person knows.
  const known = all.find((one) => bornWords(one) !== undefined) ?? all.find((one) => ageWords(one) !== undefined) ?? record;
  const born = bornWords(known);
  const age = born === undefined ? (ageWords(known) ?? w.noBorn) : w.born(born, yearsOld(known, now));
  const about = known === record ? age : w.fromRecord(age, strings.app.numberOf(known.id));
  const address = all.map((one) => textsOf(one, 'address').at(-1)).find((text) => text !== undefined);
  return (
    <header className={s.head}>
      <div className={s.line}>
        <RecordNumber number={record.id} />
        <Marking marking={record.marking} />
      </div>
      <h2 className={s.title} dir="auto">
        {record.name}
      </h2>
      <p className={s.where}>{[`${about}.`, address].filter(Boolean).join(' ')}</p>
      <div className={s.chips}>
        {warnings.map(({ code, text, source, at }) => (
          <Chip key={`${code} ${at}`} tone="danger" icon={<Flag20Filled />}>
            {w.warning(text, source, shortDate(at))}
          </Chip>
        ))}
        {partCounts(parts).map(([role, number]) => (
          <Chip key={role}>{w.playedIn(wordOf(w.roles, role), number)}</Chip>
        ))}
        {warnings.length === 0 && <Chip>{w.noWarnings}</Chip>}
        {record.sending !== undefined && <Chip tone="warn">{w.unsent}</Chip>}
        {stale !== undefined && <Chip tone="warn">{stale}</Chip>}
      </div>
    </header>
  );
};

const reasonWords = ({ reasons }: SimilarPerson): string => {
  const text = listed(reasons.map((reason) => w.similar.reasons[reason]));
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
};

/** A record that is shown together with this one, by whose decision, and the way back. */
const Joined = ({ person: { record }, other }: { readonly person: ShownPerson; readonly other: ShownPerson['joined'][number] }) => {
  const now = useNow();
  const number = strings.app.numberOf(other.id);
  const decision = record.decisions.findLast(({ personId }) => personId === other.id);
  return (
    <div className={s.bar}>
      <Link20Regular />
      <p>
        <b>{w.joined.said(number, other.name)}</b> {decision !== undefined && w.joined.by(decision.by, rowDay(decision.at, now))}
      </p>
      {decision !== undefined && (
        <Button
          aria-label={w.joined.undoLabel(number)}
          onClick={() => void give('records', 'person.unmerge', { personId: record.id, otherId: other.id })}
        >
          {w.joined.undo}
        </Button>
      )}
    </div>
  );
};
