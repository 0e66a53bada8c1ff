import { z } from 'zod';
import { clip, clipNumber, clipSecond } from '../domain/clip.ts';
import { CLIP_MARK_LENGTH } from '../domain/clip-parts.ts';
import { instant } from '../domain/common.ts';
import { itemId } from '../domain/item-id.ts';
import { statementNumber } from '../domain/statement-number.ts';
import { writtenText } from '../domain/text.ts';
import type { SystemContract } from './contract.ts';

/** Body-worn video: clips that HQ sealed, and the passages that officers marked in them. */
export const video = {
  items: { clip },
  commands: {
    /** Marks a passage, with a note, and the statement that speaks of it. NotInClip: it is after the clip's end. */
    'clip.addMark': {
      effect: 'append',
      item: 'clip',
      itemField: 'clipId',
      references: { statementId: { kind: 'statement' } },
      payload: z.object({
        clipId: clipNumber,
        second: clipSecond,
        text: writtenText(CLIP_MARK_LENGTH),
        statementId: itemId(statementNumber).optional(),
        at: instant,
      }),
      refusals: ['ClipFull', 'NotInClip'],
    },
  },
} as const satisfies SystemContract;
