import { z } from 'zod';
import { attachments } from '../domain/blob.ts';
import { instant } from '../domain/common.ts';
import { MAIL_RECIPIENTS } from '../domain/letter.ts';
import {
  letterSignature,
  mailbox,
  mailConversation,
  mailFolder,
  mailMessage,
  mailSummary,
  recipientState,
  sendableAddress,
} from '../domain/mail.ts';
import { mail as mailSystem } from '../systems/mail.ts';
import { defineDomain } from './define.ts';
import { fetched } from './fetched.ts';
import { page } from './page.ts';
import { pinBytes, signatureErrors } from './pin.ts';

const id = z.string().max(100);

/** As many as anybody reads through: for more one types more. */
export const FOUND_AT_SERVER = 100;
/** Of each kind. */
export const RECIPIENTS_FOUND = 8;
/** `officer`: of the force, with the station or team; else somebody who has written, as the latest message calls them. */
export const recipient = mailbox.extend({ officer: z.boolean(), about: z.string().max(300) });
export type Recipient = z.infer<typeof recipient>;

/** Messages of a conversation, or of several; how many there are in all is told. */
export const CONVERSATION_SHOWN = 200;
/** Of who wrote in a conversation: as many as a line has room for. */
export const CONVERSATION_NAMES = 6;
/** Conversations of which the messages are asked for at once. */
export const CONVERSATIONS_ASKED = 200;

/** What of a folder is listed. */
const listed = z.object({ folder: z.string().max(500), filter: z.enum(['all', 'unread', 'flagged']) });

/** A letter as its command has it, without what the laptop adds. */
const letter = mailSystem.commands['mail.send'].payload.omit({ from: true, signed: true, at: true });

export const mail = defineDomain({
  calls: {
    folders: { request: z.null(), response: fetched(z.array(mailFolder)), errors: [] },
    list: {
      request: listed.extend(page),
      response: fetched(z.object({ rows: z.array(mailSummary), total: z.number().int(), asOf: instant.optional() })),
      errors: ['NotFound'],
    },
    /** The same by conversations, each in the place of its newest message: of those of its messages that lie in the folder and are listed by the filter. */
    conversations: {
      request: listed.extend(page),
      response: fetched(z.object({ rows: z.array(mailConversation), total: z.number().int(), asOf: instant.optional() })),
      errors: ['NotFound'],
    },
    /** The messages of some conversations of such a list, newest first, from the one at `offset` on, and how many there are in all. */
    ofConversations: {
      request: listed.extend({
        conversations: z.array(z.number().int()).min(1).max(CONVERSATIONS_ASKED),
        offset: page.offset.optional(),
      }),
      response: z.object({
        rows: z.array(mailSummary.extend({ conversation: z.number().int() })).max(CONVERSATION_SHOWN),
        total: z.number().int().min(0),
      }),
      errors: [],
    },
    /**
     * Messages of all folders that are on this laptop, newest first, by what was typed (domain/mail-query.ts). `more`: of the many with these
     * words not all were looked at.
     */
    search: {
      request: z.object({ text: z.string().max(300), ...page }),
      response: fetched(z.object({ rows: z.array(mailSummary), total: z.number().int(), more: z.boolean() })),
      errors: [],
    },
    /**
     * What the mail server finds beside the laptop's own results, newest first: older messages, and words of those that are not here. One is
     * looked for at a time, another ends it. `more`: not all is shown, or not all folders were asked. NotHere: there is no signal, or the
     * server did not answer.
     */
    searchServer: {
      request: z.object({ text: z.string().max(300) }),
      response: z.object({ rows: z.array(mailSummary).max(FOUND_AT_SERVER), more: z.boolean() }),
      errors: ['NotHere'],
    },
    /** Whom a letter may go to, by the beginnings of the words of a name, a collar number or an address: the force's people first, then who has written. */
    recipients: { request: z.object({ text: z.string().max(100) }), response: z.array(recipient).max(2 * RECIPIENTS_FOUND), errors: [] },
    /**
     * What a letter to these would be protected by: whether policy has letters signed and encrypted unless their writer says otherwise, what it
     * has of their looks, and whether it can be encrypted to each of them, in their order.
     */
    protection: {
      request: z.object({ addresses: z.array(sendableAddress).max(3 * MAIL_RECIPIENTS) }),
      response: z.object({
        byPolicy: z.object({
          sign: z.boolean(),
          encrypt: z.boolean(),
          plainOnly: z.boolean().optional(),
          linkHosts: z.array(z.string().max(253)).max(100).optional(),
        }),
        recipients: z.array(z.object({ address: z.string().max(254), state: recipientState })).max(3 * MAIL_RECIPIENTS),
      }),
      errors: [],
    },
    /**
     * Has the card's signature key (9C) sign a letter, which then goes by `mail.send` with this answer as `signed`. The PIN is asked for each
     * signature, and zeroed. NotAllowed: HQ knows no address of the officer's. FileNotHere: it is on
     * another laptop.
     */
    sign: {
      request: z.object({ letter, pin: pinBytes }),
      response: letterSignature,
      errors: ['NotAllowed', 'Malformed', 'FileNotHere', ...signatureErrors],
    },
    /** Reads one message whole, from this laptop, else from HQ. NotHere: it is not on this laptop and there is no signal. */
    message: { request: z.object({ id }), response: mailMessage, errors: ['NotFound', 'NotHere'] },
    /** What belongs together with a message by what each answers, itself among them, newest first, from all folders on this laptop. */
    conversation: {
      request: z.object({ id }),
      response: z.object({ rows: z.array(mailSummary).max(CONVERSATION_SHOWN), total: z.number().int().min(0) }),
      errors: [],
    },
    /** The folder in which a message stands; none of one that is not there. */
    folderOf: { request: z.object({ id }), response: z.object({ folder: z.string().max(500).optional() }), errors: [] },
    /**
     * Keeps a message's attachments on this laptop for a letter that forwards it, as if they had been attached to that. `leftOut`: names of
     * those that it cannot carry. Of a message that was changed after it was signed, or is encrypted, there are none. Errors as above; NotHere also
     * where it is too much to be read whole.
     */
    keepFiles: {
      request: z.object({ id }),
      response: z.object({ attachments, leftOut: z.array(z.string().max(300)).max(200) }),
      errors: ['NotFound', 'NotHere'],
    },
  },
  events: {},
});
