import { Alert20Regular } from '@fluentui/react-icons/svg/alert';
import { Flag20Regular } from '@fluentui/react-icons/svg/flag';
import { FolderOpen20Regular } from '@fluentui/react-icons/svg/folder-open';
import type { ReactNode } from 'react';
import type { ShownCrime } from '../../../contracts/ipc/crime.ts';
import { api } from '../../api.ts';
import { listed, serialOf, wordOf } from '../../format/text.ts';
import { birthDay, dayClock, fullTime, timeRange } from '../../format/time.ts';
import { useCall } from '../../hooks/useCall.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Marking, Plate } from '../../ui/marks.tsx';
import { OtherFields } from '../../ui/OtherFields.tsx';
import { RecordNumber } from '../../ui/RecordNumber.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { Failed, Loading } from '../../ui/State.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { Facts } from './Facts.tsx';
import s from './report.module.css';
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
  const { go, link, officer } = useWorkspace();
  const now = useNow();
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
          {incidentId !== undefined && (
            <Button icon={<Alert20Regular />} onClick={() => go({ pane: 'storm', id: incidentId })}>
              {strings.crime.openLog(serialOf(incidentId))}
            </Button>
          )}
        </div>
        <div className={s.chips}>
          {report.flags.map((flag) => (
            <Chip key={flag} tone="danger" icon={<Flag20Regular />}>
              {flag}
            </Chip>
          ))}
          <Chip tone={report.status === 'open' ? 'info' : 'plain'} icon={<FolderOpen20Regular />}>
            {wordOf(strings.crime.status, report.status)}
          </Chip>
          <Chip>{report.type}</Chip>
          {link?.link === 'offline' && report.asOf !== undefined && <Chip tone="warn">{strings.app.asOf(dayClock(report.asOf, now))}</Chip>}
        </div>
      </header>
      <div className={s.body}>
        <ScrollRegion className={s.main} label={report.title}>
          <Part title={strings.crime.method}>
            <p className={s.prose}>{report.method === '' ? strings.crime.noMethod : report.method}</p>
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

/** One crime report. */
export const Report = ({ id }: { readonly id: string }) => {
  const { state, again } = useCall(() => api.crime.get({ id }), id, ['crime']);
  switch (state.kind) {
    case 'loading':
      return <Loading label={strings.crime.loadingReport} />;
    case 'failed':
      return <Failed code={state.code} where="crime.get" again={again} />;
    case 'ready':
      return <Shown report={state.value} />;
  }
};
