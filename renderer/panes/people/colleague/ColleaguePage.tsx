import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left';
import { Mail20Regular } from '@fluentui/react-icons/svg/mail';
import { NoteEdit20Regular } from '@fluentui/react-icons/svg/note-edit';
import { TaskListAdd20Regular } from '@fluentui/react-icons/svg/task-list-add';
import { Fragment, type ReactNode, useState } from 'react';
import type { Colleague } from '../../../../contracts/ipc/people.ts';
import { api } from '../../../api.ts';
import { initials, serialOf, wordOf } from '../../../format/text.ts';
import { dayClock } from '../../../format/time.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { OtherFields } from '../../../ui/OtherFields.tsx';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { AskState, useStale } from '../../../workspace/AskState.tsx';
import { LinkedText } from '../../../workspace/LinkedText.tsx';
import { OfficerLink } from '../../../workspace/OfficerLink.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { calledOf } from '../../crime/forms/OfficerField.tsx';
import { beginMail, beginTask } from './begin.ts';
import s from './colleague.module.css';

const w = strings.colleague;

/** An officer of the force: who they are, whether and where they are on duty, and how they are reached. */
export const ColleaguePage = ({ id }: { readonly id: string }) => {
  const { go } = useWorkspace();
  const ask = useAsk(['people.colleague', id], () => api.people.colleague({ id }), { topics: ['people', 'storm', 'outbox'] });
  return (
    <ScrollRegion className={s.page} label={strings.app.panes.people} region>
      <Button className={s.back ?? ''} appearance="subtle" icon={<ArrowLeft20Regular />} onClick={() => go({ pane: 'people' })}>
        {w.back}
      </Button>
      <AskState
        ask={ask}
        words={{ ...strings.errors.codes, ...w.refused }}
        where="people.colleague"
        loading={w.loading}
        pane={strings.app.panes.people}
      >
        {(found) => <Shown found={found} />}
      </AskState>
    </ScrollRegion>
  );
};

const Shown = ({ found }: { readonly found: Colleague }) => {
  const { codes } = useWorkspace();
  const now = useNow();
  const { officer, supervisor, own, today, unit, crew, asOf } = found;
  const stale = useStale(asOf.people);
  const staleUnit = useStale(asOf.storm);
  const name = calledOf(officer);
  return (
    <article className={s.card} aria-label={name}>
      <header className={s.head}>
        <span className={s.face} aria-hidden>
          {initials(officer.name)}
        </span>
        <div>
          <h1>{name}</h1>
          <p>
            {[own ? w.own : undefined, officer.team, officer.station].filter(Boolean).join(', ')}
            {stale !== undefined && `. ${stale}`}
          </p>
        </div>
      </header>
      {!own && <Acts found={found} />}
      <dl className={s.facts}>
        <Fact name={w.duty}>{dutyOf(today)}</Fact>
        <Fact name={w.unit}>{unit?.callSign ?? officer.callSign ?? w.noUnit}</Fact>
        {unit !== undefined && (
          <Fact name={w.status} note={[w.since(dayClock(unit.since, now)), staleUnit].filter(Boolean).join('. ')}>
            {codes.status(unit.status)}
          </Fact>
        )}
        {crew.length > 0 && (
          <Fact name={w.with}>
            {crew.map((one, index) => (
              <Fragment key={one.staffId}>
                {index > 0 && ', '}
                <OfficerLink id={one.staffId}>{calledOf(one)}</OfficerLink>
              </Fragment>
            ))}
          </Fact>
        )}
        {unit?.incidentId !== undefined && (
          <Fact name={w.onLog}>
            <LinkedText text={unit.incidentId} />
          </Fact>
        )}
        <Fact name={w.telephone}>{officer.telephone === undefined ? w.none : <LinkedText text={officer.telephone} />}</Fact>
        <Fact name={w.mail}>{officer.mailAddress ?? w.none}</Fact>
        <Fact name={w.team}>{officer.team}</Fact>
        <Fact name={w.area}>{officer.area}</Fact>
        {supervisor !== undefined && (
          <Fact name={w.sergeant}>
            <OfficerLink id={supervisor.staffId}>{calledOf(supervisor)}</OfficerLink>
          </Fact>
        )}
      </dl>
      <OtherFields other={officer.other} of={name} />
    </article>
  );
};

const Fact = ({ name, note, children }: { readonly name: string; readonly note?: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>
      {children}
      {note !== undefined && <small>{note}</small>}
    </dd>
  </div>
);

const dutyOf = (today: Colleague['today']): string => {
  if (today === undefined) return w.unknownDuty;
  return today.state === 'duty' && today.label !== undefined ? w.onDuty(today.label) : wordOf(w.states, today.state);
};

/** Mail, a line on the log that their unit is on, and for a supervisor a task. */
const Acts = ({ found: { officer, unit } }: { readonly found: Colleague }) => {
  const { go, officer: self } = useWorkspace();
  const [told, setTold] = useState(false);
  const incidentId = unit?.incidentId;
  const begin = async (how: typeof beginMail): Promise<void> => {
    const location = await how(officer);
    setTold(location === undefined);
    if (location !== undefined) go(location);
  };
  return (
    <section className={s.acts} aria-label={w.acts.label}>
      {told && (
        <p className={s.wrong} role="alert">
          {w.notKept}
        </p>
      )}
      {officer.mailAddress !== undefined && self.mailAddress !== undefined && (
        <Button appearance="primary" icon={<Mail20Regular />} onClick={() => void begin(beginMail)}>
          {w.acts.mail}
        </Button>
      )}
      {incidentId !== undefined && (
        <Button icon={<NoteEdit20Regular />} title={w.acts.logNote} onClick={() => go({ pane: 'storm', id: incidentId, write: true })}>
          {w.acts.log(serialOf(incidentId))}
        </Button>
      )}
      {self.roles.includes('supervisor') && (
        <Button icon={<TaskListAdd20Regular />} onClick={() => void begin(beginTask)}>
          {w.acts.task}
        </Button>
      )}
    </section>
  );
};
