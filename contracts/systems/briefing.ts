import { z } from 'zod';
import { attachments } from '../domain/blob.ts';
import { briefingNumber, briefing as item } from '../domain/briefing.ts';
import { BRIEFING_TEXT_LENGTH, briefedTours, briefingFindings } from '../domain/briefing-words.ts';
import { instant } from '../domain/common.ts';
import { itemId } from '../domain/item-id.ts';
import { LONG_TEXT_LENGTH, maybeText, writtenText } from '../domain/text.ts';
import type { SystemContract } from './contract.ts';

const briefingId = itemId(briefingNumber);
const about = { item: 'briefing', itemField: 'briefingId' } as const;

/** The neighbourhood briefing of an area, by the rules of domain/briefing-rules.ts, and what officers found of it. */
export const briefing = {
  items: { briefing: item },
  commands: {
    /** An item for the supervisor's own area. At most MOST_BRIEFED run at one time for a tour. */
    'briefing.create': {
      effect: 'create',
      item: 'briefing',
      payload: z.object({
        title: writtenText(200),
        text: writtenText(LONG_TEXT_LENGTH),
        why: writtenText(BRIEFING_TEXT_LENGTH),
        tours: z.array(z.enum(briefedTours)).min(1).max(briefedTours.length),
        from: instant,
        until: instant,
        attachments: attachments.optional(),
        at: instant,
      }),
      refusals: ['OnlySupervisorsBrief', 'EndsBeforeItBegins', 'OverAlready', 'FiveItemsRunThen'],
    },
    /** Also of an item that is over by now: it may have been told without signal. A note says something. */
    'briefing.result': {
      ...about,
      effect: 'append',
      payload: z
        .object({
          briefingId,
          found: z.enum(briefingFindings),
          text: maybeText(BRIEFING_TEXT_LENGTH).optional(),
          at: instant,
        })
        .refine(({ found, text = '' }) => found !== 'note' || text.trim() !== ''),
      refusals: ['RecordFull'],
    },
    /** Takes an item off before its time. */
    'briefing.end': {
      ...about,
      effect: 'change',
      payload: z.object({ briefingId, at: instant }),
      refusals: ['OnlySupervisorsBrief', 'OverAlready'],
    },
  },
} as const satisfies SystemContract;
