import type { MouseEvent, ReactNode } from 'react';
import { strings } from '../strings/index.ts';
import s from './linkedText.module.css';
import { useWorkspace } from './workspace.ts';

/** A name that leads to the officer's page. `id`: staff id, collar number or the force's mail address. */
export const OfficerLink = ({ id, children }: { readonly id: string; readonly children: ReactNode }) => {
  const { go } = useWorkspace();
  const open = (event: MouseEvent): void => {
    event.preventDefault();
    go({ pane: 'people', colleague: id });
  };
  return (
    <a className={s.link} href={`#${id}`} title={strings.colleague.open} onClick={open}>
      {children}
    </a>
  );
};
