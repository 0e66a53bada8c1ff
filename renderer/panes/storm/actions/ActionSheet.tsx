import type { ReactNode } from 'react';
import type { Commands } from '../../../../contracts/systems/index.ts';
import { strings } from '../../../strings/index.ts';
import { toldOf } from '../../../strings/told.ts';
import { Button } from '../../../ui/Button.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import { SubmitForm } from '../../../ui/SubmitForm.tsx';
import { type CommandFormOptions, useCommandForm } from '../../../workspace/form/useCommandForm.ts';
import type { Faults } from '../../../workspace/form/useForm.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import s from './actions.module.css';

interface Words {
  readonly title: string;
  readonly lead: string;
  readonly note: string;
  readonly leave: string;
  readonly send: string;
}

/**
 * The form of a command in a sheet over its log: what is asked, one way to leave it as it was and one to do it. Ctrl+Enter does it from any
 * field. What is still missing is said before the press. What was typed is kept when the sheet is left.
 */
export const ActionSheet = <C extends keyof Commands['storm'] & string, Fields extends object>({
  words,
  close,
  children,
  ...options
}: Omit<CommandFormOptions<'storm', C, Fields>, 'system' | 'done'> & {
  readonly words: (fields: Fields) => Words;
  readonly close: () => void;
  readonly children: (fields: Fields, change: (some: Partial<Fields>) => void, faults: Faults) => ReactNode;
}) => {
  const { link } = useWorkspace();
  const { formRef, submit, busy, refused, draft, change, faults } = useCommandForm({ ...options, system: 'storm', done: close });
  const { fields, trouble, ready, again } = draft;
  const { title, lead, note, leave, send } = words(fields);
  const missing = Object.keys(options.check(fields)).length;
  return (
    <Sheet title={title} className={s.sheet} close={close}>
      <SubmitForm ref={formRef} className={s.form} submit={submit}>
        <p className={s.lead}>{lead}</p>
        {ready && children(fields, change, faults)}
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
      </SubmitForm>
    </Sheet>
  );
};
