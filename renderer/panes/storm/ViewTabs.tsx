import { strings } from '../../strings/index.ts';
import s from '../../ui/segmentedControl.module.css';
import type { LogView } from './views.ts';

/** The ways to look at one log, the one that is open marked. */
export const ViewTabs = ({
  views,
  on,
  choose,
}: {
  readonly views: readonly LogView[];
  readonly on: LogView;
  readonly choose: (view: LogView) => void;
}) => (
  <nav className={s.seg} aria-label={strings.storm.views.label}>
    {views.map((view) => (
      <button
        key={view.id}
        type="button"
        aria-current={view === on ? 'page' : undefined}
        aria-keyshortcuts={view.keys}
        title={view.keys}
        onClick={() => choose(view)}
      >
        {view.title}
      </button>
    ))}
  </nav>
);
