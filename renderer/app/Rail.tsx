import { Keyboard24Regular } from '@fluentui/react-icons/svg/keyboard';
import { classes } from '../format/text.ts';
import { useNow } from '../hooks/useNow.ts';
import { panesOf } from '../panes/index.ts';
import { strings } from '../strings/index.ts';
import { Chequer } from '../ui/Chequer.tsx';
import type { PaneName } from '../workspace/location.ts';
import type { Badge } from '../workspace/pane.tsx';
import { useWorkspace } from '../workspace/workspace.ts';
import s from './rail.module.css';

/** No number on the rail is read past this. */
const highest = 99;

const BadgeMark = ({ shown, said, urgent }: Badge) => (
  <span className={classes(s.count, urgent && s.urgent)}>
    <span aria-hidden>{typeof shown === 'number' && shown > highest ? `${highest}+` : shown}</span>
    <span className="heard">, {said}</span>
  </span>
);

/** The panes, with what waits in each. */
export const Rail = ({ at, sheet }: { readonly at: PaneName | undefined; readonly sheet: () => void }) => {
  const workspace = useWorkspace();
  // A badge may come with the time.
  useNow();
  return (
    <nav className={s.rail} aria-label={strings.app.panes.label} data-region>
      <div className={s.mark}>
        <span>
          <Chequer />
        </span>
      </div>
      {panesOf(workspace.officer.roles).map(({ name, icon: [Regular, Filled], title, badge }) => {
        const here = name === at;
        const waits = badge?.(workspace);
        return (
          <button key={name} type="button" className={s.nav} aria-current={here ? 'page' : undefined} onClick={() => workspace.go(name)}>
            {here ? <Filled /> : <Regular />}
            <span className={s.title}>{title}</span>
            {waits !== undefined && <BadgeMark {...waits} />}
          </button>
        );
      })}
      <div className={s.spring} />
      <button type="button" className={s.nav} onClick={sheet}>
        <Keyboard24Regular />
        <span className={s.title}>{strings.app.keys}</span>
      </button>
    </nav>
  );
};
