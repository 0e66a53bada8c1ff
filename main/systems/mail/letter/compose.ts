import MimeNode from 'nodemailer/lib/mime-node';
import type { z } from 'zod';
import type { Mailbox } from '../../../../contracts/domain/mail.ts';
import type { Commands } from '../../../../contracts/systems/index.ts';
import { cleanLine } from '../text.ts';
import { flowed } from './flowed.ts';

export type Letter = z.output<Commands['mail']['mail.send']>;

/** What the letter of a command is called by all servers: the same however often it is sent. */
export const letterId = (key: string, { address }: Mailbox): string => `<${key}@${address.slice(address.indexOf('@') + 1)}>`;

/** Everybody to whom it goes, each once: the envelope. */
export const recipientsOf = ({ to, cc, bcc }: Letter): readonly string[] => [
  ...new Map([...to, ...cc, ...bcc].map(({ address }) => [address.toLowerCase(), address])).values(),
];

/**
 * The letter as it is transmitted (RFC 5322): its marking in the subject and in a field of its own, text/plain in lines that flow (RFC 3676).
 * Whoever is written to blindly is not in it. The same bytes for the same letter but for white space: nodemailer writes the fields, so that
 * no line end in any value begins another.
 */
export const composeLetter = async (letter: Letter, from: Mailbox, messageId: string): Promise<Uint8Array> => {
  const node = new MimeNode('text/plain; charset=utf-8; format=flowed', { disableFileAccess: true, disableUrlAccess: true });
  node.setHeader({
    from: [named(from)],
    to: letter.to.map(named),
    cc: letter.cc.map(named),
    subject: line(`[${letter.marking}] ${letter.subject}`),
    date: new Date(letter.at).toUTCString().replace(/GMT$/, '+0000'),
    'message-id': messageId,
    'x-protective-marking': letter.marking,
    ...(letter.inReplyTo === undefined ? {} : { 'in-reply-to': letter.inReplyTo, references: letter.inReplyTo }),
  } as never);
  node.setContent(flowed(letter.text));
  return node.build();
};

const named = ({ name, address }: Mailbox) => ({ name: line(name), address });

/** Longest line of words in a header field. */
const LINE_LENGTH = 1000;
const line = (text: string): string => cleanLine(text, LINE_LENGTH);
