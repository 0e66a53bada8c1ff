import type { System } from '../../contracts/hq/feeds.ts';
import { appendAudit } from '../database/audit.ts';
import type { Query } from '../database/database.ts';
import { beginWriting, findItem } from '../database/items.ts';
import { kindsRestrictedWith } from '../systems/index.ts';
import { publish } from '../systems/publish.ts';

export interface Restriction {
  readonly system: System;
  readonly kind: string;
  readonly id: string;
  /** Whom an officer asks who is not named: "DI Carr, Major Crime, ext. 4410". */
  readonly contact: string;
  /** Who sees it from now on: laptops of all others delete it. */
  readonly staffIds: readonly string[];
}

/** Restricts a record to named officers, and with it what others are told of it. False where there is no such item. `by`: staff id, or "ict". */
export const restrict = (query: Query, { system, kind, id, contact, staffIds }: Restriction, by: string): Promise<boolean> =>
  query.transaction().execute(async (transaction) => {
    await beginWriting(transaction, system);
    const item = await findItem(transaction, { system, kind, owner: '', id });
    if (item === undefined) return false;
    await transaction
      .insertInto('restriction')
      .values({ system, kind, id, contact, staff_ids: [...staffIds] })
      .onConflict((conflict) => conflict.columns(['system', 'kind', 'id']).doUpdateSet({ contact, staff_ids: [...staffIds] }))
      .execute();
    const items = [item];
    for (const other of kindsRestrictedWith(system, kind)) {
      const told = await findItem(transaction, { system, kind: other, owner: '', id });
      if (told !== undefined) items.push(told);
    }
    await publish(
      transaction,
      system,
      items.map((one) => ({ kind: one.kind, id, body: one.body, ...(one.area === null ? {} : { area: one.area }) })),
    );
    await appendAudit(transaction, { actor: by, action: 'recordRestricted', subject: id, detail: String(staffIds.length) });
    return true;
  });
