import { sql } from 'kysely';
import type { z } from 'zod';
import { calendarDay } from '../../../contracts/domain/force-calendar.ts';
import { newExhibit } from '../../../contracts/domain/new-exhibit.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandCall, type CommandHandler, decidedAt, refused } from '../command.ts';
import { createItem } from '../create.ts';

type Payload = z.infer<Commands['exhibits']['exhibit.create']>;

/** exhibits exhibit.create: under the force's next number, as its label says. A file that another exhibit has too is no reason to refuse. */
export const createExhibit: CommandHandler<Payload> = async (call) => {
  const { shift, itemId, payload, at } = call;
  if (await isTaken(call)) return refused('ReferenceTaken', 'reference');
  const { at: by, ...taken } = payload;
  const made = newExhibit(
    { ...taken, happenedAt: decidedAt(taken.happenedAt, call) },
    { madeAs: itemId, officer: shift.officer, writtenAt: decidedAt(by, call) },
  );
  const prefix = `EX-${calendarDay(at).slice(2, 4)}-`;
  return createItem(call, { system: 'exhibits', kind: 'exhibit', prefix, digits: 5, most: 99_999 }, made);
};

/** Whether its reference names another exhibit of the same producing officer, the same crime or the same log. */
const isTaken = async ({ transaction, payload: { reference, producer, crimeId, incidentId } }: CommandCall<Payload>): Promise<boolean> => {
  const row = await transaction
    .selectFrom('item')
    .select('id')
    .where('system', '=', 'exhibits')
    .where('kind', '=', 'exhibit')
    .where(sql<string>`body ->> 'reference'`, '=', reference)
    .where((item) =>
      item.or([
        sql<boolean>`${item.ref('body')} -> 'producer' ->> 'collarNumber' = ${producer.collarNumber ?? null}`,
        sql<boolean>`${item.ref('body')} ->> 'crimeId' = ${crimeId ?? null}`,
        sql<boolean>`${item.ref('body')} ->> 'incidentId' = ${incidentId ?? null}`,
      ]),
    )
    .executeTakeFirst();
  return row !== undefined;
};
