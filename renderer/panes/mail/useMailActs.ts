import { type KeyboardEvent, useCallback, useState } from 'react';
import type { MailFolder, MailSummary } from '../../../contracts/domain/mail.ts';
import { fail } from '../../../contracts/result.ts';
import { api } from '../../api.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';
import { strings } from '../../strings/index.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import { nameOf } from './FolderMenu.tsx';
import { type Filed, type FilingAct, giveEach, isErasing, isFlagging, isMarkingRead, isOffered, targetOf } from './filing.ts';
import type { Listed } from './listed.ts';
import { answerKey, type Beginning, beginningOf } from './location.ts';
import type { JustDone } from './UndoBar.tsx';
import type { Picked } from './usePicked.ts';

/** What the officer can do with the messages of a folder. */
export interface MailActs {
  readonly here: MailFolder;
  readonly folders: readonly MailFolder[];
  readonly write: () => void;
  readonly answer: (how: Beginning, id: string) => void;
  readonly act: (act: FilingAct, messages: readonly Filed[]) => void;
  readonly move: (messages: readonly Filed[], path: string) => void;
}

/** What the pane has to say of the last act: it can be undone, it failed, or it wants a second word. */
export interface ActsTold {
  readonly just: JustDone | undefined;
  readonly failed: ErrorCode | undefined;
  /** To be deleted for good, if the officer says so. */
  readonly erasing: readonly Filed[] | undefined;
  readonly offer: (just: JustDone | undefined) => void;
  readonly fail: (code: ErrorCode | undefined) => void;
  readonly ask: (messages: readonly Filed[] | undefined) => void;
}

export const useActsTold = (): ActsTold => {
  const [just, setJust] = useState<JustDone>();
  const [failed, setFailed] = useState<ErrorCode>();
  const [erasing, setErasing] = useState<readonly Filed[]>();
  const offer = useCallback((next: JustDone | undefined): void => {
    setFailed(undefined);
    setErasing(undefined);
    setJust(next);
  }, []);
  return { just, failed, erasing, offer, fail: setFailed, ask: setErasing };
};

/** `open`: the message that is open, which closes when it goes elsewhere. `done`: what was chosen has been moved. */
export const useMailActs = (
  { here, folders, open, done }: Pick<MailActs, 'here' | 'folders'> & { readonly open: string | undefined; readonly done: () => void },
  { offer, fail, ask }: ActsTold,
): MailActs => {
  const { go } = useWorkspace();
  const filed = async (messages: readonly Filed[], to: MailFolder): Promise<void> => {
    if (to.path === here.path) return;
    const { outboxIds, code } = await giveEach('mail.move', messages, { to: to.path });
    done();
    if (outboxIds.length === 0) return fail(code);
    const { moved, movedSome, movedAll } = strings.letter.undo;
    const words =
      code !== undefined
        ? movedSome(outboxIds.length, messages.length, nameOf(to), strings.errors.codes[code].what)
        : messages.length === 1
          ? moved(nameOf(to))
          : movedAll(messages.length, nameOf(to));
    offer({ outboxIds, words });
    if (messages.some(({ id }) => id === open)) go({ pane: 'mail', folder: here.path });
  };
  return {
    ...{ here, folders },
    write: () => go({ pane: 'mail', form: { draft: crypto.randomUUID() } }),
    answer: (how, id) => void draftOf(how, id).then((draft) => go({ pane: 'mail', form: { draft, about: id } })),
    act(act, messages) {
      if (!isOffered(act, here, folders) || messages.length === 0) return;
      if (act === 'flag')
        return void giveEach('mail.setFlagged', messages, { flagged: isFlagging(messages) }).then(({ code }) => fail(code));
      if (act === 'unread')
        return void giveEach('mail.setSeen', messages, { seen: isMarkingRead(messages) }).then(({ code }) => fail(code));
      if (act === 'delete' && isErasing(here, folders)) return ask(messages);
      const to = targetOf(act, folders);
      if (to !== undefined) void filed(messages, to);
    },
    move(messages, path) {
      const to = folders.find((folder) => folder.path === path);
      if (to !== undefined) void filed(messages, to);
    },
  };
};

/** The draft that answers a message in that way: also the one that was begun while it lay in another folder. */
const draftOf = async (how: Beginning, id: string): Promise<string> => {
  const kept = await api.drafts.list(null).catch(() => fail('Internal'));
  const begun = kept.ok ? kept.value.drafts.find(({ key, itemId }) => itemId === id && beginningOf(key)?.how === how) : undefined;
  return begun?.key ?? answerKey(how, id);
};

const FILING_KEYS: Readonly<Record<string, FilingAct>> = { e: 'archive', delete: 'delete', g: 'flag', u: 'unread' };
const ANSWER_KEYS: Readonly<Record<string, Beginning>> = { r: 'reply', a: 'replyAll', f: 'forward' };

/**
 * The keys of the list and of the message, while one of the two has the focus (WCAG 2.1.4): on the row that has it, else on the message that
 * is open; where several are chosen, on all of those, and on a conversation with all of it. `row`: a row of the list; `opened`: the message of
 * it that is open, or would be; `whole`: its messages; `unfold`: shows those of a conversation.
 */
export const pressedKey = (
  event: KeyboardEvent<HTMLElement>,
  { answer, act, write, here: folder }: MailActs,
  {
    open,
    row,
    opened,
    whole,
    unfold,
    picked,
  }: {
    readonly open: MailSummary | undefined;
    readonly row: (index: number) => Listed | undefined;
    readonly opened: (row: Listed) => string;
    readonly whole: (row: Listed) => Promise<readonly MailSummary[]>;
    readonly unfold: (row: Listed, whether: boolean) => boolean;
    readonly picked: Picked;
  },
): void => {
  const target = event.target;
  if (pressedPicking(event, picked)) return;
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey || !(target instanceof Element)) return;
  if (target.closest('input:not([type=checkbox]), textarea, [contenteditable], dialog, [role=menu]') !== null) return;
  const key = event.key.toLowerCase();
  const index = target.closest('[data-index]')?.getAttribute('data-index');
  const here = index === null || index === undefined ? undefined : row(Number(index));
  const message = here === undefined ? open : here.message;
  const done = (): void => event.preventDefault();
  if (key === 'n') {
    done();
    write();
    return;
  }
  if (key === 'arrowright' || key === 'arrowleft') {
    if (here !== undefined && unfold(here, key === 'arrowright')) done();
    return;
  }
  if (message === undefined) return;
  const how = ANSWER_KEYS[key];
  const which = key === 'j' ? (folder.special === 'junk' ? 'notJunk' : 'junk') : FILING_KEYS[key];
  if (how !== undefined) {
    done();
    answer(how, here === undefined ? message.id : opened(here));
  } else if (which !== undefined && message.atServer !== true) {
    done();
    const rest = (): Promise<readonly MailSummary[]> => (here === undefined ? Promise.resolve([message]) : whole(here));
    const chosen = picked.picking.on ? picked.settled() : Promise.resolve([]);
    void chosen.then(async (several) => act(which, several.length > 0 ? several : await rest()));
  } else if (key === 'v' && message.atServer !== true && folder.readOnly !== true) {
    done();
    const isOther = here !== undefined && (here.conversation !== undefined || here.message.id !== open?.id);
    if (isOther && picked.messages.length === 0) picked.move(here);
    else event.currentTarget.querySelector<HTMLElement>('[data-move] button')?.click();
  }
};

/** Ctrl+A in the list chooses all of it, Esc none; whether it was one of these. */
const pressedPicking = (event: KeyboardEvent<HTMLElement>, { picking, all, end }: Picked): boolean => {
  const inList = event.target instanceof Element && event.target.closest('[data-index]') !== null;
  const isAll = inList && event.ctrlKey && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'a';
  const isEnd = picking.on && event.key === 'Escape' && !event.defaultPrevented;
  if (!isAll && !isEnd) return false;
  event.preventDefault();
  event.stopPropagation();
  if (isAll) all();
  else end();
  return true;
};
