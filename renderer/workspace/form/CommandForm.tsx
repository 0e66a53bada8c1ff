import type { ReactNode } from 'react';
import type { SystemId } from '../../../contracts/systems/ids.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { strings } from '../../strings/index.ts';
import { toldOf } from '../../strings/told.ts';
import { type FormGuide, FormPage } from '../../ui/FormPage.tsx';
import { Loading } from '../../ui/State.tsx';
import { AttachmentsField } from '../attachments/AttachmentsField.tsx';
import type { Location } from '../location.ts';
import { useWorkspace } from '../workspace.ts';
import { type CommandFormOptions, useCommandForm } from './useCommandForm.ts';
import type { Faults, Form } from './useForm.ts';

interface Words {
  readonly title: string;
  /** What or whom the form is about, by what an officer knows it. */
  readonly about?: string;
  readonly lead: string;
  readonly send: string;
}

/** The form of a command over a whole pane, most often one that makes an item. */
export const CommandForm = <S extends SystemId, C extends keyof Commands[S] & string, Fields extends object>({
  back,
  left,
  madeLocation,
  words,
  mark,
  carries = false,
  guide,
  children,
  ...options
}: Omit<CommandFormOptions<S, C, Fields>, 'done'> & {
  /** Where the officer came from. */
  readonly back: Location;
  /** How the form's own pane is left, where the officer came from another. */
  readonly left?: Location;
  /** Where the item that was made is shown. */
  readonly madeLocation: (id: string, fields: Fields) => Location;
  readonly words: (fields: Fields) => Words;
  readonly mark?: (fields: Fields) => ReactNode;
  /** Its item carries files. */
  readonly carries?: boolean;
  /** Of a form that is gone through question by question; it has its files where its questions have them. */
  readonly guide?: (form: Form<Fields>) => FormGuide;
  readonly children: (fields: Fields, change: (some: Partial<Fields>) => void, faults: Faults, form: Form<Fields>) => ReactNode;
}) => {
  const { go, rename, link } = useWorkspace();
  const form = useCommandForm({ ...options, done: (id) => go(madeLocation(id, fields)) });
  const { draft, formRef, change, faults, refused } = form;
  const { fields, ready, trouble, again } = draft;
  const said = words(fields);
  const leave = (): void => {
    if (left !== undefined) rename(left);
    go(back);
  };
  if (!ready && trouble === undefined) return <Loading label={strings.forms.loading} />;
  return (
    <FormPage
      {...said}
      mark={mark?.(fields)}
      keptBefore={form.keptBefore}
      told={trouble !== undefined ? strings.drafts.trouble[trouble] : refused === undefined ? undefined : toldOf(refused)}
      again={trouble === 'NotRead' ? again : undefined}
      toRight={Object.keys(faults).length}
      note={link?.link === 'offline' ? strings.forms.offline : strings.forms.stopHere}
      busy={form.busy}
      formRef={formRef}
      submit={form.submit}
      later={leave}
      discard={() => {
        form.discard();
        leave();
      }}
      {...(ready ? guide?.(form) : undefined)}
    >
      {ready && children(fields, change, faults, form)}
      {ready && carries && <AttachmentsField attachments={form.attachments} wrong={faults['attachments']} />}
    </FormPage>
  );
};
