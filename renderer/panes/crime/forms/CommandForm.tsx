import { type ReactNode, useState } from 'react';
import { itemIdIn } from '../../../../contracts/domain/draft-key.ts';
import { isProvisional } from '../../../../contracts/domain/provisional.ts';
import type { Result } from '../../../../contracts/result.ts';
import type { Given } from '../../../../contracts/systems/index.ts';
import { api } from '../../../api.ts';
import { give } from '../../../give.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { strings } from '../../../strings/index.ts';
import { FormPage } from '../../../ui/FormPage.tsx';
import { Loading } from '../../../ui/State.tsx';
import { AttachmentsField } from '../../../workspace/attachments/AttachmentsField.tsx';
import type { FormAttachments } from '../../../workspace/attachments/useFormAttachments.ts';
import { type Faults, useForm } from '../../../workspace/form/useForm.ts';
import { fitted } from '../../../workspace/form/values.ts';
import type { Location } from '../../../workspace/location.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import type { CrimeForm, CrimeFormKind } from '../location.ts';

/** A form as it was opened. `payload`: of the command that is changed in it. */
export interface OpenForm extends CrimeForm {
  readonly payload?: Readonly<Record<string, unknown>> | undefined;
}
interface Words {
  readonly title: string;
  readonly lead: string;
  readonly send: string;
}

/** The form of a command that makes an item: a draft until it is sent; a command that HQ did not take is sent anew in its own place. */
export const CommandForm = <Fields extends object, Command extends CrimeFormKind>({
  open: { about, draft: key, mend, payload: mended },
  command,
  initial,
  read,
  title,
  check,
  payload,
  summary,
  madeLocation,
  words,
  mark,
  children,
}: {
  readonly open: OpenForm;
  readonly command: Command;
  readonly initial: Fields;
  readonly read: (kept: Readonly<Record<string, unknown>>) => Fields;
  readonly title: (fields: Fields) => string;
  readonly check: (fields: Fields) => Faults;
  readonly payload: (fields: Fields) => Given<'crime', Command>;
  /** What the list of unsent work shows of a command that was changed. */
  readonly summary: (fields: Fields) => string;
  /** Where the item that was made is shown. */
  readonly madeLocation: (id: string) => Location;
  readonly words: (fields: Fields) => Words;
  readonly mark?: (fields: Fields) => ReactNode;
  readonly children: (fields: Fields, change: (some: Partial<Fields>) => void, faults: Faults) => ReactNode;
}) => {
  const { go, link } = useWorkspace();
  const [initialBlobs] = useState(() => fitted({ attachments: [noAttachment] }, mended ?? {}).attachments);
  const send = async (fields: Fields, carried: FormAttachments['payload']): Promise<Result<{ readonly itemId: string }, ErrorCode>> => {
    if (mend === undefined)
      return give('crime', command, { ...payload(fields), ...carried }, { draftKey: key, ...madeBefore(command, key) });
    const known = await api.link.command({ id: mend });
    if (!known.ok) return known;
    const answer = await api.link.mend({ id: mend, payload: { ...payload(fields), ...carried }, summary: summary(fields), draftKey: key });
    return answer.ok ? { ok: true, value: { itemId: known.value.itemId } } : answer;
  };
  const form = useForm({
    form: { key, kind: command, system: 'crime', ...(about === undefined ? {} : { itemId: about }), initial, initialBlobs, read, title },
    check,
    send,
    done: (id) => go(madeLocation(id)),
  });
  const { draft, formRef, change, faults, refused } = form;
  const { fields, ready, trouble, again } = draft;
  const back = (): void => go(backFrom(command, about));
  const said = words(fields);
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
      later={back}
      discard={() => {
        form.discard();
        back();
      }}
    >
      {ready && children(fields, change, faults)}
      {ready && <AttachmentsField attachments={form.attachments} wrong={faults['attachments']} />}
    </FormPage>
  );
};

/** Of what shape they are. */
const noAttachment = { hash: '', bytes: 0, type: '', name: '' };

/** What a creation that was discarded with its words kept would have made: what was kept beside it names it by that id. */
const madeBefore = (command: CrimeFormKind, key: string): { readonly itemId?: string } => {
  const itemId = itemIdIn(command, key);
  return itemId !== undefined && isProvisional(itemId) ? { itemId } : {};
};

/** Where the officer came from: the report, the log or the list. */
const backFrom = (command: CrimeFormKind, about: string | undefined): Location => {
  if (command === 'task.create')
    return about === undefined ? { pane: 'crime', scope: 'tasks' } : { pane: 'crime', scope: 'mine', id: about };
  return about === undefined ? { pane: 'crime', scope: 'mine' } : { pane: 'storm', id: about };
};

const toldOf = (code: ErrorCode): string => {
  const { what, safe, todo } = strings.errors.codes[code];
  return strings.forms.refused(what, safe, todo);
};
