import { sql } from 'kysely';
import type { z } from 'zod';
import { mayChangeCrime } from '../../../contracts/domain/crime-changes.ts';
import { calendarDay } from '../../../contracts/domain/force-calendar.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandHandler, decidedAt, refused, refusedFor } from '../command.ts';
import { createItem } from '../create.ts';
import { findCrime } from './found.ts';

/** caseFiles caseFile.create: the one case file of a crime. */
export const createCaseFile: CommandHandler<z.infer<Commands['caseFiles']['caseFile.create']>> = async (call) => {
  const { transaction, shift, payload, at } = call;
  const { officer } = shift;
  const report = await findCrime(call, payload.crimeId);
  if (report === undefined) return refused('NotFound', 'crimeId');
  if (!mayChangeCrime(report.body, officer)) return refused('NotYourCrime');
  const known = await transaction
    .selectFrom('item')
    .select('id')
    .where('system', '=', 'caseFiles')
    .where('kind', '=', 'caseFile')
    .where(sql<string>`body ->> 'crimeId'`, '=', payload.crimeId)
    .executeTakeFirst();
  if (known !== undefined) return refusedFor('AlreadyNumbered', known.id);
  const series = { system: 'caseFiles', kind: 'caseFile', prefix: `CF-${calendarDay(at).slice(2, 4)}-`, digits: 5, most: 99_999 } as const;
  return createItem(call, series, {
    ...{ crimeId: payload.crimeId, openedAt: decidedAt(payload.at, call), openedBy: formalName(officer) },
    ...{ openedByCollar: officer.collarNumber, summary: '', marks: [], handOvers: 0 },
  });
};
