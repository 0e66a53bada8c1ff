import { commandContract } from '../../../contracts/systems/index.ts';
import type { Store } from '../../store/store.ts';
import type { OutgoingItem } from '../../sync/dispatch.ts';
import type { CommandAnswer } from '../../sync/services.ts';
import { MailError } from './errors.ts';
import { fileMessage, isFiling } from './filing/file.ts';
import { type LetterPorts, sendLetter } from './letter/send-letter.ts';
import { refused } from './reasons.ts';
import type { MailService } from './service.ts';

export interface MailSenderOptions {
  readonly store: Store;
  readonly service: MailService;
  /** The force's submission server; without it letters wait. */
  readonly submission?: LetterPorts['submission'] | undefined;
  readonly encryption?: LetterPorts['encryption'];
}

const NEVER = new AbortController().signal;

/**
 * Carries one mail command of the outbox to the servers. May be repeated: what is so already is done, and no letter goes twice. `unknown` when
 * a server could not be asked: the outbox tries again.
 */
export const createMailSender =
  ({ store, service, submission, encryption }: MailSenderOptions) =>
  async (item: OutgoingItem, signal: AbortSignal = NEVER, onProgress?: () => void): Promise<CommandAnswer> => {
    // What this version does not know was written by another one.
    const payload = commandContract('mail', item.command)?.payload.safeParse(item.payload);
    if (payload?.success !== true) return refused('UnknownCommand');
    try {
      if (isFiling(item.command)) return await fileMessage({ store, service }, { ...item, command: item.command, payload: payload.data });
      if (submission === undefined) return { kind: 'unknown' };
      return await sendLetter({ store, service, submission, encryption }, item, { signal, onProgress });
    } catch (error) {
      if (error instanceof MailError) return { kind: 'unknown' };
      throw error;
    }
  };
