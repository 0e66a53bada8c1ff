import type { z } from 'zod';
import type { historyLine } from '../../contracts/hq/fleet.ts';
import type { Query } from '../database/database.ts';
import { namesOf } from './devices.ts';

type HistoryLine = z.infer<typeof historyLine>;

/** What HQ wrote down of a laptop, done to it or by it, newest first. */
export const historyOf = async (query: Query, device: string, limit: number): Promise<HistoryLine[]> => {
  // Two walks down an index: "or" would read the whole trail for a laptop that has little in it.
  const by = (column: 'subject' | 'actor') => {
    const newest = query
      .selectFrom('audit')
      .select(['seq', 'at', 'actor', 'action', 'detail'])
      .where(column, '=', device)
      .orderBy('seq', 'desc')
      .limit(limit);
    return query.selectFrom(newest.as('newest')).selectAll();
  };
  const rows = await by('subject').union(by('actor')).orderBy('seq', 'desc').limit(limit).execute();
  const names = await namesOf(
    query,
    rows.map(({ actor }) => actor),
  );
  return rows.map(({ at, actor, action, detail }) => {
    const actorName = names.get(actor);
    return { at: at.toISOString(), actor, action, detail, ...(actorName === undefined ? {} : { actorName }) };
  });
};
