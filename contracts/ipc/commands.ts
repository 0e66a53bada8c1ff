import { z } from 'zod';
import { draftKey } from '../domain/draft.ts';
import { systemId } from '../systems/schema.ts';
import { defineDomain } from './define.ts';

export const commands = defineDomain({
  calls: {
    /**
     * Gives a command to a system (contracts/systems): durable on this laptop when it answers, and sent as soon as there is signal. The
     * payload is the command's without `at`. `itemId`: for commands whose payload does not name the item; of what is new it may be a UUID
     * of the caller's own. `draftKey`: the draft that becomes this command, and ends with it. What the payload names as attachments (blobs.ts)
     * HQ has before the command. The answer's `itemId` is the item's, provisional for what is new. What is so already is not sent again.
     *
     * NotFound: the item, or an attachment, is not on this laptop. NotAllowed: not by this officer, or not as the item stands. Malformed: no such command, or
     * the payload is not of its contract.
     */
    give: {
      request: z.object({
        system: systemId,
        command: z.string().max(60),
        itemId: z.string().max(100).optional(),
        payload: z.record(z.string(), z.unknown()),
        draftKey: draftKey.optional(),
      }),
      response: z.object({ outboxId: z.uuid(), itemId: z.string().max(100) }),
      errors: ['NotFound', 'NotAllowed', 'Malformed'],
    },
  },
  events: {},
});
