import { BranchFork20Filled } from '@fluentui/react-icons/svg/branch-fork';
import { Clock20Filled } from '@fluentui/react-icons/svg/clock';
import { ErrorCircle20Filled } from '@fluentui/react-icons/svg/error-circle';
import { Eye20Regular } from '@fluentui/react-icons/svg/eye';
import { Note20Regular } from '@fluentui/react-icons/svg/note';
import { PersonAvailable20Regular } from '@fluentui/react-icons/svg/person-available';
import { PersonQuestionMark20Regular } from '@fluentui/react-icons/svg/person-question-mark';
import { SearchInfo20Regular } from '@fluentui/react-icons/svg/search-info';
import { Fragment, type ReactNode } from 'react';
import { calendarDay } from '../../../../contracts/domain/force-calendar.ts';
import type { ShownReport } from '../../../../contracts/ipc/missing.ts';
import type { Sending } from '../../../../contracts/ipc/sending.ts';
import { classes, known, sentence, serialOf, wordOf } from '../../../format/text.ts';
import { clock, dayClock, shortDate, shortDay } from '../../../format/time.ts';
import { useEnd } from '../../../hooks/useEnd.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import l from '../../../ui/lines.module.css';
import listStyles from '../../../ui/list.module.css';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { LinkedText } from '../../../workspace/LinkedText.tsx';
import s from './record.module.css';
import { TaskOfEnquiry } from './TaskOfEnquiry.tsx';

type Line = ShownReport['lines'][number];

const { missing: w } = strings;
/** What people wrote stands in full, with what it is; what was decided takes one quiet line. */
const icons: Readonly<Record<string, ReactNode>> = {
  sighting: <Eye20Regular />,
  enquiry: <SearchInfo20Regular />,
  note: <Note20Regular />,
  found: <PersonAvailable20Regular />,
  foundDead: <PersonQuestionMark20Regular />,
  foundToo: <PersonAvailable20Regular />,
  notFound: <PersonQuestionMark20Regular />,
  wellBeing: <PersonAvailable20Regular />,
  death: <Note20Regular />,
};
const sendingIcons: Readonly<Record<Sending, ReactNode>> = {
  waiting: <Clock20Filled />,
  sending: <Clock20Filled />,
  conflict: <BranchFork20Filled />,
  refused: <ErrorCircle20Filled />,
};

/** What was seen, asked and decided, oldest first; the newest in sight. */
export const Lines = ({ id, lines }: { readonly id: string; readonly lines: readonly Line[] }) => {
  const { scroller, list, scrolled } = useEnd(lines.findLast(({ sending }) => sending !== undefined)?.id);
  const today = calendarDay(useNow());
  return (
    <ScrollRegion scrollerRef={scroller} scrolled={scrolled} className={listStyles.list} label={w.lines}>
      {lines.length === 0 && <p className={l.none}>{w.noLines}</p>}
      <ol ref={list} className={l.log} aria-label={w.lines}>
        {lines.map((line, index) => {
          const day = calendarDay(new Date(line.at));
          const before = lines[index - 1];
          // A clock alone stands for today: a report of another day begins with that day.
          const otherDay = before === undefined ? day !== today : calendarDay(new Date(before.at)) !== day;
          return (
            <Fragment key={line.id}>
              {otherDay && <li className={l.day}>{day.slice(0, 4) === today.slice(0, 4) ? shortDay(day) : shortDate(line.at)}</li>}
              <Entry id={id} line={line} />
            </Fragment>
          );
        })}
      </ol>
    </ScrollRegion>
  );
};

const Entry = ({ id, line }: { readonly id: string; readonly line: Line }) => {
  const { kind, at, sending } = line;
  const icon = known(icons, kind);
  const title = wordOf(w.kinds, kind);
  if (icon === undefined && sending === undefined)
    return (
      <li className={classes(l.entry, l.system)}>
        <time dateTime={at}>{clock(at)}</time>
        <p dir="auto">
          {[title, aboutOf(line)].filter(Boolean).join(' ')}. <LinkedText text={textOf(line)} /> <span>{bylineOf(line)}</span>
        </p>
      </li>
    );
  return (
    <li className={classes(l.entry, sending !== undefined && l.mine, sending === 'refused' && l.refused)}>
      <time dateTime={at}>{clock(at)}</time>
      <div>
        <p className={s.kind}>
          {icon} {title} <small>{aboutOf(line)}</small>
        </p>
        <p dir="auto">
          <LinkedText text={textOf(line)} />
        </p>
        <span className={l.by}>
          {sending !== undefined && sendingIcons[sending]}
          <LinkedText text={bylineOf(line)} />
          {sending !== undefined && `, ${w.sending[sending]}`}
        </span>
        {kind === 'enquiry' && sending === undefined && <TaskOfEnquiry id={id} text={line.text} />}
      </div>
    </li>
  );
};

const FOUND: ReadonlySet<string> = new Set(['found', 'foundDead', 'foundToo']);

/** How sure and when, of a sighting; when, of found; to which grade, of a risk. */
const aboutOf = ({ kind, sure, seenAt, where, grade, at }: Line): string =>
  [
    sure !== undefined && wordOf(w.sure, sure),
    seenAt !== undefined && kind === 'sighting' && w.seenWhen(dayClock(seenAt, new Date(at)), where),
    seenAt !== undefined && FOUND.has(kind) && w.foundWhen(dayClock(seenAt, new Date(at))),
    grade !== undefined && w.toGrade(kind, grade),
  ]
    .filter(Boolean)
    .join(', ');
/** A log is named by its number, which is a link in the heading. */
const textOf = ({ kind, text }: Line): string => (kind === 'log' ? serialOf(text) : text === '' ? '' : sentence(text));
const bylineOf = ({ by, callSign }: Line): string => (callSign === undefined ? by : `${by}, ${callSign}`);
