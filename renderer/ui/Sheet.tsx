import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { classes } from '../format/text.ts';
import { strings } from '../strings/index.ts';
import { Button } from './Button.tsx';
import s from './sheet.module.css';

/** A sheet over the workspace, in the browser's own modal dialog: it holds the focus, Esc closes it and the focus goes back. */
export const Sheet = ({
  title,
  className,
  close,
  children,
}: {
  readonly title: string;
  readonly className?: string | undefined;
  readonly close: () => void;
  readonly children: ReactNode;
}) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className={classes(s.sheet, className)}
      aria-label={title}
      onClose={close}
      // Esc closes the sheet, and does not lead away from what is under it.
      onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
    >
      <header className={s.head}>
        <h2>{title}</h2>
        <Button
          appearance="subtle"
          icon={<Dismiss20Regular />}
          aria-label={strings.app.closeSheet}
          onClick={() => dialog.current?.close()}
        />
      </header>
      {children}
    </dialog>
  );
};
