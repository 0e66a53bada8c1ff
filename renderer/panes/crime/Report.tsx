import { Alert20Regular } from '@fluentui/react-icons/svg/alert';
import { Flag20Regular } from '@fluentui/react-icons/svg/flag';
import { FolderOpen20Regular } from '@fluentui/react-icons/svg/folder-open';
import type { ReactNode } from 'react';
import type { ShownCrime } from '../../../contracts/ipc/crime.ts';
import { useDesk } from '../../app/desk.ts';
import { listed, serialOf } from '../../format/text.ts';
import { birthDay, dayClock, fullTime, timeRange } from '../../format/time.ts';
import { useCall } from '../../hooks/useCall.ts';
import { useNow } from '../../hooks/useNow.ts';
import { office } from '../../office.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Marking, Plate } from '../../ui/marks.tsx';
import { Ref } from '../../ui/Ref.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { Failed, Loading } from '../../ui/State.tsx';
import { Tap } from '../../ui/Tap.tsx';
import { words } from '../../words/index.ts';
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
    <p className={s.none}>{words.crime.noPeople}</p>
  ) : (
    <ul className={s.items}>
      {people.map((person) => (
        <li key={`${person.name} ${person.roles.join()}`}>
          <b>{person.name}</b>
          <span>{listed(person.roles.map((role) => words.crime.roles[role]))}</span>
          <small>
            {[person.born === undefined ? undefined : words.crime.born(birthDay(person.born)), person.contact].filter(Boolean).join(', ')}
          </small>
        </li>
      ))}
    </ul>
  );

const Property = ({ property }: { readonly property: ShownCrime['property'] }) =>
  property.length === 0 ? (
    <p className={s.none}>{words.crime.noProperty}</p>
  ) : (
    <ul className={s.items}>
      {property.map((item) => (
        <li key={`${item.kind} ${item.text}`}>
          <b>{item.text}</b>
          <span>{words.crime.propertyKinds[item.kind]}</span>
          <small>{item.value}</small>
        </li>
      ))}
    </ul>
  );

const Shown = ({ report }: { readonly report: ShownCrime }) => {
  const { go, link, officer } = useDesk();
  const now = useNow();
  const { incidentId } = report;
  return (
    <>
      <header className={s.head}>
        <div className={s.line}>
          <Ref number={report.id} />
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
            <Tap icon={<Alert20Regular />} onClick={() => go({ pane: 'storm', id: incidentId })}>
              {words.crime.openLog(serialOf(incidentId))}
            </Tap>
          )}
        </div>
        <div className={s.chips}>
          {report.flags.map((flag) => (
            <Chip key={flag} tone="danger" icon={<Flag20Regular />}>
              {flag}
            </Chip>
          ))}
          <Chip tone={report.status === 'open' ? 'info' : 'plain'} icon={<FolderOpen20Regular />}>
            {words.crime.status[report.status]}
          </Chip>
          <Chip>{report.type}</Chip>
          {link?.link === 'offline' && report.asOf !== undefined && <Chip tone="warn">{words.app.asOf(dayClock(report.asOf, now))}</Chip>}
        </div>
      </header>
      <div className={s.body}>
        <ScrollRegion className={s.main} label={report.title}>
          <Part title={words.crime.method}>
            <p className={s.prose}>{report.method === '' ? words.crime.noMethod : report.method}</p>
          </Part>
          <Part title={words.crime.people}>
            <People people={report.people} />
          </Part>
          <Part title={words.crime.property}>
            <Property property={report.property} />
          </Part>
          {report.vehicles.length > 0 && (
            <Part title={words.crime.vehicles}>
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
            <Part title={words.crime.tasks(report.tasks.length)}>
              <ul className={s.tasks}>
                {report.tasks.map((task) => (
                  <TaskLine key={task.id} task={task} now={now} />
                ))}
              </ul>
            </Part>
          )}
        </ScrollRegion>
        <Facts
          facts={[
            [
              words.crime.committed,
              report.committedTo === undefined ? fullTime(report.committedFrom) : timeRange(report.committedFrom, report.committedTo),
            ],
            [words.crime.reported, fullTime(report.reportedAt)],
            [words.crime.offenceHead, report.offenceCode === undefined ? words.crime.noOffence : report.offenceCode, report.offence?.text],
            [
              words.crime.outcomeHead,
              report.outcome === undefined ? words.crime.noOutcome : words.crime.outcome(report.outcome.code, report.outcome.text),
              report.outcome?.at === undefined ? undefined : fullTime(report.outcome.at),
            ],
            [
              words.crime.officer,
              report.officerInCase ?? words.crime.noOfficer,
              report.officerInCase === officer.collarNumber ? words.crime.you : undefined,
            ],
            [words.crime.area, report.place.area],
          ]}
        />
      </div>
    </>
  );
};

/** One crime report. */
export const Report = ({ id }: { readonly id: string }) => {
  const { state, again } = useCall(() => office.crime.get({ id }), id, ['crime']);
  switch (state.kind) {
    case 'loading':
      return <Loading label={words.crime.loadingReport} />;
    case 'failed':
      return <Failed code={state.code} where="crime.get" again={again} />;
    case 'ready':
      return <Shown report={state.value} />;
  }
};
