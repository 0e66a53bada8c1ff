import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Draft } from '../../../contracts/domain/draft.ts';
import type { Result } from '../../../contracts/result.ts';
import { type DraftForm, type FormDraft, useDraft } from '../../hooks/useDraft.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';
import { useFocusBack } from '../../ui/focusBack.ts';
import { type FormAttachments, useFormAttachments } from '../attachments/useFormAttachments.ts';

/** What is wrong with a form, in words, by the name of the field. */
export type Faults = Readonly<Record<string, string>>;

export interface Form<Fields extends object> {
  readonly draft: FormDraft<Fields>;
  readonly attachments: FormAttachments;
  readonly formRef: RefObject<HTMLFormElement | null>;
  /** Changes some of its fields. */
  readonly change: (some: Partial<Fields>) => void;
  /** What is begun again was not new. */
  readonly keptBefore: boolean;
  /** Of what is in it now, and was in it when somebody last tried to send it: what was added since is not wrong yet. */
  readonly faults: Faults;
  readonly refused: ErrorCode | undefined;
  readonly busy: boolean;
  readonly submit: () => void;
  /** Somebody has left a part of it: what is wrong there is said from now on. */
  readonly leave: (part: HTMLElement | null) => void;
  /** Forgets what was typed. */
  readonly discard: () => void;
}

/**
 * A form that is a draft until it is sent. Sending it looks for faults first and goes to the first field that has one; with none it is
 * given with the files that it carries (`send`), and `done` is told the item's id. The first field has the focus once the form is there,
 * and what it was opened from when it goes.
 */
export const useForm = <Fields extends object>({
  form,
  check,
  send,
  done,
  refused: atHq,
}: {
  readonly form: DraftForm<Fields>;
  /** Of its fields, and of the files that it carries. */
  readonly check: (fields: Fields, carried: Draft['blobs']) => Faults;
  readonly send: (fields: Fields, carried: FormAttachments['payload']) => Promise<Result<{ readonly itemId: string }, ErrorCode>>;
  readonly done: (itemId: string) => void;
  /** What HQ said of one of its fields, and for as long as that is as HQ had it: it stands in the way of nothing, for HQ may think otherwise by now. */
  readonly refused?: { readonly name: string; readonly words: string; readonly stands: (fields: Fields) => boolean } | undefined;
}): Form<Fields> => {
  const draft = useDraft(form);
  const { fields, blobs, ready, set, save, clear, whileSending, sent } = draft;
  const formRef = useRef<HTMLFormElement>(null);
  const [tried, setTried] = useState(noNames);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ErrorCode>();
  const [keptBefore, setKeptBefore] = useState(false);
  const now = JSON.stringify([fields, blobs]);
  const opened = useRef({ now, initial: JSON.stringify([form.initial, form.initialBlobs ?? []]) });
  opened.current.now = now;
  const firstField = useRef(atHq?.name);
  useFocusBack();
  // Before the fields are painted: what is typed at once is typed in the first.
  useLayoutEffect(() => {
    if (!ready) return;
    setKeptBefore(opened.current.now !== opened.current.initial);
    if (firstField.current === undefined || !focusOn(formRef.current, `[name="${CSS.escape(firstField.current)}"]:not(:disabled)`))
      focusOn(formRef.current, '[name]:enabled');
  }, [ready]);

  // A row that is taken out takes its names with it: another in its place is a new one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what there is in the form follows its fields
  useEffect(() => {
    const here = namesIn(formRef.current);
    setTried((before) => ([...before].every((name) => here.has(name)) ? before : new Set([...before].filter((name) => here.has(name)))));
  }, [fields]);

  const attachments = useFormAttachments(draft);
  const faults: Faults = { ...check(fields, blobs), ...(attachments.fault === undefined ? {} : { attachments: attachments.fault }) };
  const names = Object.keys(faults);
  const submit = async (): Promise<void> => {
    if (busy || !ready) return;
    setTried(namesIn(formRef.current));
    if (names.length > 0) {
      focusOn(formRef.current, names.map((name) => `[name="${name}"]:not(:disabled)`).join());
      return;
    }
    setBusy(true);
    const answer = await whileSending(() => send(fields, attachments.payload));
    setBusy(false);
    setRefused(answer.ok ? undefined : answer.code);
    if (!answer.ok) return;
    sent();
    done(answer.value.itemId);
  };
  return {
    ...{ draft, attachments, formRef, keptBefore, refused, busy },
    faults: {
      ...(atHq?.stands(fields) === true ? { [atHq.name]: atHq.words } : {}),
      ...Object.fromEntries(Object.entries(faults).filter(([name]) => tried.has(name))),
    },
    change: (some) => set({ ...fields, ...some }),
    submit: () => void submit(),
    leave: (part) => setTried((before) => new Set([...before, ...namesIn(part)])),
    discard: () => {
      clear();
      save();
    },
  };
};

/** What a field of the form is given, by its name: its label from the form's words. */
export const bind =
  <Fields extends object>(
    words: Readonly<Record<string, unknown>>,
    fields: Fields,
    faults: Faults,
    change: (some: Partial<Fields>) => void,
  ) =>
  <Name extends keyof Fields & string>(name: Name) => ({
    name,
    label: String(words[name]),
    value: fields[name],
    wrong: faults[name],
    change: (value: Fields[Name]): void => change({ [name]: value } as unknown as Partial<Fields>),
  });

const noNames: ReadonlySet<string> = new Set();
const namesIn = (form: HTMLElement | null): ReadonlySet<string> =>
  new Set([...(form?.querySelectorAll('[name]') ?? [])].map((field) => field.getAttribute('name') ?? ''));

/** The first of them in the page; what is said under it comes into view with it. Tells whether there is one. */
export const focusOn = (form: HTMLFormElement | null, selector: string): boolean => {
  const field = form?.querySelector<HTMLElement>(selector);
  field?.focus();
  const under = field?.getAttribute('aria-describedby')?.split(' ') ?? [];
  for (const id of under) document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
  return field != null;
};
