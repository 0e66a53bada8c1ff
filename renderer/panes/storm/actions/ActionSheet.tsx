import type { ReactNode } from 'react';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import { toldOf } from '../../../workspace/form/CommandForm.tsx';
import type { Form } from '../../../workspace/form/useForm.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import s from './actions.module.css';

/**
 * A form in a sheet over its log: what is asked, one way to leave it as it was and one to do it. Ctrl+Enter does it from any field. What
 * is still missing is said before the press. What was typed is kept when the sheet is left.
 */
export const ActionSheet = <Fields extends object>({
  title,
  lead,
  form: { formRef, submit, busy, refused, draft },
  missing,
  note,
  leave,
  send,
  close,
  children,
}: {
  readonly title: string;
  readonly lead: string;
  readonly form: Form<Fields>;
  /** How many fields it cannot do without are empty or wrong. */
  readonly missing: number;
  readonly note: string;
  readonly leave: string;
  readonly send: string;
  readonly close: () => void;
  readonly children: ReactNode;
}) => {
  const { link } = useWorkspace();
  const { trouble, ready, again } = draft;
  return (
    <Sheet title={title} className={s.sheet} close={close}>
      <form
        ref={formRef}
        className={s.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !event.ctrlKey) return;
          event.preventDefault();
          submit();
        }}
      >
        <p className={s.lead}>{lead}</p>
        {ready && children}
        {trouble !== undefined && (
          <p role="alert" className={s.wrong}>
            {strings.drafts.trouble[trouble]}
            {trouble === 'NotRead' && <Button onClick={again}>{strings.errors.tryAgain}</Button>}
          </p>
        )}
        {refused !== undefined && (
          <p role="alert" className={s.wrong}>
            {toldOf(refused)}
          </p>
        )}
        <footer className={s.foot}>
          <p role="status">
            {missing > 0 ? strings.storm.actions.missing(missing) : link?.link === 'offline' ? strings.forms.offline : note}
          </p>
          <Button onClick={close}>{leave}</Button>
          <Button type="submit" appearance="primary" disabledFocusable={busy || !ready} aria-keyshortcuts="Control+Enter">
            {send}
          </Button>
        </footer>
      </form>
    </Sheet>
  );
};
