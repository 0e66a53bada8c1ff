import { Alert20Regular } from '@fluentui/react-icons/svg/alert';
import { Checkmark20Regular } from '@fluentui/react-icons/svg/checkmark';
import { Flag20Regular } from '@fluentui/react-icons/svg/flag';
import { FolderOpen20Regular } from '@fluentui/react-icons/svg/folder-open';
import { type ReactNode, useEffect } from 'react';
import { mayChangeCrime } from '../../../contracts/domain/crime-changes.ts';
import { isProvisional } from '../../../contracts/domain/provisional.ts';
import type { ShownCrime } from '../../../contracts/ipc/crime.ts';
import { api } from '../../api.ts';
import { listed, serialOf, wordOf } from '../../format/text.ts';
import { fullTime, timeRange } from '../../format/time.ts';
import { useAsk } from '../../hooks/useAsk.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Marking } from '../../ui/marks.tsx';
import { OtherFields } from '../../ui/OtherFields.tsx';
import { RecordNumber } from '../../ui/RecordNumber.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { AskState, useStale } from '../../workspace/AskState.tsx';
import { AttachmentList } from '../../workspace/attachments/AttachmentList.tsx';
import { LinkedText } from '../../workspace/LinkedText.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { CrimeCaseFile } from '../case-file/CrimeCaseFile.tsx';
import { ExhibitsOf } from '../exhibits/ExhibitsOf.tsx';
import { CrimeStatements } from '../statements/CrimeStatements.tsx';
import { Acts } from './changes/Acts.tsx';
import { SinceMade } from './changes/SinceMade.tsx';
import { Facts } from './Facts.tsx';
import { NewTaskButton } from './forms/buttons.tsx';
import type { OpenItem } from './openItem.ts';
import s from './report.module.css';
import { Answers, People, Property, Vehicles } from './reportParts.tsx';
import { SendingChip, SendingNote } from './Sending.tsx';
import { TaskLine } from './TaskLine.tsx';
import { useCalled } from './useCalled.ts';
import { CrimeVideo } from './video/CrimeVideo.tsx';

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className={s.part}>
    <h3>{title}</h3>
    {children}
  </section>
);

const Shown = ({ report }: { readonly report: ShownCrime }) => {
  const { go, officer } = useWorkspace();
  const now = useNow();
  const called = useCalled();
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
          <NewTaskButton on={report.id} />
          {incidentId !== undefined && (
            <Button icon={<Alert20Regular />} onClick={() => go({ pane: 'storm', id: incidentId })}>
              {strings.crime.openLog(serialOf(incidentId))}
            </Button>
          )}
          {incidentId !== undefined && report.sending !== undefined && (
            <Button icon={<Checkmark20Regular />} onClick={() => go({ pane: 'storm', id: incidentId, action: { kind: 'result' } })}>
              {strings.crime.resultLog(serialOf(incidentId))}
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
            {report.features !== undefined && report.features.length > 0 && <p className={s.features}>{listed(report.features)}</p>}
            <p className={s.prose} dir="auto">
              {report.method === '' ? strings.crime.noMethod : <LinkedText text={report.method} />}
            </p>
          </Part>
          <Part title={strings.crime.people}>
            <People people={report.people} />
          </Part>
          <Part title={strings.crime.property}>
            <Property property={report.property} people={report.people} />
          </Part>
          {report.vehicles.length > 0 && (
            <Part title={strings.crime.vehicles}>
              <Vehicles vehicles={report.vehicles} />
            </Part>
          )}
          {report.flagAnswers !== undefined && report.flagAnswers.length > 0 && (
            <Part title={strings.crime.risk}>
              <Answers answers={report.flagAnswers} />
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
          <CrimeStatements crimeId={report.id} />
          <ExhibitsOf crimeId={report.id} />
          <CrimeVideo crimeId={report.id} />
          <CrimeCaseFile crimeId={report.id} mayOpen={mayChangeCrime(report, officer)} />
          <SinceMade report={report} now={now} />
          <OtherFields other={report.other} />
        </ScrollRegion>
        <Facts
          facts={[
            [
              strings.crime.committed,
              report.committedTo === undefined ? fullTime(report.committedFrom) : timeRange(report.committedFrom, report.committedTo),
              report.lateReason === undefined ? undefined : strings.crime.lateReason(report.lateReason),
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
              report.officerInCase === undefined ? strings.crime.noOfficer : called(report.officerInCase),
              report.officerInCase === officer.collarNumber ? strings.crime.you : undefined,
            ],
            [strings.crime.area, report.place.area],
          ]}
        />
      </div>
      <Acts report={report} />
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
