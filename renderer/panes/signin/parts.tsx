import type { ReactNode } from 'react';
import { classes } from '../../format/text.ts';
import s from './signin.module.css';

/** "PC Aisha Rahman" */
export const titled = (holder: { readonly rank: string; readonly name: string }): string => `${holder.rank} ${holder.name}`.trim();

/** The line over the heading: how it stands, in one glance. */
export const Step = ({
  tone,
  icon,
  children,
}: {
  readonly tone?: 'bad' | 'good' | 'warn';
  readonly icon: ReactNode;
  readonly children: string;
}) => (
  <p className={classes(s.step, tone !== undefined && s[tone])}>
    {icon}
    {children}
  </p>
);

export const Head = ({ children }: { readonly children: string }) => <h1 className={s.head}>{children}</h1>;
export const Lead = ({ children }: { readonly children: string }) => <p className={s.lead}>{children}</p>;

/** The one thing to read: in a ring of its own. `over` says what it is. */
export const Ring = ({
  icon,
  over,
  title,
  lead,
}: {
  readonly icon: ReactNode;
  readonly over?: string;
  readonly title: string;
  readonly lead?: string;
}) => (
  <div className={s.ring}>
    {icon}
    <p>
      {over}
      <b>{title}</b>
      {lead}
    </p>
  </div>
);

/** What to do, or what to know: a mark, a bold line and a plain one. */
export const Todo = ({
  items,
}: {
  readonly items: readonly {
    readonly mark: ReactNode;
    readonly tone?: 'ok' | 'warn';
    readonly title: string;
    readonly lead: string;
    readonly now?: boolean;
  }[];
}) => (
  <ol className={s.todo}>
    {items.map((item) => (
      <li key={item.title} aria-current={item.now === true ? 'step' : undefined}>
        <span className={classes(item.tone !== undefined && s[item.tone])}>{item.mark}</span>
        <div>
          <b>{item.title}</b>
          {item.lead}
        </div>
      </li>
    ))}
  </ol>
);
