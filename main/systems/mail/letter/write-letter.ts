import type { Mailbox } from '../../../../contracts/domain/mail.ts';
import { type ContentOf, composeLetter, type Letter, letterId } from './compose.ts';

/** A letter as it is before it is protected (RFC 5322), and what all servers call it. */
export interface WrittenLetter {
  readonly messageId: string;
  readonly message: Uint8Array;
}

/**
 * The letter of the command with this key. One that the card has signed is called by the signature's id and bears its time: the bytes are
 * those that were signed, whenever and however often they are made. Rejects as `contentOf` throws.
 */
export const writeLetter = async (letter: Letter, from: Mailbox, key: string, contentOf: ContentOf): Promise<WrittenLetter> => {
  const { id, at } = letter.signed ?? { id: key, at: letter.at };
  const messageId = letterId(id, from);
  return { messageId, message: await composeLetter({ ...letter, at }, from, messageId, contentOf) };
};
