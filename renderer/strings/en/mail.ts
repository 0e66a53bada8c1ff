import type { MailFolder } from '../../../contracts/domain/mail.ts';

import { count } from '../count.ts';
import { mailVerdict } from './mail-verdict.ts';

export const mail = {
  verdict: mailVerdict,
  badge: (unread: number) => `${unread} unread`,
  label: 'Messages',
  folders: 'Folders',
  folder: (name: string) => `Folders, ${name} is shown`,
  special: {
    inbox: 'Inbox',
    sent: 'Sent',
    drafts: 'Drafts',
    junk: 'Junk',
    trash: 'Deleted',
    archive: 'Archive',
  } satisfies Readonly<Record<NonNullable<MailFolder['special']>, string>>,
  show: 'Show',
  search: 'Search your mail',
  searchHelp: 'All folders on this laptop. from: to: subject: in: before: after: on: is:unread is:flagged has:attachment',
  searchUnclear: (typed: readonly string[]) =>
    `Not understood, so left out: ${typed.join(', ')}. A day is 18/05/2021, 18/05, today or yesterday; is: takes unread, read or flagged; has: takes attachment.`,
  atServer: {
    where: 'Where to look',
    here: 'On this laptop',
    there: 'At the server',
    mark: 'At the server',
    /** How the server's search stands. */
    stands: {
      offline: 'There is no signal, so the server cannot be asked. What is shown is from this laptop.',
      more: 'What is shown is from this laptop. The server is asked once three letters are typed.',
      loading: 'The server is asked. What is shown is from this laptop until it answers.',
      failed: 'The server did not answer. What is on this laptop is safe. Change what you look for to ask again.',
      ready: 'Found at the server beside what is on this laptop. It can be read and answered, and is not kept here.',
    },
    more: 'There is more at the server. Type more of what you look for, or name a folder with in:',
    nothing: 'The server found nothing beside what is on this laptop.',
    onlyRead: 'This message is at the server alone. You can read, answer or forward it; it is filed in its folder at the station.',
  },
  searchMany: 'Many messages have these words, and not all were looked at. Type more of what you look for.',
  nothingFound: ['No message found', 'Only messages on this laptop were looked through. Older ones are at HQ.'],
  searchEnd: 'Show the folder',
  filters: { all: 'All', unread: 'Unread', flagged: 'Flagged' },
  loading: 'Opening your mail from this laptop',
  loadingMessage: 'Opening the message',
  unread: 'Unread',
  flagged: 'Flagged',
  attachment: 'Has attachment',
  sensitive: 'O-S',
  sensitiveLong: 'OFFICIAL-SENSITIVE',
  noSender: 'Sender unknown',
  /** In the lists of sent mail and of drafts. */
  toWhom: (names: string | undefined) => (names === undefined ? 'No recipient named' : `To ${names}`),
  sentBy: (name: string) => `From ${name}`,
  noSubject: 'No subject',
  empty: {
    all: ['No messages here', 'New ones appear here as they come.'],
    unread: ['All read', 'Nothing in this folder waits for you.'],
    flagged: ['Nothing flagged', 'Messages that you flag appear here.'],
  },
  noDraftsThere: ['No drafts at the mail server', 'What you begin here is kept on this laptop, with what is unsent.'],
  draftsHere: (number: number) => `${count(number, 'draft')} on this laptop`,
  showAll: 'Show all',
  noFolders: ['No mail on this laptop yet', 'It comes by itself with signal.'],
  choose: 'Choose a message',
  chooseLead: 'It opens here. Up and Down move in the list, Enter opens.',
  /** Several messages at once. */
  picked: {
    begin: 'Choose several',
    /** `conversations`: of how many all that the list has are among them. */
    number: (number: number, conversations: number) => {
      if (number === 0) return 'Choose messages by their boxes, or with Shift and the arrow keys.';
      const chosen = `${count(number, 'message')} chosen`;
      return conversations === 0 ? `${chosen}.` : `${chosen}, with all of ${count(conversations, 'conversation')} in this list.`;
    },
    full: 'There are more: these are the first of them.',
    tools: 'What you can do with the chosen messages',
    all: 'Choose all',
    end: 'Choose none',
    read: 'Read',
  },
  listedBy: {
    label: 'How mail is listed',
    button: (how: string) => `How mail is listed: ${how}`,
    conversations: 'Conversations',
    messages: 'Single messages',
  },
  conversation: {
    number: (number: number) => count(number, 'message'),
    unread: (number: number) => `${number} unread`,
    title: (number: number) => `${count(number, 'message')} in this conversation`,
    more: (shown: number) => `The newest ${shown} are listed.`,
    here: 'Open below',
  },
  to: 'To',
  cc: 'Copy to',
  others: (number: number) => `${number} more`,
  markUnread: 'Mark unread',
  asText: 'As text',
  asSent: 'As sent',
  text: 'Message text',
  remoteBlocked: 'Pictures from outside were not fetched.',
  remoteBlockedWhy: 'Fetching them would tell the sender that you read this, and where.',
  cut: 'This message is too large to show whole here.',
  cutWhy: 'Its beginning is shown. Read the rest at the station.',
  damaged: 'Part of this message could not be read.',
  damagedWhy: 'What could be read is shown.',
  replyTo: (address: string) => `Answers go to ${address}`,
  attachments: (number: number) => (number === 1 ? '1 attachment' : `${number} attachments`),
  attachmentName: 'No name',
  /** After a size. */
  notOpenedHere: 'opens at the station',
  noText: 'This message has no text.',
  closed: 'What is in this message is closed to you.',
  notSigned: 'What arrived is not what was signed',
  staysClosed: 'stays closed',
  ago: (length: string) => `${length} ago`,
} as const;
