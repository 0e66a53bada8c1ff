import { useState } from 'react';
import type { MailFolder, MailSummary } from '../../../contracts/domain/mail.ts';
import { readMailQuery } from '../../../contracts/domain/mail-query.ts';
import { api } from '../../api.ts';
import { useDebounced } from '../../hooks/useDebounced.ts';
import { usePages } from '../../hooks/usePages.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';

export type Filter = 'all' | 'unread' | 'flagged';

/** A pause in typing before the laptop looks: it takes a few milliseconds, and each answer draws the list. */
const SEARCH_REST_MS = 80;
/** Limit of contracts/ipc/mail.ts. */
const SEARCH_LENGTH = 300;

/** A page of a folder, or of what was found: then whether there may be more. */
interface MailPage {
  readonly rows: MailSummary[];
  readonly total: number;
  readonly asOf?: string | undefined;
  readonly more?: boolean;
}

/** The messages of a folder, or while something is typed those of all folders that have it. `marked`: the words that were looked for. */
export const useMailList = (folder: MailFolder, filter: Filter) => {
  const [typed, setTyped] = useState('');
  const text = useDebounced(typed.trim().slice(0, SEARCH_LENGTH), SEARCH_REST_MS);
  const searching = text !== '';
  const { words, from, to, subject, notUnderstood } = readMailQuery(text);
  const pages = usePages<MailPage, ErrorCode>(
    searching ? ['mail.search'] : ['mail.list', folder.path, filter],
    searching ? { text } : {},
    (offset, limit) =>
      searching ? api.mail.search({ text, offset, limit }) : api.mail.list({ folder: folder.path, filter, offset, limit }),
    { topics: ['mail'] },
  );
  return { pages, typed, setTyped, searching, marked: [words, ...from, ...to, ...subject].join(' '), notUnderstood };
};
