import type { ReactNode } from 'react';
import { strings } from '../strings/index.ts';
import s from './split.module.css';

/** A list beside one item of it; each scrolls alone. `note` is said under the title, e.g. how old the list is. */
export const MasterDetail = ({
  title,
  label,
  note,
  action,
  tools,
  list,
  children,
}: {
  readonly title: string;
  readonly label: string;
  readonly note?: string | undefined;
  readonly action?: ReactNode;
  readonly tools?: ReactNode;
  readonly list: ReactNode;
  readonly children: ReactNode;
}) => (
  <div className={s.split}>
    <section className={s.listPane} aria-label={label} data-region>
      <div className={s.listHead}>
        <div className={s.listTop}>
          <h1 className={s.paneTitle}>
            {title}
            {note !== undefined && <small>{note}</small>}
          </h1>
          {action}
        </div>
        {tools}
      </div>
      {list}
    </section>
    <section className={s.detail} aria-label={strings.app.detail} data-region data-detail>
      {children}
    </section>
  </div>
);
