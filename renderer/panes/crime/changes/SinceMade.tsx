import type { ReactNode } from 'react';
import { nextVictimUpdate } from '../../../../contracts/domain/crime-steps.ts';
import type { ShownCrime } from '../../../../contracts/ipc/crime.ts';
import { wordOf } from '../../../format/text.ts';
import { dayClock, durationLong } from '../../../format/time.ts';
import { strings } from '../../../strings/index.ts';
import { LinkedText } from '../../../workspace/LinkedText.tsx';
import s from '../report.module.css';
import h from '../task/history.module.css';
import { saysItself, wordsOf } from './entryWords.ts';

const w = strings.changes;

/** What became of a report since it was made: its review, what victims were told, and its history. */
export const SinceMade = ({ report, now }: { readonly report: ShownCrime; readonly now: Date }) => {
  const { review, victimUpdates = [], history = [], status } = report;
  return (
    <>
      {review !== undefined ? (
        <Part title={w.review.heading}>
          <p className={s.prose}>
            <b>{wordOf(w.review.done, review.state)}</b>, {w.review.by(review.by, dayClock(review.at, now))}
          </p>
          {review.text !== undefined && <p className={s.prose}>{review.text}</p>}
        </Part>
      ) : (
        status === 'filed' &&
        history.some(({ kind }) => kind === 'outcome') && (
          <Part title={w.review.heading}>
            <p className={s.none}>{w.review.waits}</p>
          </Part>
        )
      )}
      {victimUpdates.length > 0 && (
        <Part title={w.victim.title}>
          <NextUpdate report={report} now={now} />
          <ol className={h.history} aria-label={w.victim.title}>
            {victimUpdates.map(({ at, by, how, text }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: entries are only ever added, and keep their places
              <Entry key={index} at={at} by={by} now={now}>
                <b>{wordOf(w.victim.how, how)}:</b> {text}
              </Entry>
            ))}
          </ol>
        </Part>
      )}
      {history.length > 0 && (
        <Part title={w.history.title}>
          <ol className={h.history} aria-label={w.history.title}>
            {history.map((entry, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: entries are only ever added, and keep their places
              <Entry key={index} at={entry.at} by={entry.by} now={now}>
                {saysItself(entry) || <b>{w.history.kind(entry.kind, true)} </b>}
                {wordsOf(entry)}
              </Entry>
            ))}
          </ol>
        </Part>
      )}
    </>
  );
};

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className={s.part}>
    <h3>{title}</h3>
    {children}
  </section>
);

const Entry = ({
  at,
  by,
  now,
  children,
}: {
  readonly at: string;
  readonly by: string;
  readonly now: Date;
  readonly children: ReactNode;
}) => (
  <li>
    <time dateTime={at}>{dayClock(at, now)}</time>
    <p dir="auto">{children}</p>
    <small>
      <LinkedText text={by} />
    </small>
  </li>
);

/** When victims are to hear next; late in the words for what is late. */
const NextUpdate = ({ report, now }: { readonly report: ShownCrime; readonly now: Date }) => {
  const next = nextVictimUpdate(report);
  if (next === undefined) return null;
  const late = now.getTime() - Date.parse(next);
  return <p className={s.none}>{late > 0 ? w.victim.late(durationLong(late)) : w.victim.next(dayClock(next, now))}</p>;
};
