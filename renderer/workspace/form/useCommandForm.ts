import { useState } from 'react';
import type { Draft } from '../../../contracts/domain/draft.ts';
import { itemIdIn } from '../../../contracts/domain/draft-key.ts';
import { isProvisional } from '../../../contracts/domain/provisional.ts';
import { isSame } from '../../../contracts/json.ts';
import type { Result } from '../../../contracts/result.ts';
import type { SystemId } from '../../../contracts/systems/ids.ts';
import type { Commands, Given } from '../../../contracts/systems/index.ts';
import { api } from '../../api.ts';
import { give } from '../../give.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';
import { strings } from '../../strings/index.ts';
import type { FormAttachments } from '../attachments/useFormAttachments.ts';
import type { BegunForm } from '../pane.tsx';
import type { MendingForm } from './mendedPayload.ts';
import { type Faults, type Form, useForm } from './useForm.ts';
import { carriedBy } from './values.ts';

/** The form of a command, as it is opened and what it makes of its fields. */
export interface CommandFormOptions<S extends SystemId, C extends keyof Commands[S] & string, Fields extends object> {
  readonly open: MendingForm;
  readonly system: S;
  readonly command: C;
  readonly initial: Fields;
  readonly read: (kept: Readonly<Record<string, unknown>>) => Fields;
  readonly title: (fields: Fields) => string;
  /** Of its fields, and of the files that it carries. */
  readonly check: (fields: Fields, carried: Draft['blobs']) => Faults;
  readonly payload: (fields: Fields) => Given<S, C>;
  /** The name of the form's field for a field of the payload, by its names, the outer first; where it says nothing, the outermost name. */
  readonly fieldOf?: (field: readonly string[]) => string | undefined;
  /** What the list of unsent work shows of a command that was changed. */
  readonly summary: (fields: Fields) => string;
  readonly done: (itemId: string) => void;
}

/** A form that becomes a command: a draft until it is sent; a command that HQ did not take is sent anew in its own place. */
export const useCommandForm = <S extends SystemId, C extends keyof Commands[S] & string, Fields extends object>({
  open: { about, draft: key, mend, payload: mended, refusal },
  system,
  command,
  payload,
  summary,
  check,
  fieldOf = ([name]) => name,
  done,
  ...kept
}: CommandFormOptions<S, C, Fields>): Form<Fields> => {
  const [initialBlobs] = useState(() => carriedBy(mended ?? {}));
  const send = (fields: Fields, carried: FormAttachments['payload']): Promise<Result<{ readonly itemId: string }, ErrorCode>> =>
    sendCommand(system, command, { ...payload(fields), ...carried }, { draft: key, mend, summary: summary(fields) });
  const form = { ...kept, initialBlobs, key, kind: command, system, ...(about === undefined ? {} : { itemId: about }) };
  const refused = refusal && {
    name: fieldOf(refusal.field) ?? '',
    words: strings.forms.wrong.refused(refusal.reason),
    // Until what HQ refused is another.
    stands: (fields: Fields): boolean => isSame(valueAt(payload(fields), refusal.field), valueAt(mended, refusal.field)),
  };
  return useForm({ form, check, send, done, refused });
};

/** Gives a form's command; one that HQ did not take (`mend`, by its outbox's id) is sent anew in its own place, called `summary`. */
export const sendCommand = async <S extends SystemId, C extends keyof Commands[S] & string>(
  system: S,
  command: C,
  payload: Given<S, C>,
  { draft, mend, summary }: Pick<BegunForm, 'draft' | 'mend'> & { readonly summary: string },
): Promise<Result<{ readonly itemId: string }, ErrorCode>> => {
  if (mend === undefined) return give(system, command, payload, { draftKey: draft, ...madeBefore(command, draft) });
  const known = await api.link.command({ id: mend });
  if (!known.ok) return known;
  const answer = await api.link.mend({ id: mend, payload: { ...payload }, summary, draftKey: draft });
  return answer.ok ? { ok: true, value: { itemId: known.value.itemId } } : answer;
};

/** What a creation that was discarded with its words kept would have made: what was kept beside it names it by that id. */
const madeBefore = (command: string, key: string): { readonly itemId?: string } => {
  const itemId = command.endsWith('.create') ? itemIdIn(command, key) : undefined;
  return itemId !== undefined && isProvisional(itemId) ? { itemId } : {};
};

/** What stands there in a payload; undefined for nothing. */
const valueAt = (payload: unknown, field: readonly string[]): unknown =>
  field.reduce<unknown>((value, name) => (typeof value === 'object' && value !== null ? (value as Named)[name] : undefined), payload);
type Named = Readonly<Record<string, unknown>>;
