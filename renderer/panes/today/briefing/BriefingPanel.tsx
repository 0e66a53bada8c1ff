import { CheckmarkCircle20Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { ChevronRight20Regular } from '@fluentui/react-icons/svg/chevron-right';
import type { TodayView } from '../../../../contracts/ipc/today.ts';
import { classes } from '../../../format/text.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import s from '../today.module.css';

const w = strings.briefing;

/** What is briefed for the tour, and of which a result is still to be told; nothing where nothing is. */
export const BriefingPanel = ({ briefing }: { readonly briefing: TodayView['briefing'] }) => {
  const { go } = useWorkspace();
  const items = briefing.known ? briefing.value : [];
  if (items.length === 0) return null;
  const title = w.today(items.length);
  return (
    <section className={classes(s.panel, s.short)} aria-label={title}>
      <div className={s.bar}>
        <h2>{title}</h2>
        <Button
          appearance="transparent"
          icon={<ChevronRight20Regular />}
          iconPosition="after"
          onClick={() => go({ pane: 'today', view: 'briefing' })}
        >
          {w.all}
        </Button>
      </div>
      <ul>
        {items.map(({ id, title: name, why, mine }) => (
          <li key={id}>
            <button type="button" className={classes(s.item, s.plain)} onClick={() => go({ pane: 'today', view: 'briefing', id })}>
              <span className={s.what}>
                <b dir="auto">{name}</b>
                <span dir="auto">{why}</span>
              </span>
              {mine > 0 && <CheckmarkCircle20Regular role="img" aria-label={w.given} title={w.given} />}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
