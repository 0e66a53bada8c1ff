import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type AskedSource,
  type HqResult,
  type HqSearchAnswer,
  type HqSearchRequest,
  isReason,
  SOURCE_MS,
} from '../../contracts/hq/search.ts';
import type { ShiftIdentity } from '../connections/shift-gate.ts';
import { appendAudit } from '../database/audit.ts';
import type { Database } from '../database/database.ts';
import type { PolicyInForce } from '../fleet/policy/policy-in-force.ts';
import { HttpError } from '../http/answer.ts';
import type { SearchSource } from './source.ts';

export interface SearchParts {
  readonly database: Database;
  readonly policy: PolicyInForce;
  readonly sources: readonly SearchSource[];
}

/**
 * Asks every source at once, in the officer's name. Who asked for what and why is written down, durably, before any is asked. A source that is
 * late or fails is told as such, beside what the others have. Throws HttpError ReasonMissing.
 */
export const search = async (
  { database, policy, sources }: SearchParts,
  { officer, device }: ShiftIdentity,
  { text, reason }: HqSearchRequest,
  timeoutMs = SOURCE_MS,
): Promise<HqSearchAnswer> => {
  const asksWhy = (await policy.current())?.policy.search?.reason !== 'never';
  if (asksWhy && (reason === undefined || !isReason(reason))) throw new HttpError('ReasonMissing');
  const id = randomUUID();
  await database.query.transaction().execute(async (transaction) => {
    const about = { about_kind: reason?.about?.kind ?? null, about_id: reason?.about?.id ?? null };
    const made = { id, staff_id: officer.staffId, device, at: new Date(), words: text, ...about, reason: reason?.words ?? '', found: null };
    await transaction.insertInto('search_made').values(made).execute();
    // Ids alone: what was looked for and why stands in search_made.
    await appendAudit(transaction, { actor: officer.staffId, action: 'searched', subject: device, detail: id });
  });
  const may = sources.filter((source) => source.mayAsk(officer));
  const answers = await Promise.all(may.map((source) => ask(source, { text, officer, device }, timeoutMs)));
  const results = answers.flatMap((answer) => answer.results);
  await database.query.updateTable('search_made').set({ found: results.length }).where('id', '=', id).execute();
  return { asked: answers.map(({ asked }) => asked), results };
};

interface Asked {
  readonly asked: AskedSource;
  readonly results: HqResult[];
}

const ask = async (source: SearchSource, query: Parameters<SearchSource['search']>[0], timeoutMs: number): Promise<Asked> => {
  const { name, holds } = source;
  const ended = new AbortController();
  const none = (outcome: 'late' | 'failed'): Asked => ({ asked: { source: name, holds, outcome, found: 0, more: false }, results: [] });
  try {
    const answer = await Promise.race([
      source.search(query, ended.signal),
      delay(timeoutMs, undefined, { ref: false, signal: ended.signal }).catch(() => undefined),
    ]);
    if (answer === undefined) return none('late');
    const results = answer.results.map((result) => ({ ...result, source: name }));
    return { asked: { source: name, holds, outcome: 'answered', found: results.length, more: answer.more }, results };
  } catch {
    return none('failed');
  } finally {
    ended.abort();
  }
};
