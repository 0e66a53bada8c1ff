import type { JournalEntry } from '../../contracts/domain/journal.ts';
import type { Query } from '../database/database.ts';

/** Few enough to hold, many enough not to ask often. */
const PAGE = 1000;

/**
 * A laptop's journal as JSON lines, oldest entry first: its present one, or the one of that number. Exactly what the laptop wrote; whose
 * tag is whose stands in HQ's table, for a field that no hash covers has no place here.
 */
export async function* journalLines(query: Query, device: string, chain: number | undefined): AsyncGenerator<string> {
  const known = await query.selectFrom('device').select('journal_chain').where('name', '=', device).executeTakeFirst();
  if (known === undefined) return;
  let seq = 0;
  for (;;) {
    const page = await query
      .selectFrom('device_journal')
      .select(['seq', 'at', 'action', 'subject', 'detail', 'previous', 'hash'])
      .where('device', '=', device)
      .where('chain', '=', chain ?? known.journal_chain)
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(PAGE)
      .execute();
    for (const entry of page) yield `${JSON.stringify(entry satisfies Record<keyof JournalEntry, unknown>)}\n`;
    seq = page.at(-1)?.seq ?? seq;
    if (page.length < PAGE) return;
  }
}
