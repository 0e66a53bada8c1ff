import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { ArrowSort20Regular } from '@fluentui/react-icons/svg/arrow-sort';
import { Checkmark20Regular } from '@fluentui/react-icons/svg/checkmark';
import { CheckmarkCircle20Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { DocumentEdit20Regular } from '@fluentui/react-icons/svg/document-edit';
import { Flag20Regular } from '@fluentui/react-icons/svg/flag';
import { PersonQuestionMark20Regular } from '@fluentui/react-icons/svg/person-question-mark';
import { Tag20Regular } from '@fluentui/react-icons/svg/tag';
import { VehicleCar20Regular } from '@fluentui/react-icons/svg/vehicle-car';
import type { ReactNode } from 'react';
import type { ShownIncident } from '../../../contracts/ipc/storm.ts';
import { dayClock } from '../../format/time.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Grade } from '../../ui/Grade.tsx';
import { Marking, Plate } from '../../ui/marks.tsx';
import { RecordNumber } from '../../ui/RecordNumber.tsx';
import type { Codes } from '../../workspace/codes.ts';
import { PersonWarnings, usePersonsOfLog } from '../../workspace/personsOfLog.tsx';
import { useKeptReports } from '../../workspace/useKeptReports.ts';
import { useOpenForm } from '../../workspace/useOpenForm.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import type { ActionKind } from './actions/kinds.ts';
import s from './log.module.css';

/** What a log is: number, grade, title, place, marks, and when it closed. `tabs`: the ways to look at it. */
export const Heading = ({
  log,
  tabs,
  act,
}: {
  readonly log: ShownIncident;
  readonly tabs: ReactNode;
  /** Opens a form on it. */
  readonly act: (kind: ActionKind) => void;
}) => {
  const { codes, go } = useWorkspace();
  const now = useNow();
  const openForm = useOpenForm();
  const kept = useKeptReports('crime.create').some(({ itemId }) => itemId === log.id);
  const persons = usePersonsOfLog(log.id);
  return (
    <header className={s.head}>
      <div className={s.line}>
        <RecordNumber number={log.id} />
        <Grade grade={log.grade} label={codes.label('grade', log.grade, log.id)} word />
        {log.crimes.length > 0 && (
          <ul className={s.crimes} aria-label={strings.storm.crimes}>
            {log.crimes.map(({ id, title }) => (
              <li key={id}>
                <button type="button" title={title} onClick={() => go({ pane: 'crime', id })}>
                  {strings.storm.crime(strings.app.numberOf(id))}
                </button>
              </li>
            ))}
          </ul>
        )}
        <span className={s.marking}>
          <Marking marking={log.marking} />
        </span>
      </div>
      <div className={s.about}>
        <h2 className={s.title}>{log.title}</h2>
        {tabs}
      </div>
      <p className={s.where}>
        <span>
          {log.place.text}
          {log.place.postcode !== undefined && !log.place.text.includes(log.place.postcode) && ` ${log.place.postcode}`}
        </span>
        {log.caller !== undefined && (
          <span className={s.caller}>
            {strings.storm.actions.caller} <b>{[log.caller.name, log.caller.telephone].filter(Boolean).join(', ')}</b>
          </span>
        )}
      </p>
      <PersonWarnings persons={persons} className={s.warnings} />
      <div className={s.foot}>
        <div className={s.chips}>
          {log.qualifiers.map((qualifier) => (
            <Chip key={qualifier} tone="danger" icon={<Flag20Regular />}>
              {codes.label('qualifier', qualifier, log.id) ?? qualifier}
            </Chip>
          ))}
          {log.vehicles.map((vehicle) => (
            <span key={`${vehicle.plate ?? ''} ${vehicle.description}`} className={s.vehicle}>
              {vehicle.description !== '' && <Chip icon={<VehicleCar20Regular />}>{vehicle.description}</Chip>}
              {vehicle.plate !== undefined && <Plate>{vehicle.plate}</Plate>}
            </span>
          ))}
          <Chip icon={<Tag20Regular />}>{codes.label('openingCode', log.openingCode, log.id) ?? log.openingCode}</Chip>
          {log.closingCode !== undefined && <Chip icon={<CheckmarkCircle20Regular />}>{strings.storm.closedAs(log.closingCode)}</Chip>}
          {log.state === 'closed' && (
            <Chip icon={<CheckmarkCircle20Regular />}>
              {log.closedAt === undefined ? strings.storm.closed : strings.storm.closedAt(dayClock(log.closedAt, now))}
            </Chip>
          )}
          {log.state !== 'open' && log.state !== 'closed' && <Chip>{log.state}</Chip>}
        </div>
        <div className={s.acts}>
          {isOfMissing(codes, log) && (
            <Button icon={<PersonQuestionMark20Regular />} onClick={() => openForm('missing.create', log.id)}>
              {strings.forms.missingPerson.openFromLog}
            </Button>
          )}
          <Button icon={kept ? <DocumentEdit20Regular /> : <Add20Regular />} onClick={() => openForm('crime.create', log.id)}>
            {kept ? strings.forms.open.crimeGoOn : strings.forms.open.crime}
          </Button>
          {log.state !== 'closed' && log.mayDecide && (
            <>
              <Button icon={<ArrowSort20Regular />} aria-keyshortcuts="Alt+G" onClick={() => act('regrade')}>
                {strings.storm.actions.regradeShort}
              </Button>
              <Button icon={<Checkmark20Regular />} aria-keyshortcuts="Alt+R" onClick={() => act('result')}>
                {strings.storm.actions.resultShort}
              </Button>
            </>
          )}
        </div>
      </div>
    </header>
  );
};

/** Whether it was opened as a missing person, by the force's own words for its code: the report begins from it. */
const isOfMissing = (codes: Codes, { openingCode, id }: ShownIncident): boolean =>
  /\bmissing\b/i.test(codes.label('openingCode', openingCode, id) ?? openingCode);
