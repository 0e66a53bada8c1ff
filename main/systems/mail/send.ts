import type { Store } from '../../store/store.ts';
import type { OutgoingItem } from '../../sync/dispatch.ts';
import type { CommandAnswer } from '../../sync/services.ts';
import { setSeen } from './commands.ts';
import { MailError } from './errors.ts';
import { SET_SEEN } from './repository/overlay.ts';
import type { MailService } from './service.ts';

/**
 * Carries one mail command of the outbox to the server. May be repeated: a flag that is set already, or a message that is gone,
 * is as well as done. `unknown` when the server could not be asked: the outbox tries again.
 */
export const createMailSender =
  ({ store, service }: { readonly store: Store; readonly service: MailService }) =>
  async (item: OutgoingItem): Promise<CommandAnswer> => {
    const payload = item.command === SET_SEEN ? setSeen.safeParse(item.payload) : undefined;
    if (payload?.success !== true) return refused;
    const message = await store.read('mail.message', { id: item.itemId });
    if (message === undefined) return done;
    const { seen } = payload.data;
    try {
      await service.setSeen({ folder: message.summary.folder, uidValidity: message.uidValidity, uid: message.uid }, seen);
    } catch (error) {
      if (error instanceof MailError) return { kind: 'unknown' };
      throw error;
    }
    // Before the outbox lets go of the wish, so that the message is not unread again for a moment.
    await store.write('mail.seenSet', { id: item.itemId, seen });
    return done;
  };

/** Mail's items have no versions of their own. */
const done: CommandAnswer = { kind: 'done', version: 1 };

/** Written by a version of this program that knew other commands. */
const refused: CommandAnswer = {
  kind: 'refused',
  problem: { type: 'about:blank', title: 'This version of Mobile Office cannot send it', status: 422, code: 'UnknownCommand' },
};
