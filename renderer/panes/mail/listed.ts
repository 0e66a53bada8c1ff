import type { MailConversation, MailFolder, MailSummary } from '../../../contracts/domain/mail.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { api } from '../../api.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';

export type Filter = 'all' | 'unread' | 'flagged';

/** A page of a folder, of its messages or its conversations, or of what was found: then whether there may be more. */
export interface MailPage {
  readonly rows: readonly (MailSummary | MailConversation)[];
  readonly total: number;
  readonly asOf?: string | undefined;
  readonly more?: boolean;
}

/** A row of the list: a message alone, a conversation of several, or a message of one that is unfolded. */
export interface Listed {
  readonly key: string;
  /** Of a conversation its newest. */
  readonly message: MailSummary;
  /** Its place among rows of which none is unfolded. */
  readonly place: number;
  readonly conversation?: MailConversation;
  readonly unfolded?: boolean;
  /** Of a message within a conversation: the conversation, and how many rows before this one it stands. */
  readonly within?: { readonly conversation: number; readonly rows: number };
}

export const conversationKey = (conversation: number): string => `conversation ${conversation}`;

export const isConversation = (message: MailSummary): message is MailConversation => 'conversation' in message;

/** A row of the list that is a message alone, or a conversation of several. */
export const listedOf = (message: MailSummary, place: number): Listed =>
  isConversation(message) && message.number > 1
    ? { key: conversationKey(message.conversation), message, place, conversation: message }
    : { key: message.id, message, place };

/** Messages of rows, each once; and of the conversations among them that are here whole, which messages are whose. */
export interface Taken {
  readonly messages: readonly MailSummary[];
  /** By the keys of their rows. */
  readonly whole: ReadonlyMap<string, readonly string[]>;
  /** A conversation has more messages than are given at once. */
  readonly more: boolean;
}

/** The messages of some rows, a conversation's too, which are asked for: of very many the newest. Never rejects. */
export const messagesOf = async (rows: readonly Listed[], folder: MailFolder, filter: Filter): Promise<Result<Taken, ErrorCode>> => {
  const conversations = rows.flatMap(({ conversation }) => (conversation === undefined ? [] : [conversation]));
  if (conversations.length === 0) return ok({ messages: rows.map(({ message }) => message), whole: new Map(), more: false });
  const numbers = conversations.map(({ conversation }) => conversation);
  const answer = await membersOf(folder, filter, numbers, 0);
  if (!answer.ok) return answer;
  const { rows: found, total } = answer.value;
  const membersIn = (one: number): readonly MailSummary[] => found.filter(({ conversation }) => conversation === one);
  const taken = rows.flatMap(({ message, conversation }) =>
    conversation === undefined ? [message] : membersIn(conversation.conversation),
  );
  const whole = conversations
    .map(({ conversation, number }) => ({ key: conversationKey(conversation), ids: membersIn(conversation).map(({ id }) => id), number }))
    .filter(({ ids, number }) => ids.length > 0 && ids.length === number);
  return ok({
    messages: [...new Map(taken.map((message) => [message.id, message])).values()],
    whole: new Map(whole.map(({ key, ids }) => [key, ids])),
    more: total > found.length,
  });
};

/** All messages of a conversation in the folder, however many, newest first. NotFound: there is none any more. Never rejects. */
export const wholeOf = async (
  { conversation }: MailConversation,
  folder: MailFolder,
  filter: Filter,
): Promise<Result<readonly MailSummary[], ErrorCode>> => {
  const messages = new Map<string, MailSummary>();
  for (let offset = 0, all = 1; offset < all; ) {
    const page = await membersOf(folder, filter, [conversation], offset);
    if (!page.ok) return page;
    const { rows, total } = page.value;
    for (const message of rows) messages.set(message.id, message);
    if (rows.length === 0) break;
    offset += rows.length;
    all = total;
  }
  return messages.size === 0 ? fail('NotFound') : ok([...messages.values()]);
};

const membersOf = (folder: MailFolder, filter: Filter, conversations: number[], offset: number) =>
  api.mail.ofConversations({ folder: folder.path, filter, conversations, offset }).catch(() => fail('Internal'));
