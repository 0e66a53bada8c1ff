import { NoteAdd20Regular } from '@fluentui/react-icons/svg/note-add';
import { PersonAdd20Regular } from '@fluentui/react-icons/svg/person-add';
import { useEffect } from 'react';
import { isProvisional } from '../../../../contracts/domain/provisional.ts';
import type { ShownPerson } from '../../../../contracts/ipc/records.ts';
import { api } from '../../../api.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { Marking } from '../../../ui/marks.tsx';
import { RecordNumber } from '../../../ui/RecordNumber.tsx';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { AskState } from '../../../workspace/AskState.tsx';
import { useOpenForm } from '../../../workspace/useOpenForm.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { Known } from './Known.tsx';
import { MissingReports } from './MissingReports.tsx';
import { Parts } from './Parts.tsx';
import s from './person.module.css';
import { RecordChips } from './RecordChips.tsx';
import { Same } from './Same.tsx';
import { ageWords, bornWords, textsOf, yearsOld } from './traits.ts';

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
  const { record, joined, similar, parts, more } = person;
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
          <Same record={record} joined={joined} similar={similar} parts={parts} />
          <MissingReports ids={[record, ...joined].map(({ id }) => id)} />
          <Parts parts={parts} more={more} of={record.id} />
        </div>
        <Known record={record} joined={joined} />
      </ScrollRegion>
    </>
  );
};

const Head = ({ person: { record, joined, parts, asOf } }: { readonly person: ShownPerson }) => {
  const now = useNow();
  const all = [record, ...joined];
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
      <RecordChips records={all} parts={parts} asOf={asOf} />
    </header>
  );
};
