import { type AuditEntry, audit } from './audit.ts';
import type { Query } from './database.ts';

/** Nobody is refused more often in a minute by mistake; whoever is, is a program. */
const EACH = 60;
const WINDOW_MS = 60_000;
/** Bounds memory against very many names; those of longest ago are summed up first. */
const MAX_COUNTS = 10_000;

interface Count {
  readonly begun: number;
  count: number;
  last: AuditEntry;
}

/** By actor and action, for each database of this process. */
const counted = new WeakMap<Query, Map<string, Count>>();

/**
 * Writes a refusal down. Of one actor's refusals of one kind the first sixty a minute each have their own entry; the rest are counted and
 * written as one: the trail is one chain that every entry of HQ waits for, and whoever is refused a thousand times a second must not hold
 * it up.
 */
export const auditRefusal = async (query: Query, entry: AuditEntry, at: Date = new Date()): Promise<void> => {
  const counts = counted.get(query) ?? new Map<string, Count>();
  counted.set(query, counts);
  const key = JSON.stringify([entry.actor, entry.action]);
  const before = counts.get(key);
  if (before !== undefined && at.getTime() - before.begun < WINDOW_MS) {
    before.count += 1;
    before.last = entry;
    if (before.count <= EACH) await audit(query, entry);
    return;
  }
  counts.delete(key);
  if (before !== undefined) await writeSum(query, before);
  counts.set(key, { begun: at.getTime(), count: 1, last: entry });
  const [oldest] = counts.size > MAX_COUNTS ? counts : [];
  if (oldest !== undefined) {
    counts.delete(oldest[0]);
    await writeSum(query, oldest[1]);
  }
  await audit(query, entry);
};

/** Writes what was only counted in minutes that are over by `at`; with `Infinity` all of it, before HQ ends. */
export const auditCounted = async (query: Query, at: number): Promise<void> => {
  const counts = counted.get(query) ?? new Map<string, Count>();
  for (const [key, count] of [...counts]) {
    if (at - count.begun < WINDOW_MS) continue;
    counts.delete(key);
    await writeSum(query, count);
  }
};

const writeSum = async (query: Query, { count, last }: Count): Promise<void> => {
  if (count > EACH) await audit(query, { ...last, detail: `${count - EACH} more within a minute` });
};
