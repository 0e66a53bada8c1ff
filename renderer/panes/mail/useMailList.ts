import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MailFolder, MailSummary } from '../../../contracts/domain/mail.ts';
import { readMailQuery } from '../../../contracts/domain/mail-query.ts';
import type { Fetched } from '../../../contracts/ipc/fetched.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { api } from '../../api.ts';
import { type Loaded, useAsk } from '../../hooks/useAsk.ts';
import { useDebounced } from '../../hooks/useDebounced.ts';
import { usePages } from '../../hooks/usePages.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';
import type { Filter, MailPage } from './listed.ts';
import type { ListedBy } from './useListedBy.ts';
import { useUnfolded } from './useUnfolded.ts';

/** A pause in typing before the laptop looks: it takes a few milliseconds, and each answer draws the list. */
const SEARCH_REST_MS = 80;
/** Limit of contracts/ipc/mail.ts. */
const SEARCH_LENGTH = 300;

/** How the search at the server stands. */
export type ServerSearch = Loaded<{ readonly rows: readonly MailSummary[]; readonly more: boolean }, ErrorCode>;

/** A longer pause before the server is asked: on a thin link it has better to do than to look for half a word. */
const SERVER_REST_MS = 800;
/** Fewer letters are in half of all messages. */
const SERVER_LENGTH = 3;

/** Where it is looked for: on this laptop, or at the mail server. */
export type Where = 'here' | 'server';

/**
 * The messages of a folder, or its conversations, or while something is typed the messages of all folders that have it: of this laptop, or
 * with `where` those that the server found beside them. `first`: the first of these, whether they are here or not. `find`: a message that is in
 * a row that is here. `marked`: the words that were looked for. `atServer`: how the server's search stands; undefined while it is not asked.
 */
export const useMailList = (folder: MailFolder, filter: Filter, by: ListedBy, offline: boolean) => {
  const client = useQueryClient();
  const [typed, setTyped] = useState('');
  const [chosen, setWhere] = useState<Where>('here');
  const text = useDebounced(typed.trim().slice(0, SEARCH_LENGTH), SEARCH_REST_MS);
  const searching = text !== '';
  const rested = useDebounced(text, SERVER_REST_MS);
  const asks = searching && !offline && rested === text && text.length >= SERVER_LENGTH;
  const server = useAsk(['mail.searchServer', asks ? text : ''], () => (asks ? api.mail.searchServer({ text }) : nothingAsked()));
  const where = searching ? chosen : 'here';
  const isAtServer = where === 'server' && asks;
  const { words, from, to, subject, notUnderstood } = readMailQuery(text);
  const call = (offset: number, limit: number) =>
    isAtServer
      ? pageOf(text, offset, limit)
      : searching
        ? api.mail.search({ text, offset, limit })
        : by === 'conversations'
          ? api.mail.conversations({ folder: folder.path, filter, offset, limit })
          : api.mail.list({ folder: folder.path, filter, offset, limit });
  const key = searching ? ['mail.search', isAtServer ? 'server' : 'here'] : ['mail.list', folder.path, filter, by];
  const pages = usePages<MailPage, ErrorCode>(key, searching ? { text } : {}, call, isAtServer ? {} : { topics: ['mail'] });
  const unfolded = useUnfolded(pages, folder, filter);
  const find = (id: string): MailSummary | undefined =>
    unfolded.within(id) ??
    client
      .getQueriesData<Fetched<MailPage>>({ queryKey: key })
      .flatMap(([, page]) => (page?.known ? page.value.rows : []))
      .find((one) => one.id === id);
  const first = async (limit: number): Promise<MailPage | undefined> => {
    const answer = await call(0, limit).catch(() => fail('Internal'));
    return answer.ok && answer.value.known ? answer.value.value : undefined;
  };
  const atServer: ServerSearch | undefined = asks ? server.state : undefined;
  return {
    ...unfolded,
    find,
    first,
    where,
    setWhere,
    atServer,
    typed,
    setTyped,
    searching,
    marked: [words, ...from, ...to, ...subject].join(' '),
    notUnderstood,
  };
};

const nothingAsked = async (): Promise<Result<{ readonly rows: MailSummary[]; readonly more: boolean }, ErrorCode>> =>
  ok({ rows: [], more: false });

/** The server's answer is one page: main looks once for the same words. */
const pageOf = async (text: string, offset: number, limit: number): Promise<Result<Fetched<MailPage>, ErrorCode>> => {
  const answer = await api.mail.searchServer({ text });
  if (!answer.ok) return answer;
  const { rows, more } = answer.value;
  return ok({ known: true, value: { rows: rows.slice(offset, offset + limit), total: rows.length, more } });
};
