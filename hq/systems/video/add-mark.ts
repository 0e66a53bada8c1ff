import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { type ClipMark, clip, MOST_CLIP_MARKS } from '../../../contracts/domain/clip.ts';
import { operatorOf } from '../../../contracts/domain/operator.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandHandler, decidedAt, refused } from '../command.ts';
import { findVisible } from '../find.ts';

/** video clip.addMark: one more passage. Never a conflict: marks only append. */
export const addMark: CommandHandler<z.infer<Commands['video']['clip.addMark']>> = async (call) => {
  const { transaction, shift, itemId, payload, key, publish } = call;
  const found = await findVisible(transaction, { system: 'video', kind: 'clip', id: itemId }, clip, shift.officer);
  if (found === undefined) return refused('NotFound');
  const { marks, seconds } = found.body;
  if (payload.second > seconds) return refused('NotInClip', 'second');
  if (marks.length >= MOST_CLIP_MARKS) return refused('ClipFull');
  const { clipId: _, statementId, at: said, second, text } = payload;
  // The keys of others' commands can be read in their marks: one who uses such a key again gets a mark of another id.
  const id = marks.some((mark) => mark.id === key) ? randomUUID() : key;
  const of = statementId === undefined ? {} : { statementId };
  const mark = { ...{ id, second, text }, ...of, by: operatorOf(shift.officer), at: decidedAt(said, call) } as ClipMark;
  const [version = 0] = await publish([{ kind: 'clip', id: itemId, body: { ...found.body, marks: [...marks, mark] } }]);
  return { kind: 'done', itemId, version };
};
