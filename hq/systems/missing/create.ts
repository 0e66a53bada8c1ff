import type { z } from 'zod';
import { calendarDay } from '../../../contracts/domain/force-calendar.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import { fieldOf, missingFindings } from '../../../contracts/domain/missing-rules.ts';
import { newMissing } from '../../../contracts/domain/new-missing.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandHandler, decidedAt, refused, refusedFor } from '../command.ts';
import { createItem } from '../create.ts';
import { judgedBy } from '../judged-by.ts';
import { earlierOf, episodesOf } from './episodes.ts';

/** missing missing.create: a new report under the next number of its year, the officer in charge. Nobody is missing twice at once. */
export const createMissing: CommandHandler<z.infer<Commands['missing']['missing.create']>> = async (call) => {
  const { transaction, shift, payload, at } = call;
  const { officer } = shift;
  const { at: by, ...given } = payload;
  const today = calendarDay(at);
  const [broken] = missingFindings(given, { ...(await judgedBy(call)), today });
  if (broken !== undefined) return refused(broken, ...fieldOf[broken]);
  const episodes = await episodesOf(transaction, given, officer);
  const open = episodes.find(({ report }) => report.state !== 'closed');
  if (open !== undefined) return refusedFor('AlreadyMissing', open.report.id);
  const step = { id: call.key, at: decidedAt(by, call), by: formalName(officer), officer };
  return createItem(
    call,
    { system: 'missing', kind: 'missing', prefix: `MP-${today.slice(2, 4)}-`, digits: 5, most: 99_999 },
    newMissing(given, step, { team: officer.team, earlier: earlierOf(episodes) }),
  );
};
