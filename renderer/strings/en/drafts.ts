import { isProvisional } from '../../../contracts/domain/provisional.ts';

export const drafts = {
  title: 'Drafts',
  lead: 'Begun and not sent. Kept on this laptop.',
  label: 'Drafts, newest first',
  untitled: 'No words yet',
  since: (clock: string) => `kept ${clock}`,
  stays: 'On this laptop only: your drafts are too much to travel. Send or discard some.',
  about: (system: string, itemId: string | undefined) =>
    itemId === undefined ? system : isProvisional(itemId) ? `${system}, number follows` : `${system} ${itemId}`,
  discard: 'Discard',
  discardLabel: (title: string) => `Discard the draft: ${title}`,
  ask: (title: string) => `Discard the draft “${title}”? Its words go for good.`,
  yes: 'Discard it',
  no: 'Keep it',
  trouble: {
    NotRead: 'Your draft could not be read just now, so nothing can be typed here yet. It is safe on this laptop.',
    TooLong: 'This is too long to be kept as a draft. What you wrote before is kept. Shorten it before you leave.',
    NotSaved: 'Your draft could not be saved just now. Your words are still in the box.',
    TooManyDrafts:
      'There are too many drafts on this laptop. Send or discard some: what unsent work shows. Your words are still in the box.',
  },
} as const;

/** NotRead: what was kept is not known, so nothing may be typed over it. TooLong: what was kept before stays. NotSaved: tried again. */
export type DraftTrouble = keyof typeof drafts.trouble;
