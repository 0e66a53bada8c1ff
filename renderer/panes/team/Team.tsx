import { ArrowRight20Regular } from '@fluentui/react-icons/svg/arrow-right';
import type { ReactNode } from 'react';
import { crewLeft, crewShort } from '../../../contracts/domain/cover-left.ts';
import { taskLiesWith } from '../../../contracts/domain/open-task.ts';
import type { Fetched } from '../../../contracts/ipc/fetched.ts';
import type { TeamView } from '../../../contracts/ipc/today.ts';
import { api } from '../../api.ts';
import { clock } from '../../format/time.ts';
import { useAsk } from '../../hooks/useAsk.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { AskState, UnfetchedLine, useStale } from '../../workspace/AskState.tsx';
import { WaitingReports } from '../../workspace/WaitingReports.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { CirculationLine, LogLine, MemberLine, TaskLine, UnitLine } from './lines.tsx';
import s from './team.module.css';

const w = strings.team;

/** Of a day of which nothing is known. */
const none = { members: [], least: 0 };

/** A part of the view: how many there are, the rows, or why there are none. */
const Part = <Item,>({
  title,
  items,
  total,
  asOf,
  none,
  line,
  action,
  before = false,
}: {
  readonly title: (number: number | undefined) => string;
  readonly items: Fetched<readonly Item[]>;
  readonly total?: number | undefined;
  /** When the rows last came from HQ. */
  readonly asOf: string | undefined;
  readonly none: string;
  readonly line: (item: Item) => ReactNode;
  readonly action?: ReactNode;
  /** Rows of another kind that stand first; `total` counts them. */
  readonly before?: ReactNode;
}) => {
  const stale = useStale(asOf);
  const name = title(items.known ? (total ?? items.value.length) : undefined);
  return (
    <section className={s.part} aria-label={name}>
      <div className={s.bar}>
        <h2>
          {name}
          {stale !== undefined && <small>{stale}</small>}
        </h2>
        {action}
      </div>
      {!items.known ? (
        <UnfetchedLine className={s.none} />
      ) : items.value.length === 0 && before === false ? (
        <p className={s.none}>{none}</p>
      ) : (
        <ul>
          {before}
          {items.value.map(line)}
        </ul>
      )}
    </section>
  );
};

const Shown = ({ view }: { readonly view: TeamView }) => {
  const { go } = useWorkspace();
  const now = useNow();
  const { logs, units, tasks, reports, circulations, members, cover, asOf } = view;
  const those = (liesWith: 'owner' | 'reviewer') =>
    tasks.known ? { known: true as const, value: tasks.value.filter((task) => taskLiesWith(task) === liesWith) } : tasks;
  const [open, review] = [those('owner'), those('reviewer')];
  const late = open.known ? open.value.filter(({ dueAt }) => Date.parse(dueAt) < now.getTime()).length : undefined;
  return (
    <ScrollRegion className={s.page} label={strings.app.panes.team} region>
      <header className={s.head}>
        <h1>{view.team}</h1>
        <p>{w.summary(clock(now.toISOString()), members.known ? members.value : undefined, late)}</p>
      </header>
      <div className={s.parts}>
        <div className={s.column}>
          <Part
            title={w.review}
            items={review}
            total={review.known && reports.known ? review.value.length + reports.value.length : undefined}
            before={
              reports.known &&
              reports.value.length > 0 && <WaitingReports reports={reports.value} said={strings.today.waits.filedBy} now={now} />
            }
            asOf={asOf.crime}
            none={w.noReview}
            line={(task) => <TaskLine key={task.id} task={task} now={now} />}
          />
          <Part
            title={w.logs}
            items={logs.known ? { known: true, value: logs.value.rows } : logs}
            total={logs.known ? logs.value.total : undefined}
            asOf={asOf.storm}
            none={w.noLogs}
            line={(log) => <LogLine key={log.id} log={log} now={now} />}
            action={
              <Button
                appearance="transparent"
                icon={<ArrowRight20Regular />}
                iconPosition="after"
                onClick={() => go({ pane: 'storm', scope: 'team' })}
              >
                {w.allLogs}
              </Button>
            }
          />
        </div>
        <div className={s.column}>
          <Part
            title={w.circulations}
            items={circulations}
            asOf={asOf.missing}
            none={w.noCirculations}
            line={(one) => <CirculationLine key={one.id} circulation={one} now={now} />}
          />
          <Part
            title={(number) => w.tasks(number, late)}
            items={open}
            asOf={asOf.crime}
            none={w.noTasks}
            line={(task) => <TaskLine key={task.id} task={task} now={now} />}
          />
          {cover.known && cover.value !== undefined && (
            <Part
              title={() => w.today(crewLeft(cover.value ?? none) ?? 0, cover.value?.members.length ?? 0, crewShort(cover.value ?? none))}
              items={{ known: true, value: cover.value.members }}
              asOf={asOf.people}
              none={w.noToday}
              line={(member) => (
                <MemberLine
                  key={member.officer}
                  member={member}
                  unit={units.known ? units.value.find(({ collarNumbers }) => collarNumbers.includes(member.officer)) : undefined}
                  tasks={open.known ? open.value.filter(({ owner }) => owner === member.officer).length : undefined}
                />
              )}
            />
          )}
          <Part
            title={w.units}
            items={units}
            asOf={asOf.storm}
            none={w.noUnits}
            line={(unit) => <UnitLine key={unit.callSign} unit={unit} now={now} />}
          />
        </div>
      </div>
    </ScrollRegion>
  );
};

/** What a supervisor looks after: the team's logs, its units and what they do, the tasks that are open, and what is circulated and not everybody has acknowledged; from each to its record. */
export const Team = () => {
  const ask = useAsk(['today.team'], () => api.today.team(null), { topics: ['storm', 'crime', 'people', 'missing', 'outbox'] });
  return (
    <AskState
      ask={ask}
      words={{ ...strings.errors.codes, ...w.refused }}
      where="today.team"
      loading={w.loading}
      pane={strings.app.panes.team}
    >
      {(view) => <Shown view={view} />}
    </AskState>
  );
};
