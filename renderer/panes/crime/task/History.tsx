import type { ShownTask } from '../../../../contracts/ipc/crime.ts';
import { dayClock } from '../../../format/time.ts';
import { strings } from '../../../strings/index.ts';
import { LinkedText } from '../../../workspace/LinkedText.tsx';
import { useCalled } from '../useCalled.ts';
import s from './history.module.css';

const { history: w } = strings.tasks;

/** What became of a task, oldest first: only ever added to. */
export const History = ({ task: { setAt, setBy, history = [] }, now }: { readonly task: ShownTask; readonly now: Date }) => {
  const called = useCalled();
  return (
    <ol className={s.history} aria-label={w.title}>
      <li>
        <time dateTime={setAt}>{dayClock(setAt, now)}</time>
        <p>{w.set}</p>
        <small>
          <LinkedText text={setBy} />
        </small>
      </li>
      {history.map(({ at, by, kind, text, was, is }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries are only ever added, and keep their places
        <li key={index}>
          <time dateTime={at}>{dayClock(at, now)}</time>
          <p dir="auto">
            {kind !== 'note' && <b>{w.kind(kind, text !== undefined || is !== undefined)} </b>}
            {was?.owner !== undefined && is?.owner !== undefined && `${w.owner(called(was.owner), called(is.owner))} `}
            {was?.dueAt !== undefined && is?.dueAt !== undefined && `${w.due(dayClock(was.dueAt, now), dayClock(is.dueAt, now))} `}
            {text !== undefined && <LinkedText text={text} />}
          </p>
          <small>
            <LinkedText text={by} />
          </small>
        </li>
      ))}
    </ol>
  );
};
