import { Alert20Regular } from '@fluentui/react-icons/svg/alert';
import { Flag20Regular } from '@fluentui/react-icons/svg/flag';
import { FolderOpen20Regular } from '@fluentui/react-icons/svg/folder-open';
import { type ReactNode, useEffect } from 'react';
import { isProvisional } from '../../../contracts/domain/provisional.ts';
import type { ShownCrime } from '../../../contracts/ipc/crime.ts';
import { api } from '../../api.ts';
import { listed, serialOf, wordOf } from '../../format/text.ts';
import { birthDay, fullTime, timeRange } from '../../format/time.ts';
import { useAsk } from '../../hooks/useAsk.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Marking, Plate } from '../../ui/marks.tsx';
import { OtherFields } from '../../ui/OtherFields.tsx';
import { RecordNumber } from '../../ui/RecordNumber.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { AskState, useStale } from '../../workspace/AskState.tsx';
import { AttachmentList } from '../../workspace/attachments/AttachmentList.tsx';
import { LinkedText } from '../../workspace/LinkedText.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { Facts } from './Facts.tsx';
import { NewTaskButton } from './forms/buttons.tsx';
import type { OpenItem } from './openItem.ts';
import s from './report.module.css';
import { SendingChip, SendingNote } from './Sending.tsx';
import { TaskLine } from './TaskLine.tsx';

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className={s.part}>
    <h3>{title}</h3>
    {children}
  </section>
);

const People = ({ people }: { readonly people: ShownCrime['people'] }) =>
  people.length === 0 ? (
    <p className={s.none}>{strings.crime.noPeople}</p>
  ) : (
    <ul className={s.items}>
      {people.map((person) => (
        <li key={`${person.name} ${person.roles.join()}`}>
          <b>{person.name}</b>
          <span>{listed(person.roles.map((role) => wordOf(strings.crime.roles, role)))}</span>
          <small>
            {[person.born === undefined ? undefined : strings.crime.born(birthDay(person.born)), person.contact].filter(Boolean).join(', ')}
          </small>
        </li>
      ))}
    </ul>
  );

const Property = ({ property }: { readonly property: ShownCrime['property'] }) =>
  property.length === 0 ? (
    <p className={s.none}>{strings.crime.noProperty}</p>
  ) : (
    <ul className={s.items}>
      {property.map((item) => (
        <li key={`${item.kind} ${item.text}`}>
          <b>{item.text}</b>
          <span>{wordOf(strings.crime.propertyKinds, item.kind)}</span>
          <small>{item.value}</small>
        </li>
      ))}
    </ul>
  );

const Shown = ({ report }: { readonly report: ShownCrime }) => {
  const { go, officer } = useWorkspace();
  const now = useNow();
  // What is not at HQ yet is not as anything was there.
  const stale = useStale(report.sending === undefined ? report.asOf : undefined);
  const { incidentId } = report;
  return (
    <>
      <header className={s.head}>
        <div className={s.line}>
          <RecordNumber number={report.id} />
          <Marking marking={report.marking} />
        </div>
        <div className={s.top}>
          <div>
            <h2 className={s.title}>{report.title}</h2>
            <p className={s.where}>
              {report.place.text}
              {report.place.postcode !== undefined && !report.place.text.includes(report.place.postcode) && ` ${report.place.postcode}`}
            </p>
          </div>
          <NewTaskButton crimeId={report.id} />
          {incidentId !== undefined && (
            <Button icon={<Alert20Regular />} onClick={() => go({ pane: 'storm', id: incidentId })}>
              {strings.crime.openLog(serialOf(incidentId))}
            </Button>
          )}
        </div>
        <div className={s.chips}>
          <SendingChip sending={report.sending} />
          {report.flags.map((flag) => (
            <Chip key={flag} tone="danger" icon={<Flag20Regular />}>
              {flag}
            </Chip>
          ))}
          <Chip tone={report.status === 'open' ? 'info' : 'plain'} icon={<FolderOpen20Regular />}>
            {wordOf(strings.crime.status, report.status)}
          </Chip>
          <Chip>{report.type}</Chip>
          {stale !== undefined && <Chip tone="warn">{stale}</Chip>}
        </div>
      </header>
      <div className={s.body}>
        <ScrollRegion className={s.main} label={report.title}>
          <SendingNote sending={report.sending} />
          <Part title={strings.crime.method}>
            <p className={s.prose} dir="auto">
              {report.method === '' ? strings.crime.noMethod : <LinkedText text={report.method} />}
            </p>
          </Part>
          <Part title={strings.crime.people}>
            <People people={report.people} />
          </Part>
          <Part title={strings.crime.property}>
            <Property property={report.property} />
          </Part>
          {report.vehicles.length > 0 && (
            <Part title={strings.crime.vehicles}>
              <p className={s.vehicles}>
                {report.vehicles.map((vehicle) => (
                  <span key={`${vehicle.plate ?? ''} ${vehicle.description}`}>
                    {vehicle.description} {vehicle.plate !== undefined && <Plate>{vehicle.plate}</Plate>}
                  </span>
                ))}
              </p>
            </Part>
          )}
          {report.attachments !== undefined && report.attachments.length > 0 && (
            <Part title={strings.attachments.title}>
              <AttachmentList item={{ system: 'crime', kind: 'crime', id: report.id }} attachments={report.attachments} />
            </Part>
          )}
          {report.tasks.length > 0 && (
            <Part title={strings.crime.tasks(report.tasks.length)}>
              <ul className={s.tasks}>
                {report.tasks.map((task) => (
                  <TaskLine key={task.id} task={task} now={now} />
                ))}
              </ul>
            </Part>
          )}
          <OtherFields other={report.other} />
        </ScrollRegion>
        <Facts
          facts={[
            [
              strings.crime.committed,
              report.committedTo === undefined ? fullTime(report.committedFrom) : timeRange(report.committedFrom, report.committedTo),
            ],
            [strings.crime.reported, fullTime(report.reportedAt)],
            [
              strings.crime.offenceHead,
              report.offenceCode === undefined ? strings.crime.noOffence : report.offenceCode,
              report.offence?.text,
            ],
            [
              strings.crime.outcomeHead,
              report.outcome === undefined ? strings.crime.noOutcome : strings.crime.outcome(report.outcome.code, report.outcome.text),
              report.outcome?.at === undefined ? undefined : fullTime(report.outcome.at),
            ],
            [
              strings.crime.officer,
              report.officerInCase ?? strings.crime.noOfficer,
              report.officerInCase === officer.collarNumber ? strings.crime.you : undefined,
            ],
            [strings.crime.area, report.place.area],
          ]}
        />
      </div>
    </>
  );
};

/** One crime report. Opened by a provisional id it follows the report to its number, and stays the page that it is. */
export const Report = ({ id, was, follow }: OpenItem & { readonly id: string }) => {
  const ask = useAsk(['crime.get', was ?? id], () => api.crime.get({ id }), { topics: ['crime', 'outbox'] });
  const shownId = ask.state.kind === 'ready' ? ask.state.value.id : id;
  useEffect(() => {
    if (shownId !== id && isProvisional(id)) follow(shownId);
  }, [shownId, id, follow]);
  return (
    <AskState ask={ask} words={strings.errors.codes} where="crime.get" loading={strings.crime.loadingReport}>
      {(report) => <Shown report={report} />}
    </AskState>
  );
};
