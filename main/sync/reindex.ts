import type { System } from '../../contracts/hq/feeds.ts';
import { feedSystemIds } from '../../contracts/systems/ids.ts';
import type { WritableDb, Writes } from '../store/db.ts';
import { indexItem } from '../store/items.ts';
import type { SearchKey } from '../store/search.ts';
import { describeBody, type SystemsInStore } from './describe.ts';

interface BehindRow {
  readonly system: System;
  readonly kind: string;
  readonly id: string;
  readonly body: string | null;
}

const DONE = 'DELETE FROM search_behind WHERE system = ? AND kind = ? AND id = ?';

/** Brings the search index to what this program makes of the items that an older one indexed. */
export const createReindexWrites = (systems: SystemsInStore) =>
  ({
    /** Indexes the next `limit` items anew; tells whether there are more. */
    'search.reindex': (db: WritableDb, { limit }: { readonly limit: number }): boolean => {
      const rows = db
        .prepare<[string, number], BehindRow>(
          `SELECT behind.system, behind.kind, behind.id, item.body FROM search_behind AS behind LEFT JOIN item USING (system, kind, id)
           WHERE behind.system IN (SELECT value FROM json_each(?)) LIMIT ?`,
        )
        .all(JSON.stringify(feedSystemIds), limit);
      const done = db.prepareWrite<[string, string, string]>(DONE);
      for (const { system, kind, id, body } of rows) {
        const description = body === null ? undefined : describeBody(systems.describers, system, kind, JSON.parse(body));
        if (description !== undefined) indexItem(db, { system, kind, id }, description);
        done.run(system, kind, id);
      }
      return rows.length === limit;
    },

    /** It is as up to date as it can be. */
    'search.reindexed': (db: WritableDb, { system, kind, id }: SearchKey): void => {
      db.prepareWrite<[string, string, string]>(DONE).run(system, kind, id);
    },
  }) as const satisfies Writes;
