import { useCallback, useEffect, useRef, useState } from 'react';
import type { Draft } from '../../contracts/domain/draft.ts';
import { cutShort, DRAFT_LENGTH } from '../../contracts/domain/text.ts';
import type { DraftRow } from '../../contracts/ipc/drafts.ts';
import { fail } from '../../contracts/result.ts';
import { api } from '../api.ts';
import { longestText } from '../format/text.ts';
import type { DraftTrouble } from '../strings/en/drafts.ts';

const titleLength = 200;

/** A form as its draft is kept and listed. */
export interface DraftForm<Fields extends object> extends Pick<DraftRow, 'key' | 'kind' | 'system' | 'itemId'> {
  /** The form before anything is typed in it. */
  readonly initial: Fields;
  /** What belongs to it then: of a command that is changed in it, what that carries. */
  readonly initialBlobs?: Draft['blobs'];
  /** What of a kept draft, of this version of the form or another, is this form's. Never throws. */
  readonly read: (kept: Draft['fields']) => Fields;
  /** What a list shows of it; where that is empty, it shows the first words of the longest text in it. */
  readonly title: (fields: Fields) => string;
}

export interface FormDraft<Fields extends object> {
  readonly fields: Fields;
  /** Whether what was kept has been read: until then the form shows nothing of it, and takes nothing. */
  readonly ready: boolean;
  readonly trouble: DraftTrouble | undefined;
  /** The files that belong to it. */
  readonly blobs: Draft['blobs'];
  readonly set: (next: Fields) => void;
  /** Changes the files that belong to it, whatever is being typed meanwhile. */
  readonly setBlobs: (change: (blobs: Draft['blobs']) => Draft['blobs']) => void;
  /** As it was before anything was typed. */
  readonly clear: () => void;
  /** Saves at once what is not saved yet: when the form is left. */
  readonly save: () => void;
  /** Gives its command: what is in the form is saved before, and nothing until main has answered, or the draft would outlive its command. */
  readonly whileSending: <Answer>(send: () => Promise<Answer>) => Promise<Answer>;
  /** The command is in the outbox, and main has ended the draft with it. `left`: what was typed since, of what is in the form now. */
  readonly sent: (left?: (now: Fields) => Fields) => void;
  /** Reads again what could not be read. */
  readonly again: () => void;
}

/**
 * Keeps a form's fields on this laptop, whole, while they are typed, at once when the form is left or goes away, and restores them. A form
 * that is emptied, or as it was at first, has no draft. One draft a mount: give the component a React key that changes with `form.key`.
 */
export const useDraft = <Fields extends object>(form: DraftForm<Fields>): FormDraft<Fields> => {
  const [held, setHeld] = useState<Held<Fields>>({ fields: form.initial, blobs: form.initialBlobs ?? [] });
  const [ready, setReady] = useState(false);
  const [trouble, setTrouble] = useState<DraftTrouble>();
  const keeper = useRef<Keeper<Fields>>(undefined);
  keeper.current ??= createKeeper(form, { held: setHeld, ready: setReady, trouble: setTrouble });
  const { set, setBlobs, clear, save, whileSending, sent, read, open } = keeper.current;
  useEffect(() => open(), [open]);
  return { ...held, ready, trouble, set, setBlobs, clear, save, whileSending, sent, again: useCallback(() => void read(), [read]) };
};

const openDrafts = new Set<() => Promise<void>>();
/** A lock that the officer asks for waits no longer for what is typed. */
const KEPT_MS = 500;
/** Resolves once all that is typed in open forms is kept, or after KEPT_MS: before a lock that the officer asks for. Never rejects. */
export const draftsKept = async (): Promise<void> => {
  const late = new Promise((resolve) => setTimeout(resolve, KEPT_MS));
  await Promise.race([late, Promise.all([...openDrafts].map((settled) => settled()))]);
};

interface Held<Fields> {
  readonly fields: Fields;
  readonly blobs: Draft['blobs'];
}
interface Shown<Fields> {
  readonly held: (held: Held<Fields>) => void;
  readonly ready: (ready: boolean) => void;
  readonly trouble: (trouble: DraftTrouble | undefined) => void;
}
type Keeper<Fields extends object> = ReturnType<typeof createKeeper<Fields>>;

const createKeeper = <Fields extends object>(
  { key, kind, system, itemId, initial, initialBlobs = [], read: fromKept, title }: DraftForm<Fields>,
  shown: Shown<Fields>,
) => {
  const nothing: Held<Fields> = { fields: initial, blobs: initialBlobs };
  let held = nothing;
  let unsaved = false;
  let isRead = false;
  /** What is in the form is what is kept: only then may what is kept take its place. */
  let isKept = true;
  /** As of when the draft that is in the form was kept; undefined: there is none. */
  let keptAt: string | undefined;
  /** Resolves once all saves that were begun have ended. */
  let saved: Promise<unknown> = Promise.resolve();
  let saving = 0;
  let sending = false;

  /** Nothing in it that somebody typed. */
  const isEmpty = ({ fields, blobs }: Held<Fields>): boolean =>
    JSON.stringify(blobs) === JSON.stringify(initialBlobs) &&
    ((blobs.length === 0 && Object.values(fields).every(isBare)) || JSON.stringify(fields) === JSON.stringify(initial));
  const show = (next: Held<Fields>): void => {
    held = next;
    shown.held(next);
  };

  /** Also when it was changed elsewhere: discarded in the list, or newer on another laptop. What is being typed goes before. */
  const read = async (): Promise<void> => {
    const answer = await api.drafts.get({ key }).catch(() => fail('Internal'));
    if (!answer.ok) return isRead ? undefined : shown.trouble('NotRead');
    if (!isRead) {
      isRead = true;
      shown.trouble(undefined);
      shown.ready(true);
    }
    if (!isKept || answer.value?.at === keptAt) return;
    keptAt = answer.value?.at;
    show(answer.value === null ? nothing : { fields: fromKept(answer.value.fields), blobs: answer.value.blobs });
  };

  /** Asks main at once, before a lock can come. */
  const save = (): void => {
    saved = Promise.all([saved, saveNow()]);
  };
  const saveNow = async (): Promise<void> => {
    if (!unsaved || sending) return;
    unsaved = false;
    const saved = held;
    saving += 1;
    const answer = await (isEmpty(saved) ? discard(key) : keep(saved)).catch(() => fail('Internal'));
    saving -= 1;
    if (answer.ok) keptAt = answer.value;
    if (held === saved) isKept = answer.ok;
    if (!answer.ok && held === saved) unsaved = true; // Tried again at the next letter, and when the form is left.
    shown.trouble(answer.ok ? undefined : answer.code === 'TooManyDrafts' ? answer.code : 'NotSaved');
    if (held !== saved && unsaved) saveSoon();
  };
  const keep = async (saved: Held<Fields>) => {
    const about = { key, kind, system, ...(itemId === undefined ? {} : { itemId }) };
    const listed = title(saved.fields).trim() || longestText(saved.fields, initial);
    const kept = { ...about, title: cutShort(listed, titleLength), ...saved, fields: { ...saved.fields } as Draft['fields'] };
    const answer = await api.drafts.save(kept);
    return answer.ok ? { ok: true as const, value: answer.value.at } : answer;
  };

  /** At once, letter by letter: a card pulled out costs what is typed while main writes. A main that still writes is asked when it has answered. */
  const saveSoon = (): void => {
    if (saving === 0) save();
  };

  const change = (next: Held<Fields>): void => {
    show(next);
    isKept = false;
    const fits = textLength(next.fields) <= DRAFT_LENGTH;
    unsaved = fits;
    if (fits) saveSoon();
    else shown.trouble('TooLong');
  };

  /** Resolves once main has what is in the form, also what was typed while it wrote. */
  const settled = async (): Promise<void> => {
    save();
    for (let before: unknown; before !== saved; ) {
      before = saved;
      await before;
    }
  };

  return {
    read,
    set: (fields: Fields): void => change({ ...held, fields }),
    setBlobs: (next: (blobs: Draft['blobs']) => Draft['blobs']): void => change({ ...held, blobs: next(held.blobs) }),
    clear: (): void => change(nothing),
    save,
    async whileSending<Answer>(send: () => Promise<Answer>): Promise<Answer> {
      save();
      await saved;
      sending = true;
      try {
        return await send();
      } finally {
        sending = false;
        if (unsaved) saveSoon();
      }
    },
    sent(left?: (now: Fields) => Fields): void {
      const rest = { ...nothing, fields: left?.(held.fields) ?? initial };
      keptAt = undefined;
      unsaved = false;
      isKept = true;
      shown.trouble(undefined);
      if (isEmpty(rest)) show(nothing);
      else change(rest);
    },
    /** Begins to read and to listen; gives the way to end, which saves. */
    open(): () => void {
      void read();
      openDrafts.add(settled);
      window.addEventListener('pagehide', save);
      const unlisten = api.link.on('refreshed', ({ system: topic }) => {
        if (topic === 'drafts') void read();
      });
      return () => {
        openDrafts.delete(settled);
        window.removeEventListener('pagehide', save);
        unlisten();
        save();
      };
    },
  };
};

const discard = async (key: string) => {
  const answer = await api.drafts.discard({ key });
  return answer.ok ? { ok: true as const, value: undefined } : answer;
};

const isBare = (value: unknown): boolean =>
  value === undefined || value === '' || value === false || (Array.isArray(value) && value.length === 0);

/** Characters of all texts in it. */
const textLength = (fields: object): number => {
  let length = 0;
  JSON.stringify(fields, (_, value: unknown) => {
    if (typeof value === 'string') length += value.length;
    return value;
  });
  return length;
};
