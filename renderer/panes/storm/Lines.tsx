import { Fragment } from 'react';
import { calendarDay } from '../../../contracts/domain/force-calendar.ts';
import { mayStrike, strikesOf } from '../../../contracts/domain/log-decision.ts';
import type { ShownIncident } from '../../../contracts/ipc/storm.ts';
import { classes } from '../../format/text.ts';
import { clock, dayClock, shortDate, shortDay } from '../../format/time.ts';
import { useEnd } from '../../hooks/useEnd.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import s from '../../ui/lines.module.css';
import listStyles from '../../ui/list.module.css';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { LinkedText } from '../../workspace/LinkedText.tsx';
import { StrikeLine, WithdrawLine } from './LineActions.tsx';
import { sendingIcons, WarningMark } from './lineMarks.tsx';
import { newLines } from './newLines.ts';
import { isNoted } from './noted.ts';

type Line = ShownIncident['lines'][number];

/** Less than this apart, HQ's clock and the laptop's say the same. */
const apartMs = 60_000;

const byline = (line: Line): string => (line.terminal === line.operator ? line.operator : `${line.operator}, ${line.terminal}`);

/** When the officer wrote it, where that is not when HQ got it. */
const writtenWhen = ({ at, writtenAt }: Line): string | undefined =>
  writtenAt === undefined || Math.abs(Date.parse(at) - Date.parse(writtenAt)) <= apartMs
    ? undefined
    : strings.storm.writtenAt(dayClock(writtenAt, new Date(at)));

/** What the officer wrote or decided, and is still only here, is taken back from its line. A status is undone by another. */
const mayWithdraw = ({ kind, sending }: Line): boolean =>
  kind !== 'status' && kind !== 'acknowledged' && sending !== undefined && sending !== 'sending';

/** What people wrote stands in full; what the system noted takes one quiet line; what is ours and unsent is amber, in place. */
const Entry = ({ log, line, strike }: { readonly log: ShownIncident; readonly line: Line; readonly strike: Line | undefined }) => {
  const written = writtenWhen(line);
  if (line.sending === undefined && isNoted(line))
    return (
      <li className={classes(s.entry, s.system)}>
        <time dateTime={line.at}>{clock(line.at)}</time>
        <p dir="auto">
          <LinkedText text={line.text} />{' '}
          <span>
            {line.operator}
            {written !== undefined && `, ${written}`}
          </span>
        </p>
      </li>
    );
  return (
    <li className={classes(s.entry, line.sending !== undefined && s.mine, line.sending === 'refused' && s.refused)}>
      <time dateTime={line.at}>{clock(line.at)}</time>
      <div>
        <WarningMark line={line} struck={strike !== undefined} />
        <p dir="auto">
          {strike === undefined ? (
            <LinkedText text={line.text} />
          ) : (
            <s>
              <LinkedText text={line.text} />
            </s>
          )}
        </p>
        {strike !== undefined && <p className={s.struck}>{strings.storm.actions.strike.mark(strike.text)}</p>}
        <span className={s.by}>
          {line.sending !== undefined && sendingIcons[line.sending]}
          {byline(line)}
          {written !== undefined && `, ${written}`}
          {line.sending !== undefined && `, ${strings.storm.sending[line.sending]}`}
        </span>
      </div>
      {mayWithdraw(line) && <WithdrawLine line={line} />}
      {log.state !== 'closed' && line.own === true && line.sending === undefined && mayStrike(log.lines, line.id, line.operator) && (
        <StrikeLine log={log} line={line} />
      )}
    </li>
  );
};

/** The body of a log, oldest first. */
export const Lines = ({ log, newAfter }: { readonly log: ShownIncident; readonly newAfter: string | undefined }) => {
  const { lines } = log;
  const { scroller, list, scrolled } = useEnd(lines.findLast((line) => line.sending !== undefined)?.id);
  const today = calendarDay(useNow());
  const fresh = newLines(lines, newAfter);
  // Once for all: a log may have two thousand lines.
  const strikes = strikesOf(lines);
  return (
    <ScrollRegion scrollerRef={scroller} scrolled={scrolled} className={listStyles.list} label={strings.storm.lines}>
      {lines.length === 0 && <p className={s.none}>{strings.storm.noLines}</p>}
      <ol ref={list} className={s.log}>
        {lines.map((line, index) => {
          const day = calendarDay(new Date(line.at));
          const before = lines[index - 1];
          // A clock alone stands for today: a log of another day begins with that day.
          const otherDay = before === undefined ? day !== today : calendarDay(new Date(before.at)) !== day;
          return (
            <Fragment key={line.id}>
              {otherDay && <li className={s.day}>{day.slice(0, 4) === today.slice(0, 4) ? shortDay(day) : shortDate(line.at)}</li>}
              {line === fresh[0] && <li className={s.since}>{strings.storm.newSince(fresh.length)}</li>}
              <Entry log={log} line={line} strike={strikes.get(line.id)} />
            </Fragment>
          );
        })}
      </ol>
    </ScrollRegion>
  );
};
