import type { z } from 'zod';
import { briefing, MOST_RESULTS } from '../../../contracts/domain/briefing.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandHandler, decidedAt, refused } from '../command.ts';
import { findVisible } from '../find.ts';

/** briefing briefing.result: what an officer of the area found, at the officer's time. */
export const addResult: CommandHandler<z.infer<Commands['briefing']['briefing.result']>> = async (call) => {
  const { transaction, shift, itemId, payload, key } = call;
  const { officer } = shift;
  const item = await findVisible(transaction, { system: 'briefing', kind: 'briefing', id: itemId }, briefing, officer);
  if (item === undefined) return refused('NotFound');
  if (item.body.results.length >= MOST_RESULTS) return refused('RecordFull');
  const { callSign, collarNumber } = officer;
  const { found, text } = payload;
  const result = {
    ...{ id: key, at: decidedAt(payload.at, call), by: formalName(officer), collarNumber, found },
    ...(callSign === undefined ? {} : { callSign }),
    ...(text === undefined ? {} : { text }),
  };
  const [version = 0] = await call.publish([
    { kind: 'briefing', id: itemId, body: { ...item.body, results: [...item.body.results, result] } },
  ]);
  return { kind: 'done', itemId, version };
};
