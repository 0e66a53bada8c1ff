import { ChevronRight20Regular } from '@fluentui/react-icons/svg/chevron-right';
import type { TodayView } from '../../../contracts/ipc/today.ts';
import { classes } from '../../format/text.ts';
import { age, duration } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Risk } from '../../ui/Risk.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import s from './today.module.css';

const { missing: w } = strings;

/** Who is missing near the officer, who of them is found and to be checked, and for a supervisor whose review is late or asked for; nothing where nobody is. */
export const MissingPanel = ({ missing, now }: { readonly missing: TodayView['missing']; readonly now: Date }) => {
  const { go } = useWorkspace();
  const { near, toCheck, late, asked } = missing.known ? missing.value : { near: [], toCheck: [], late: [], asked: [] };
  // Nobody stands here twice: what a supervisor has to do about them goes before that they are near.
  const reviewed = new Set([...late, ...asked].map(({ id }) => id));
  const others = (rows: typeof near) => rows.filter(({ id }) => !reviewed.has(id));
  return [
    { title: w.today.near(others(near).length), rows: others(near) },
    { title: w.today.toCheck(others(toCheck).length), rows: others(toCheck) },
    { title: w.today.late(late.length), rows: late, isLate: true },
    { title: w.today.asked(asked.length), rows: asked },
  ].map(
    ({ title, rows, isLate = false }) =>
      rows.length > 0 && (
        <section key={title} className={s.panel} aria-label={title}>
          <div className={s.bar}>
            <h2>{title}</h2>
            <Button appearance="transparent" icon={<ChevronRight20Regular />} iconPosition="after" onClick={() => go('missing')}>
              {w.today.all}
            </Button>
          </div>
          <ul className={classes(s.logs, s.few)}>
            {rows.map(({ id, name, age: years, grade, lastSeen, state, reviewDue }) => (
              <li key={id}>
                <button
                  type="button"
                  className={s.log}
                  onClick={() => go({ pane: 'missing', id, state: state === 'found' ? 'found' : 'missing' })}
                >
                  <Risk grade={grade} />
                  <span>
                    <b dir="auto">{w.named(name, years)}</b>
                    <span dir="auto">{lastSeen.text}</span>
                    <span className={isLate ? s.late : undefined}>
                      {isLate && reviewDue !== undefined
                        ? w.review.late(duration(now.getTime() - Date.parse(reviewDue)))
                        : age(lastSeen.at, now)}
                    </span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ),
  );
};
