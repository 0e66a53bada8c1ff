import type { z } from 'zod';
import { forceOf } from '../../../contracts/domain/code-list.ts';
import { calendarDay } from '../../../contracts/domain/force-calendar.ts';
import { openedLog } from '../../../contracts/domain/log-opening.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandHandler, decidedAt, refused } from '../command.ts';
import { createItem } from '../create.ts';
import { findWords } from './codes.ts';
import { signatureOf } from './items.ts';

/** storm incident.create: a log under the next number of HQ's day in the officer's force, opened when the officer opened it. */
export const createIncident: CommandHandler<z.infer<Commands['storm']['incident.create']>> = async (call) => {
  const { transaction, shift, itemId, payload, at } = call;
  const force = forceOf(shift.officer.staffId);
  if (force === undefined) return refused('ForceUnknown');
  const [words] = (await findWords(transaction, 'openingCode', force, [payload.openingCode])) ?? [];
  const grades = await findWords(transaction, 'grade', force, [String(payload.grade)]);
  if (words === undefined) return refused('CodeUnknown', 'openingCode');
  if (grades === undefined) return refused('CodeUnknown', 'grade');
  const prefix = `${force}-${calendarDay(at).replaceAll('-', '')}-`;
  return createItem(
    call,
    { system: 'storm', kind: 'incident', prefix, digits: 4, most: 9999 },
    openedLog(payload, {
      ...{ madeAs: itemId, words, openedAt: decidedAt(payload.at, call), at: at.toISOString(), area: shift.officer.area },
      signature: signatureOf(shift.officer, shift.device),
    }),
  );
};
