import { sql } from 'kysely';
import type { z } from 'zod';
import { type Briefing, briefing } from '../../../contracts/domain/briefing.ts';
import { whyNotBriefed } from '../../../contracts/domain/briefing-rules.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import type { Transaction } from '../../database/database.ts';
import { type CommandHandler, decidedAt, refused } from '../command.ts';
import { createItem } from '../create.ts';

/** briefing briefing.create: an item for the supervisor's area. Its times are taken as they were chosen, "now" by HQ's clock. */
export const createBriefing: CommandHandler<z.infer<Commands['briefing']['briefing.create']>> = async (call) => {
  const { transaction, shift, payload } = call;
  const { officer } = shift;
  const { at: by, ...item } = payload;
  const now = call.at.toISOString();
  const refusal = whyNotBriefed(item, await itemsAfter(transaction, officer.area, now), officer, now);
  if (refusal !== undefined)
    return refused(refusal, ...(refusal === 'FiveItemsRunThen' ? ['tours'] : refusal === 'OnlySupervisorsBrief' ? [] : ['until']));
  return createItem(
    call,
    { system: 'briefing', kind: 'briefing', prefix: 'BR-', digits: 1, most: 99_999_999 },
    {
      ...item,
      ...{ area: officer.area, marking: 'OFFICIAL-SENSITIVE', setBy: formalName(officer), setByCollar: officer.collarNumber, results: [] },
      setAt: decidedAt(by, call),
    },
  );
};

/** The area's items that end after `now`. What is malformed stands in the way of nothing else. */
const itemsAfter = async (transaction: Transaction, area: string, now: string): Promise<readonly Briefing[]> => {
  const rows = await transaction
    .selectFrom('item')
    .select('body')
    .where('system', '=', 'briefing')
    .where((item) => sql<boolean>`${item.ref('body')} ->> 'area' = ${area} and ${item.ref('body')} ->> 'until' > ${now}`)
    .execute();
  return rows.flatMap(({ body }) => briefing.safeParse(body).data ?? []);
};
