import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { Warning24Filled } from '@fluentui/react-icons/svg/warning';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { alertOf, warningOf } from '../../../contracts/domain/alert.ts';
import { strikesOf } from '../../../contracts/domain/log-decision.ts';
import type { ShownIncident } from '../../../contracts/ipc/storm.ts';
import { classes } from '../../format/text.ts';
import { age, dayClock } from '../../format/time.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Grade } from '../../ui/Grade.tsx';
import { Kbd, Plate } from '../../ui/marks.tsx';
import { RecordNumber } from '../../ui/RecordNumber.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { AskState, useStale } from '../../workspace/AskState.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import s from './glance.module.css';
import { sendingIcons } from './lineMarks.tsx';
import { isNoted } from './noted.ts';
import { resourceWords } from './resourceWords.ts';
import { useOpenLog } from './useOpenLog.ts';

const { glance: w } = strings.storm;
type Line = ShownIncident['lines'][number];

/** What people wrote and what alerts, newest first, without what was struck: what is read at arm's length. */
const linesOf = (lines: readonly Line[]): readonly Line[] => {
  const strikes = strikesOf(lines);
  return lines.filter((line) => !strikes.has(line.id) && (!isNoted(line) || alertOf(line) !== undefined)).toReversed();
};

const Warning = ({ line }: { readonly line: Line }) => {
  const kind = warningOf(line);
  return (
    kind !== undefined && (
      <b className={s.kind}>
        <Warning24Filled />
        {strings.storm.actions.mark.kinds[kind]}
      </b>
    )
  );
};

const Newest = ({ lines, now }: { readonly lines: readonly Line[]; readonly now: Date }) => (
  <ol className={s.lines}>
    {lines.map((line) => (
      <li key={line.id} className={classes(warningOf(line) !== undefined && s.warn)}>
        <time dateTime={line.at}>
          {dayClock(line.at, now)}
          <small>{age(line.at, now)}</small>
        </time>
        <div>
          <Warning line={line} />
          <p dir="auto">{line.text}</p>
          {line.sending !== undefined && (
            <span className={s.unsent}>
              {sendingIcons[line.sending]}
              {strings.storm.sending[line.sending]}
            </span>
          )}
        </div>
      </li>
    ))}
  </ol>
);

const Units = ({ log, now }: { readonly log: ShownIncident; readonly now: Date }) => {
  const { codes } = useWorkspace();
  return (
    <ScrollRegion className={s.units} label={strings.storm.resources(0)}>
      {log.resources.length === 0 && <p>{strings.storm.noResources}</p>}
      <ul>
        {log.resources.map((resource) => (
          <li key={resource.callSign}>
            <b>{resource.callSign}</b>
            <time dateTime={resource.since}>{dayClock(resource.since, now)}</time>
            <span>{resourceWords(codes, log, resource)}</span>
          </li>
        ))}
      </ul>
      {log.vehicles.map(({ plate, description }) => (
        <p key={`${plate ?? ''} ${description}`} className={s.vehicle}>
          {description}
          {plate !== undefined && <Plate>{plate}</Plate>}
        </p>
      ))}
    </ScrollRegion>
  );
};

/** One log to be read at arm's length in a moving car: place, grade, newest lines and who is on it. Esc or F8 closes it. */
export const Glance = ({ id, close }: { readonly id: string; readonly close: () => void }) => {
  const { codes } = useWorkspace();
  const now = useNow();
  const end = useRef<HTMLSpanElement>(null);
  const opener = useRef(document.activeElement);
  const ask = useOpenLog(id);
  useEffect(() => {
    end.current?.querySelector('button')?.focus();
    const before = opener.current;
    // What is under it can take the focus again once it is not inert any more.
    return () => void requestAnimationFrame(() => before instanceof HTMLElement && before.isConnected && before.focus());
  }, []);
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  };
  const log = ask.state.kind === 'ready' ? ask.state.value : undefined;
  const stale = useStale(log?.asOf);
  return (
    <section className={s.glance} aria-label={w.label} data-region onKeyDown={press}>
      <header className={s.head}>
        {log !== undefined && (
          <>
            <Grade grade={log.grade} label={codes.label('grade', log.grade, log.id)} word />
            <RecordNumber number={log.id} />
            <time dateTime={log.openedAt}>{age(log.openedAt, now)}</time>
            {stale !== undefined && <span>{stale}</span>}
          </>
        )}
        <span ref={end} className={s.close}>
          <Kbd>Esc</Kbd>
          <Button icon={<Dismiss20Regular />} onClick={close}>
            {w.close}
          </Button>
        </span>
      </header>
      <AskState ask={ask} words={strings.errors.codes} where="storm.get" loading={strings.storm.loadingLog}>
        {({ id, place, title, qualifiers, lines }) => (
          <div className={s.body}>
            <ScrollRegion className={s.main} label={w.newest}>
              <h1 dir="auto">{place.text}</h1>
              <p className={s.title} dir="auto">
                {title}
              </p>
              {qualifiers.length > 0 && (
                <p className={s.flags}>
                  <Warning24Filled />
                  {qualifiers.map((one) => codes.label('qualifier', one, id) ?? one).join(', ')}
                </p>
              )}
              {linesOf(lines).length === 0 ? (
                <p className={s.title}>{strings.storm.noLines}</p>
              ) : (
                <Newest lines={linesOf(lines)} now={now} />
              )}
            </ScrollRegion>
            {log !== undefined && <Units log={log} now={now} />}
          </div>
        )}
      </AskState>
    </section>
  );
};
