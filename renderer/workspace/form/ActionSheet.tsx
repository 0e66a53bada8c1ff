import type { ReactNode } from 'react';
import type { SystemId } from '../../../contracts/systems/ids.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { classes } from '../../format/text.ts';
import { strings } from '../../strings/index.ts';
import { toldOf } from '../../strings/told.ts';
import { Button } from '../../ui/Button.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { SubmitForm } from '../../ui/SubmitForm.tsx';
import { useWorkspace } from '../workspace.ts';
import s from './actionSheet.module.css';
import { type CommandFormOptions, useCommandForm } from './useCommandForm.ts';
import type { Faults } from './useForm.ts';

interface Words {
  readonly title: string;
  readonly lead: string;
  readonly note: string;
  readonly leave: string;
  readonly send: string;
}

/**
 * The form of a command in a sheet over its record: what is asked, one way to leave it as it was and one to do it. Ctrl+Enter does it from
 * any field. What is still missing is said before the press. What was typed is kept when the sheet is left.
 */
export const ActionSheet = <S extends SystemId, C extends keyof Commands[S] & string, Fields extends object>({
  words,
  close,
  done = close,
  wide = false,
  other,
  children,
  ...options
}: Omit<CommandFormOptions<S, C, Fields>, 'done'> & {
  readonly words: (fields: Fields) => Words;
  readonly close: () => void;
  /** Once it is given, where that is more than to close the sheet. */
  readonly done?: () => void;
  /** As wide as two columns need. */
  readonly wide?: boolean;
  /** Another way to do it, in place of the key that leaves. */
  readonly other?: (submit: () => void, fields: Fields) => ReactNode;
  readonly children: (fields: Fields, change: (some: Partial<Fields>) => void, faults: Faults) => ReactNode;
}) => {
  const { link } = useWorkspace();
  const { formRef, submit, busy, refused, draft, change, faults } = useCommandForm({ ...options, done });
  const { fields, trouble, ready, again } = draft;
  const { title, lead, note, leave, send } = words(fields);
  const missing = Object.keys(options.check(fields, draft.blobs)).length;
  return (
    <Sheet title={title} className={classes(s.sheet, wide && s.wide)} close={close}>
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
          <p role="status">{missing > 0 ? strings.forms.missing(missing) : link?.link === 'offline' ? strings.forms.offline : note}</p>
          {other === undefined ? <Button onClick={close}>{leave}</Button> : other(submit, fields)}
          <Button type="submit" appearance="primary" disabledFocusable={busy || !ready} aria-keyshortcuts="Control+Enter">
            {send}
          </Button>
        </footer>
      </SubmitForm>
    </Sheet>
  );
};
