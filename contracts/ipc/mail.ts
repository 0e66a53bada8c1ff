import { z } from 'zod';
import { attachments } from '../domain/blob.ts';
import { instant } from '../domain/common.ts';
import { MAIL_RECIPIENTS } from '../domain/letter.ts';
import { letterSignature, mailbox, mailFolder, mailMessage, mailSummary, recipientState, sendableAddress } from '../domain/mail.ts';
import { mail as mailSystem } from '../systems/mail.ts';
import { defineDomain } from './define.ts';
import { fetched } from './fetched.ts';

const id = z.string().max(100);

/** Of each kind. */
export const RECIPIENTS_FOUND = 8;
/** `officer`: of the force, with the station or team; else somebody who has written, as the latest message calls them. */
export const recipient = mailbox.extend({ officer: z.boolean(), about: z.string().max(300) });
export type Recipient = z.infer<typeof recipient>;

const pin = z.instanceof(Uint8Array).refine((p) => p.byteLength <= 64);
/** A letter as its command has it, without what the laptop adds. */
const letter = mailSystem.commands['mail.send'].payload.omit({ from: true, signed: true, at: true });

export const mail = defineDomain({
  calls: {
    folders: { request: z.null(), response: fetched(z.array(mailFolder)), errors: [] },
    list: {
      request: z.object({
        folder: z.string().max(500),
        filter: z.enum(['all', 'unread', 'flagged']),
        offset: z.number().int().min(0),
        limit: z.number().int().min(1).max(500),
      }),
      response: fetched(z.object({ rows: z.array(mailSummary), total: z.number().int(), asOf: instant.optional() })),
      errors: ['NotFound'],
    },
    /**
     * Messages of all folders that are on this laptop, newest first, by what was typed (domain/mail-query.ts). `more`: of the many with these
     * words not all were looked at.
     */
    search: {
      request: z.object({ text: z.string().max(300), offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) }),
      response: fetched(z.object({ rows: z.array(mailSummary), total: z.number().int(), more: z.boolean() })),
      errors: [],
    },
    /** Whom a letter may go to, by the beginnings of the words of a name, a collar number or an address: the force's people first, then who has written. */
    recipients: { request: z.object({ text: z.string().max(100) }), response: z.array(recipient).max(2 * RECIPIENTS_FOUND), errors: [] },
    /**
     * What a letter to these would be protected by: whether policy has letters signed and encrypted unless their writer says otherwise, and
     * whether it can be encrypted to each of them, in their order.
     */
    protection: {
      request: z.object({ addresses: z.array(sendableAddress).max(3 * MAIL_RECIPIENTS) }),
      response: z.object({
        byPolicy: z.object({ sign: z.boolean(), encrypt: z.boolean() }),
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
      request: z.object({ letter, pin }),
      response: letterSignature,
      errors: [
        'NotAllowed',
        'Malformed',
        'FileNotHere',
        'PinIncorrect',
        'PinFinalTry',
        'PinBlocked',
        'PinLength',
        'CardRemoved',
        'CardFault',
        'NoSignatureKey',
      ],
    },
    /** Reads one message whole, from this laptop, else from HQ. NotHere: it is not on this laptop and there is no signal. */
    message: { request: z.object({ id }), response: mailMessage, errors: ['NotFound', 'NotHere'] },
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
