import type { ReactNode } from 'react';
import s from './state.module.css';

/** A whole pane that has nothing to show yet: its name is still said to those who hear the page. */
export const PaneState = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <div className={s.pane} data-region>
    <h1 className="heard">{title}</h1>
    {children}
  </div>
);
