import { sql } from 'kysely';
import type { z } from 'zod';
import { brokenAt, crimeFindings } from '../../../contracts/domain/crime-rules.ts';
import { calendarDay } from '../../../contracts/domain/force-calendar.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import type { Transaction } from '../../database/database.ts';
import { keys } from '../access-keys.ts';
import { type CommandHandler, decidedAt, refused } from '../command.ts';
import { createItem } from '../create.ts';
import { judgedBy } from '../judged-by.ts';

/** crime crime.create: a new report under the next number of its division and year, the officer in the case. */
export const createCrime: CommandHandler<z.infer<Commands['crime']['crime.create']>> = async (call) => {
  const { transaction, shift, payload, at } = call;
  const judged = await judgedBy(call);
  const broken = crimeFindings(payload, judged).find(({ must }) => must);
  if (broken?.must === true) return refused(broken.rule, ...brokenAt(broken, payload, judged));
  const { at: by, people = [], property = [], vehicles = [], flags = [], ...report } = payload;
  const year = calendarDay(at).slice(2, 4);
  const prefix = `${await divisionOf(transaction, payload.place.area)}/${year}/`;
  return createItem(
    call,
    { system: 'crime', kind: 'crime', prefix, digits: 5, most: 99_999 },
    {
      ...report,
      ...{ people, property, vehicles, flags, status: 'open' },
      reportedAt: decidedAt(by, call),
      officerInCase: shift.officer.collarNumber,
    },
  );
};

/** Of a force whose reports say nothing of it. */
const FIRST_DIVISION = '01';

/** The stand-in has no table of areas and their divisions: a report's division is that of the last one of its area, else of the force. */
const divisionOf = async (transaction: Transaction, area: string): Promise<string> => {
  const last = transaction
    .selectFrom('item')
    .select('id')
    .where('system', '=', 'crime')
    .where('kind', '=', 'crime')
    .orderBy('change_seq', 'desc')
    .limit(1);
  const row =
    (await last.where((item) => sql<boolean>`${item.ref('access_keys')} @> ${[keys.area(area)]}::text[]`).executeTakeFirst()) ??
    (await last.executeTakeFirst());
  return row?.id.slice(0, 2) ?? FIRST_DIVISION;
};
