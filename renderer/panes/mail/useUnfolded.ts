import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { MailFolder, MailSummary } from '../../../contracts/domain/mail.ts';
import { api } from '../../api.ts';
import { answerOf } from '../../hooks/queries.ts';
import type { Paged, Pages } from '../../hooks/usePages.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';
import { type Filter, isConversation, type Listed, listedOf, type MailPage } from './listed.ts';

/** New mail moves a conversation down the list: it is looked for as far as this from where it was. */
const MOVED_ROWS = 200;

type UnfoldedRows = Omit<Paged<MailPage>, 'row'> & { readonly row: (index: number) => Listed | undefined };

/** The list with what is unfolded in it. */
export interface Unfolded {
  readonly pages: Pages<UnfoldedRows, ErrorCode>;
  readonly unfold: (row: Listed) => void;
  readonly fold: (conversation: number) => void;
  /** A message within an unfolded conversation: within any, or within this one. */
  readonly within: (id: string, conversation?: number) => MailSummary | undefined;
}

/** A conversation that is unfolded: its place among the rows, and its messages, newest first. */
interface Span {
  readonly conversation: number;
  readonly place: number;
  readonly messages: readonly MailSummary[];
}

/** Under each conversation that the officer unfolds stand its messages, as rows of the same list. */
export const useUnfolded = (pages: Pages<Paged<MailPage>, ErrorCode>, folder: MailFolder, filter: Filter): Unfolded => {
  const list = pages.state.kind === 'ready' ? pages.state.value : undefined;
  const [state, setState] = useState<{ readonly list: string; readonly places: ReadonlyMap<number, number> }>();
  const key = list?.key ?? '';
  const places = state?.list === key ? state.places : new Map<number, number>();
  const numbers = [...places.keys()];
  const answers = useQueries({
    queries: numbers.map((conversation) => ({
      queryKey: ['mail.ofConversations', folder.path, filter, conversation],
      queryFn: () => answerOf(() => api.mail.ofConversations({ folder: folder.path, filter, conversations: [conversation] })),
      meta: { topics: ['mail' as const] },
    })),
  });
  const spans: readonly Span[] =
    list === undefined
      ? []
      : numbers
          .flatMap((conversation, index) => {
            const place = placeOf(list, conversation, places.get(conversation) ?? 0);
            const messages = answers[index]?.data?.rows ?? [];
            return place === undefined ? [] : [{ conversation, place, messages }];
          })
          .toSorted((one, other) => one.place - other.place);

  const row = (index: number): Listed | undefined => {
    const at = locate(spans, index);
    const here = list?.row(at.place);
    if (here === undefined) return undefined;
    if (at.within !== undefined) {
      const { message, conversation, rows } = at.within;
      return { key: message.id, message, place: at.place, within: { conversation, rows } };
    }
    const listed = listedOf(here, at.place);
    return listed.conversation === undefined ? listed : { ...listed, unfolded: places.has(listed.conversation.conversation) };
  };
  const shown = (of: Paged<MailPage>): UnfoldedRows => ({
    ...of,
    total: of.total + spans.reduce((sum, { messages }) => sum + messages.length, 0),
    row,
    seen: (first, last) => of.seen?.(locate(spans, first).place, locate(spans, last).place),
  });
  const { state: stands } = pages;
  return {
    pages: {
      ...pages,
      state:
        stands.kind === 'ready'
          ? { kind: 'ready', value: shown(stands.value) }
          : stands.kind === 'failed'
            ? { kind: 'failed', code: stands.code }
            : stands,
    },
    unfold({ conversation, place }) {
      if (conversation !== undefined) setState({ list: key, places: new Map([...places, [conversation.conversation, place]]) });
    },
    fold: (conversation) => setState({ list: key, places: new Map([...places].filter(([one]) => one !== conversation)) }),
    within: (id, conversation) =>
      spans
        .filter((span) => conversation === undefined || span.conversation === conversation)
        .flatMap(({ messages }) => messages)
        .find((one) => one.id === id),
  };
};

/** The Right arrow unfolds a conversation, the Left arrow folds it. Whether there was anything to do. */
export const unfoldByKey = (row: Listed, right: boolean, { unfold, fold }: Pick<Unfolded, 'unfold' | 'fold'>): boolean => {
  const { conversation, unfolded = false } = row;
  if (conversation === undefined || unfolded === right) return false;
  if (right) unfold(row);
  else fold(conversation.conversation);
  return true;
};

/** Where a conversation stands now that stood there when it was unfolded; undefined where it is in none of the rows that are here. */
const placeOf = ({ row }: Paged<MailPage>, conversation: number, before: number): number | undefined => {
  for (let away = 0; away <= MOVED_ROWS; away += 1)
    for (const place of [before + away, before - away]) {
      const here = place < 0 ? undefined : row(place);
      if (here !== undefined && isConversation(here) && here.conversation === conversation) return place;
    }
  return undefined;
};

/** What stands in a row: the place of a message or conversation among those of the list, or with that a message within it. */
const locate = (
  spans: readonly Span[],
  index: number,
): {
  readonly place: number;
  readonly within?: { readonly message: MailSummary; readonly conversation: number; readonly rows: number };
} => {
  let before = 0;
  for (const { conversation, place, messages } of spans) {
    const inside = index - before - place - 1;
    if (inside < 0) break;
    const message = messages[inside];
    if (message !== undefined) return { place, within: { message, conversation, rows: inside + 1 } };
    before += messages.length;
  }
  return { place: index - before };
};
