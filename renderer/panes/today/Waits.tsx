import type { TodayView } from '../../../contracts/ipc/today.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { WaitingReports } from '../../workspace/WaitingReports.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { returnOf } from './returnOf.ts';
import s from './today.module.css';

const { waits: w } = strings.today;

/** What a supervisor has returned to the officer, with the reasons, and what waits for the officer's own review; nothing where nothing does. */
export const Waits = ({ view, now }: { readonly view: TodayView; readonly now: Date }) => {
  const { go } = useWorkspace();
  const returned = view.returned.known ? view.returned.value : [];
  const tasks = (view.tasks.known ? view.tasks.value : []).flatMap((task) => {
    const by = returnOf(task);
    return by === undefined ? [] : [{ task, by }];
  });
  const review = view.review.known ? view.review.value : { reports: [], tasks: 0 };
  return (
    <>
      {returned.length + tasks.length > 0 && (
        <section className={s.panel} aria-label={w.returned(returned.length + tasks.length)}>
          <div className={s.bar}>
            <h2>{w.returned(returned.length + tasks.length)}</h2>
          </div>
          <ul className={s.waiting}>
            <WaitingReports reports={returned} said={w.returnedBy} now={now} />
            {tasks.map(({ task: { id, title }, by }) => (
              <li key={id}>
                <button type="button" className={s.item} onClick={() => go({ pane: 'crime', scope: 'tasks', id })}>
                  <span className={s.what}>
                    <b dir="auto">{title}</b>
                    <span dir="auto">{w.returnedBy(by.by, by.text)}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {review.reports.length + review.tasks > 0 && (
        <section className={s.panel} aria-label={w.review(review.reports.length + review.tasks)}>
          <div className={s.bar}>
            <h2>{w.review(review.reports.length + review.tasks)}</h2>
            {review.tasks > 0 && (
              <Button appearance="transparent" onClick={() => go({ pane: 'crime', scope: 'tasks' })}>
                {w.tasks(review.tasks)}
              </Button>
            )}
          </div>
          <ul className={s.waiting}>
            <WaitingReports reports={review.reports} said={w.filedBy} now={now} />
          </ul>
        </section>
      )}
    </>
  );
};
