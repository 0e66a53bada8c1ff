import { type KeyboardEvent, useCallback, useState } from 'react';
import type { MailFolder, MailSummary } from '../../../contracts/domain/mail.ts';
import type { Result } from '../../../contracts/result.ts';
import { api } from '../../api.ts';
import { give } from '../../give.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';
import { strings } from '../../strings/index.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import { nameOf } from './FolderMenu.tsx';
import { type Filed, type FilingAct, isErasing, isOffered, moveTo, targetOf } from './filing.ts';
import { answerKey, type Beginning, beginningOf } from './location.ts';
import type { JustDone } from './UndoBar.tsx';

/** What the officer can do with the messages of a folder. */
export interface MailActs {
  readonly here: MailFolder;
  readonly folders: readonly MailFolder[];
  readonly write: () => void;
  readonly answer: (how: Beginning, id: string) => void;
  readonly act: (act: FilingAct, message: Filed) => void;
  readonly move: (message: Filed, path: string) => void;
}

/** What the pane has to say of the last act: it can be undone, it failed, or it wants a second word. */
export interface ActsTold {
  readonly just: JustDone | undefined;
  readonly failed: ErrorCode | undefined;
  /** To be deleted for good, if the officer says so. */
  readonly erasing: Filed | undefined;
  readonly offer: (just: JustDone | undefined) => void;
  readonly fail: (code: ErrorCode | undefined) => void;
  readonly ask: (message: Filed | undefined) => void;
}

export const useActsTold = (): ActsTold => {
  const [just, setJust] = useState<JustDone>();
  const [failed, setFailed] = useState<ErrorCode>();
  const [erasing, setErasing] = useState<Filed>();
  const offer = useCallback((next: JustDone | undefined): void => {
    setFailed(undefined);
    setErasing(undefined);
    setJust(next);
  }, []);
  return { just, failed, erasing, offer, fail: setFailed, ask: setErasing };
};

/** `open`: the message that is open, which closes when it goes elsewhere. */
export const useMailActs = (
  { here, folders, open }: Pick<MailActs, 'here' | 'folders'> & { readonly open: string | undefined },
  { offer, fail, ask }: ActsTold,
): MailActs => {
  const { go } = useWorkspace();
  const filed = async (message: Filed, to: MailFolder): Promise<void> => {
    if (to.path === here.path) return;
    const answer = await moveTo(message, to);
    if (!answer.ok) return fail(answer.code);
    offer({ outboxId: answer.value.outboxId, words: strings.letter.undo.moved(nameOf(to)) });
    if (message.id === open) go({ pane: 'mail', folder: here.path });
  };
  const mark = async (given: Promise<Result<unknown, ErrorCode>>): Promise<void> => {
    const answer = await given;
    fail(answer.ok ? undefined : answer.code);
  };
  return {
    ...{ here, folders },
    write: () => go({ pane: 'mail', form: { draft: crypto.randomUUID() } }),
    answer: (how, id) => void draftOf(how, id).then((draft) => go({ pane: 'mail', form: { draft, about: id } })),
    act(act, message) {
      if (!isOffered(act, here, folders)) return;
      if (act === 'flag') return void mark(give('mail', 'mail.setFlagged', { flagged: !message.flagged }, { itemId: message.id }));
      if (act === 'unread') return void mark(give('mail', 'mail.setSeen', { seen: false }, { itemId: message.id }));
      if (act === 'delete' && isErasing(here, folders)) return ask(message);
      const to = targetOf(act, folders);
      if (to !== undefined) void filed(message, to);
    },
    move(message, path) {
      const to = folders.find((folder) => folder.path === path);
      if (to !== undefined) void filed(message, to);
    },
  };
};

/** The draft that answers a message in that way: also the one that was begun while it lay in another folder. */
const draftOf = async (how: Beginning, id: string): Promise<string> => {
  const kept = await api.drafts.list(null);
  const begun = kept.ok ? kept.value.drafts.find(({ key, itemId }) => itemId === id && beginningOf(key)?.how === how) : undefined;
  return begun?.key ?? answerKey(how, id);
};

const FILING_KEYS: Readonly<Record<string, FilingAct>> = { e: 'archive', delete: 'delete', g: 'flag', u: 'unread' };
const ANSWER_KEYS: Readonly<Record<string, Beginning>> = { r: 'reply', a: 'replyAll', f: 'forward' };

/**
 * The keys of the list and of the message, while one of the two has the focus (WCAG 2.1.4): on the row that has it, else on the message that
 * is open. `row`: the message of a row of the list.
 */
export const pressedKey = (
  event: KeyboardEvent<HTMLElement>,
  { answer, act, write, here }: MailActs,
  { open, row }: { readonly open: MailSummary | undefined; readonly row: (index: number) => MailSummary | undefined },
): void => {
  const target = event.target;
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey || !(target instanceof Element)) return;
  if (target.closest('input, textarea, dialog, [role=menu]') !== null) return;
  const key = event.key.toLowerCase();
  const index = target.closest('[data-index]')?.getAttribute('data-index');
  const message = index === null || index === undefined ? open : row(Number(index));
  const done = (): void => event.preventDefault();
  if (key === 'n') {
    done();
    write();
    return;
  }
  if (message === undefined) return;
  const how = ANSWER_KEYS[key];
  const which = key === 'j' ? (here.special === 'junk' ? 'notJunk' : 'junk') : FILING_KEYS[key];
  if (how !== undefined) {
    done();
    answer(how, message.id);
  } else if (which !== undefined) {
    done();
    act(which, message);
  } else if (key === 'v') {
    done();
    event.currentTarget.querySelector<HTMLElement>('[data-move] button')?.click();
  }
};
