import type { CoverMember } from '../../../contracts/domain/cover.ts';
import { isProvisional } from '../../../contracts/domain/provisional.ts';
import type { ShownTask } from '../../../contracts/ipc/crime.ts';
import type { IncidentRow } from '../../../contracts/ipc/storm.ts';
import type { TeamView, UnreadCirculation } from '../../../contracts/ipc/today.ts';
import { serialOf, wordOf } from '../../format/text.ts';
import { age, dayClock, duration } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { Grade } from '../../ui/Grade.tsx';
import { Risk } from '../../ui/Risk.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { Due, standing } from '../crime/TaskLine.tsx';
import { useCalled } from '../crime/useCalled.ts';
import s from './team.module.css';

const w = strings.team;
type Unit = Extract<TeamView['units'], { readonly known: true }>['value'][number];

export const LogLine = ({ log, now }: { readonly log: IncidentRow; readonly now: Date }) => {
  const { go, codes } = useWorkspace();
  return (
    <li>
      <button type="button" className={s.line} onClick={() => go({ pane: 'storm', id: log.id, scope: 'team' })}>
        <Grade grade={log.grade} label={codes.label('grade', log.grade, log.id)} />
        <span className={s.what}>
          <b dir="auto">
            {isProvisional(log.id) ? '' : serialOf(log.id)} {log.title}
          </b>
          <small dir="auto">{log.place}</small>
          <small>{[log.hazard ? strings.storm.marks.warning : '', log.units.join(', ')].filter(Boolean).join('. ')}</small>
        </span>
        <time dateTime={log.openedAt}>{age(log.openedAt, now)}</time>
      </button>
    </li>
  );
};

export const UnitLine = ({ unit, now }: { readonly unit: Unit; readonly now: Date }) => {
  const { go, codes } = useWorkspace();
  const { incidentId, since } = unit;
  const content = (
    <>
      <b className={s.sign}>{unit.callSign}</b>
      <span className={s.what}>
        <b>{codes.status(unit.status)}</b>
        <small>{unit.crew.join(', ')}</small>
        <small>{incidentId === undefined ? w.onNoLog : w.onLog(serialOf(incidentId))}</small>
      </span>
      <time dateTime={since}>
        {dayClock(since, now)}
        <small>{w.lasting(duration(now.getTime() - Date.parse(since)))}</small>
      </time>
    </>
  );
  return (
    <li>
      {incidentId === undefined ? (
        <div className={s.line}>{content}</div>
      ) : (
        <button type="button" className={s.line} onClick={() => go({ pane: 'storm', id: incidentId, scope: 'team' })}>
          {content}
        </button>
      )}
    </li>
  );
};

/** Whom crews are told of, and who has not said that they know; from here to the report. */
export const CirculationLine = ({ circulation, now }: { readonly circulation: UnreadCirculation; readonly now: Date }) => {
  const { go } = useWorkspace();
  const { id, name, age: years, grade, since, unread } = circulation;
  return (
    <li>
      <button type="button" className={s.line} onClick={() => go({ pane: 'missing', id })}>
        <Risk grade={grade} />
        <span className={s.what}>
          <b dir="auto">{strings.missing.named(name, years)}</b>
          <small>{w.unread(unread)}</small>
        </span>
        <time dateTime={since}>{age(since, now)}</time>
      </button>
    </li>
  );
};

/** Who of the team works today, on which unit, and how much they have to do; from here to their page. */
export const MemberLine = ({
  member: { officer, name, state, label },
  unit,
  tasks,
}: {
  readonly member: CoverMember;
  readonly unit: Unit | undefined;
  /** Open ones; undefined while that is not known. */
  readonly tasks: number | undefined;
}) => {
  const { go } = useWorkspace();
  const duty = state === 'duty' && label !== undefined ? strings.colleague.onDuty(label) : wordOf(strings.colleague.states, state);
  return (
    <li>
      <button type="button" className={s.line} onClick={() => go({ pane: 'people', colleague: officer })}>
        <span className={s.what}>
          <b dir="auto">{name}</b>
          <small>{[duty, unit?.callSign].filter(Boolean).join('. ')}</small>
        </span>
        {tasks !== undefined && tasks > 0 && <span>{w.openTasks(tasks)}</span>}
      </button>
    </li>
  );
};

export const TaskLine = ({ task, now }: { readonly task: ShownTask; readonly now: Date }) => {
  const { go, officer } = useWorkspace();
  const called = useCalled();
  const content = (
    <>
      <span className={s.what}>
        <b dir="auto">{task.title}</b>
        <small>
          {[w.owner(task.owner === officer.collarNumber, called(task.owner)), standing(task), strings.app.numberOf(task.id)].join('. ')}
        </small>
      </span>
      <Due task={task} now={now} />
    </>
  );
  return (
    <li>
      <button type="button" className={s.line} onClick={() => go({ pane: 'crime', scope: 'tasks', id: task.id })}>
        {content}
      </button>
    </li>
  );
};
