import { createHash } from 'node:crypto';
import type { Officer } from '../../contracts/domain/officer.ts';
import { CHANGES_PAGE_LINES, type ChangeLine, type System } from '../../contracts/hq/feeds.ts';
import type { Database } from '../database/database.ts';
import { type FeedRow, feedPosition, readFeed } from '../database/feed.ts';
import { accessKeysOfOfficer } from '../systems/access-keys.ts';

/** A page of long logs stops here: it must come whole over a weak link before its cursor counts. */
const MAX_PAGE_BYTES = 1024 * 1024;

/**
 * The officer's next page. A cursor holds while the database and what the officer may see are the
 * same; another, or one that is none, starts over with a reset line. `limit`: changes a page.
 */
export const readChanges = async (
  database: Database,
  system: System,
  officer: Officer,
  given: string,
  limit = CHANGES_PAGE_LINES,
): Promise<string> => {
  const accessKeys = accessKeysOfOfficer(officer);
  const { epoch, last } = await feedPosition(database.query, system);
  const prefix = `${epoch}.${digestOf(accessKeys)}`;
  const after = afterOf(given, prefix, last);
  const page = await readFeed(database.query, {
    system,
    accessKeys,
    staffId: officer.staffId,
    after: after ?? 0,
    last,
    limit,
  });
  const lines = after === undefined ? [lineOf({ op: 'reset' })] : [];
  let bytes = 0;
  let reached = page.reached;
  let more = page.more;
  for (const [index, row] of page.rows.entries()) {
    const line = lineOf(changeOf(row));
    bytes += Buffer.byteLength(line);
    // Never the first: an item longer than a page is a page of its own.
    if (bytes > MAX_PAGE_BYTES && index > 0) {
      reached = page.rows[index - 1]?.change_seq ?? reached;
      more = true;
      break;
    }
    lines.push(line);
  }
  lines.push(lineOf({ op: 'cursor', cursor: `${prefix}.${reached}`, more }));
  return lines.join('');
};

const changeOf = ({ kind, id, version, body, visible, provisional_id }: FeedRow): ChangeLine => {
  if (!visible) return { op: 'delete', kind, id, version };
  return { op: 'upsert', kind, id, version, ...(provisional_id === null ? {} : { provisionalId: provisional_id }), data: body };
};

const lineOf = (line: ChangeLine): string => `${JSON.stringify(line)}\n`;

/** What the officer may see, in few characters: it changes when the officer is moved to another area or team. */
const digestOf = (accessKeys: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(accessKeys)).digest('base64url').slice(0, 16);

/** The change number in a cursor of ours; undefined for any other, and for one from before the database was restored to an earlier state. */
const afterOf = (cursor: string, prefix: string, last: number): number | undefined => {
  if (!cursor.startsWith(`${prefix}.`)) return undefined;
  const number = cursor.slice(prefix.length + 1);
  return /^\d{1,15}$/.test(number) && Number(number) <= last ? Number(number) : undefined;
};
