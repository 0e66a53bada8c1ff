import { Fragment, memo, useDeferredValue } from 'react';
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

interface EntryProps {
  readonly logId: string;
  readonly closed: boolean;
  readonly line: Line;
  readonly strike: Line | undefined;
  readonly older: boolean;
}

/**
 * What people wrote stands in full; what the system noted takes one quiet line; what is ours and unsent is amber, in place. Rendered anew
 * only as it changes: a log may have two thousand lines.
 */
const Entry = memo(({ logId, closed, line, strike, older }: EntryProps) => {
  const written = writtenWhen(line);
  if (line.sending === undefined && isNoted(line))
    return (
      <li className={classes(s.entry, s.system, older && s.older)}>
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
    <li className={classes(s.entry, older && s.older, line.sending !== undefined && s.mine, line.sending === 'refused' && s.refused)}>
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
          <LinkedText text={byline(line)} />
          {written !== undefined && `, ${written}`}
          {line.sending !== undefined && `, ${strings.storm.sending[line.sending]}`}
        </span>
      </div>
      {mayWithdraw(line) && <WithdrawLine line={line} />}
      {!closed && strike === undefined && line.own === true && line.sending === undefined && mayStrike([line], line.id, line.operator) && (
        <StrikeLine logId={logId} line={line} />
      )}
    </li>
  );
});

/** The force's day of each line. It is one for all of an hour of UTC, from which the force's clocks are whole hours away. */
const daysOf = (lines: readonly Line[]): readonly string[] => {
  const ofHour = new Map<string, string>();
  return lines.map(({ at }) => {
    const hour = at.slice(0, '2021-05-18T15'.length);
    const day = ofHour.get(hour) ?? calendarDay(new Date(at));
    ofHour.set(hour, day);
    return day;
  });
};

/** More than a screen has. They are painted at once; the older lines of a long log come in the moments after, above them. */
const NEWEST = 60;

/** The body of a log, oldest first. */
export const Lines = ({ log, newAfter }: { readonly log: ShownIncident; readonly newAfter: string | undefined }) => {
  const { lines } = log;
  const { scroller, list, scrolled } = useEnd(lines.findLast((line) => line.sending !== undefined)?.id);
  const today = calendarDay(useNow());
  const fresh = newLines(lines, newAfter);
  // Once for all: a log may have two thousand lines.
  const strikes = strikesOf(lines);
  const days = daysOf(lines);
  const whole = useDeferredValue(true, false);
  const newest = Math.max(0, lines.length - NEWEST);
  const from = whole ? 0 : newest;
  return (
    <ScrollRegion scrollerRef={scroller} scrolled={scrolled} className={listStyles.list} label={strings.storm.lines}>
      {lines.length === 0 && <p className={s.none}>{strings.storm.noLines}</p>}
      <ol ref={list} className={s.log}>
        {lines.slice(from).map((line, place) => {
          const index = from + place;
          const day = days[index] ?? today;
          // A clock alone stands for today: a log of another day begins with that day.
          const otherDay = day !== (index === 0 ? today : days[index - 1]);
          return (
            <Fragment key={line.id}>
              {otherDay && <li className={s.day}>{day.slice(0, 4) === today.slice(0, 4) ? shortDay(day) : shortDate(line.at)}</li>}
              {line === fresh[0] && <li className={s.since}>{strings.storm.newSince(fresh.length)}</li>}
              <Entry logId={log.id} closed={log.state === 'closed'} line={line} strike={strikes.get(line.id)} older={index < newest} />
            </Fragment>
          );
        })}
      </ol>
    </ScrollRegion>
  );
};
