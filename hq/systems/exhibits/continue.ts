import type { z } from 'zod';
import { exhibit } from '../../../contracts/domain/exhibit.ts';
import { whyNotNext } from '../../../contracts/domain/exhibit-continuity.ts';
import { newEntry } from '../../../contracts/domain/new-exhibit.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandHandler, decidedAt, refused } from '../command.ts';
import { findVisible } from '../find.ts';

/** exhibits exhibit.continue: the next entry of its continuity; what stands there stays. */
export const continueExhibit: CommandHandler<z.infer<Commands['exhibits']['exhibit.continue']>> = async (call) => {
  const { transaction, shift, itemId, payload, key } = call;
  const found = await findVisible(transaction, { system: 'exhibits', kind: 'exhibit', id: itemId }, exhibit, shift.officer);
  if (found === undefined) return refused('NotFound');
  const why = whyNotNext(found.body, payload);
  if (why !== undefined) return refused(why);
  const entry = newEntry(
    { ...payload, happenedAt: decidedAt(payload.happenedAt, call) },
    { id: key, officer: shift.officer, writtenAt: decidedAt(payload.at, call) },
  );
  const body = { ...found.body, continuity: [...found.body.continuity, entry] };
  const [version = 0] = await call.publish([{ kind: 'exhibit', id: itemId, body }]);
  return { kind: 'done', itemId, version };
};
