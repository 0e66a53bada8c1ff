import type { Clip, ClipMark } from '../../../contracts/domain/clip.ts';
import { operatorOf } from '../../../contracts/domain/operator.ts';
import { readItem } from '../../store/items.ts';
import type { CommandDefinitions } from '../define.ts';

/** What officers may do with body-worn video: mark passages of it. */
export const videoCommands: CommandDefinitions<'video'> = {
  'clip.addMark': {
    refuses: (db, { itemId, payload }) => {
      const clip = readItem<Clip>(db, { system: 'video', kind: 'clip', id: itemId })?.body;
      if (clip === undefined) return 'NotFound';
      return payload.second > clip.seconds ? 'NotAllowed' : undefined;
    },
    summary: (_, { itemId, payload }) => `Mark in ${itemId}: ${payload.text}`,
    apply(clip, { second, text, statementId, at }, officer, decision) {
      // HQ's mark has the outbox's id: it came before the answer.
      if (clip.marks.some(({ id }) => id === decision)) return clip;
      const of = statementId === undefined ? {} : { statementId };
      const mark: ClipMark = { id: decision, second, text, ...of, by: operatorOf(officer), at };
      return { ...clip, marks: [...clip.marks, mark] };
    },
  },
};
