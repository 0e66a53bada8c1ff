import { ChevronRight20Regular } from '@fluentui/react-icons/svg/chevron-right';
import type { IncidentRow } from '../../../contracts/ipc/storm.ts';
import { classes, serialOf } from '../../format/text.ts';
import { age } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Grade } from '../../ui/Grade.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import s from './today.module.css';

/** As many as fit beside one another in two rows. */
const most = 6;

/** My logs but the one in hand, where a tall screen has room for them. */
export const LogsPanel = ({ logs, now }: { readonly logs: readonly IncidentRow[]; readonly now: Date }) => {
  const { go, codes } = useWorkspace();
  if (logs.length === 0) return null;
  const title = strings.today.logs.title(logs.length);
  return (
    <section className={classes(s.panel, s.tall)} aria-label={title}>
      <div className={s.bar}>
        <h2>{title}</h2>
        <Button
          appearance="transparent"
          icon={<ChevronRight20Regular />}
          iconPosition="after"
          onClick={() => go({ pane: 'storm', scope: 'mine' })}
        >
          {strings.today.logs.all}
        </Button>
      </div>
      <ul className={s.logs}>
        {logs.slice(0, most).map((log) => (
          <li key={log.id}>
            <button type="button" className={s.log} onClick={() => go({ pane: 'storm', id: log.id })}>
              <Grade grade={log.grade} label={codes.label('grade', log.grade, log.id)} />
              <span>
                <b>
                  {serialOf(log.id)} {log.title}
                </b>
                <span>
                  {log.place}, {age(log.openedAt, now)}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
