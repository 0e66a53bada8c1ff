import { describe, expect, it, onTestFinished } from 'vitest';
import { storeReads, storeWrites } from '../../../main/app/store-operations.ts';
import type { ReadableDb, WritableDb } from '../../../main/store/db.ts';
import { openConnection } from '../../../main/store/worker/connection.ts';
import { createDatabase } from '../../../main/store/worker/database.ts';
import { counted, newestOfEach } from '../../../main/systems/mail/repository/conversation.ts';
import { officer } from '../support/items.ts';
import { key, temporaryFolder } from '../support/store.ts';

/** The plans of every statement that a read makes, in words of SQLite. */
const plansOf = (read: (db: ReadableDb) => unknown): string[] => {
  const database = createDatabase(openConnection(temporaryFolder(), key()));
  onTestFinished(() => database.close());
  return database.read((db) => {
    const statements = new Set<string>();
    const watched: Pick<ReadableDb, 'prepare'> = {
      prepare: (sql) => {
        statements.add(sql);
        return db.prepare(sql);
      },
    };
    read(watched as ReadableDb);
    return [...statements].flatMap((sql) =>
      db
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...Array.from(sql.match(/\?/g) ?? [], () => ''))
        .map((row) => row.detail),
    );
  }) as string[];
};

const me = officer();
const crimeQuery = { text: '', offset: 0, limit: 50 } as const;

/** Reads of lists, and an index that each must use. */
const lists: readonly [string, (db: ReadableDb) => unknown, string][] = [
  [
    'my logs',
    (db) => storeReads['storm.list'](db, { query: { scope: 'mine', offset: 0, limit: 500 }, officer: me }),
    'SEARCH link USING PRIMARY KEY (role=? AND value=?',
  ],
  [
    'my team’s logs',
    (db) => storeReads['storm.list'](db, { query: { scope: 'team', offset: 0, limit: 500 }, officer: me }),
    'SEARCH link USING PRIMARY KEY (role=? AND value=?',
  ],
  [
    'my area’s attended logs',
    (db) => storeReads['storm.list'](db, { query: { scope: 'live', offset: 0, limit: 500 }, officer: me }),
    'SEARCH item USING COVERING INDEX incident_area (<expr>=? AND <expr>=?)',
  ],
  [
    'a place’s history',
    (db) => storeReads['storm.history'](db, { id: 'LC-20210518-1587', officer: me }),
    'SEARCH item USING INDEX sqlite_autoindex_item_1',
  ],
  [
    'my area’s logs',
    (db) => storeReads['storm.list'](db, { query: { scope: 'area', offset: 0, limit: 500 }, officer: me }),
    'SEARCH item USING COVERING INDEX incident_area (<expr>=? AND <expr>=?)',
  ],
  [
    'closed logs',
    (db) => storeReads['storm.list'](db, { query: { scope: 'closed', offset: 0, limit: 500 }, officer: me }),
    'SEARCH item USING COVERING INDEX incident_closed (<expr>=?)',
  ],
  [
    'my area’s crimes',
    (db) => storeReads['crime.list'](db, { query: { ...crimeQuery, scope: 'area' }, officer: me }),
    'SEARCH item USING COVERING INDEX crime_area (<expr>=?)',
  ],
  [
    'my crimes',
    (db) => storeReads['crime.list'](db, { query: { ...crimeQuery, scope: 'mine' }, officer: me }),
    'SEARCH item_link USING PRIMARY KEY (role=? AND value=?',
  ],
  [
    'crimes of an offence',
    (db) => storeReads['crime.list'](db, { query: { ...crimeQuery, scope: 'area', offenceCode: '028/03' }, officer: me }),
    'SEARCH item USING COVERING INDEX crime_',
  ],
  [
    'offences by use',
    (db) => storeReads['crime.offences'](db, { text: 'burglary', limit: 5, area: 'x' }),
    'COVERING INDEX crime_offence (<expr>=? AND <expr>=?)',
  ],
  ['my tasks', (db) => storeReads['crime.tasks'](db, { officer: me }), 'SEARCH link USING PRIMARY KEY (role=? AND value=?'],
  [
    'my roster',
    (db) => storeReads['people.roster'](db, { from: '2021-05-01', to: '2021-05-31' }),
    'SEARCH item USING INDEX duty_day (<expr>>? AND <expr><?)',
  ],
  ['my team', (db) => storeReads['people.team'](db, { team: me.team }), 'SEARCH item USING INDEX officer_team (<expr>=?)'],
  ['unsent work', (db) => storeReads['outbox.list'](db, null), 'SEARCH creation USING INDEX outbox_creation (item_id=?)'],
  [
    'what may go out',
    (db) => storeWrites['outbox.take'](db as WritableDb, { system: 'crime' }),
    'SEARCH creation USING INDEX outbox_creation (item_id=?)',
  ],
  ['mail of a folder', (db) => storeReads['mail.list'](db, { folder: 'INBOX', filter: 'all', offset: 0, limit: 50 }), 'INDEX'],
  [
    'conversations of a folder',
    (db) => db.prepare(newestOfEach('all')),
    'COVERING INDEX mail_thread_newest (folder=? AND thread=? AND at>?)',
  ],
  [
    'conversations of a folder, in their order,',
    (db) => db.prepare(newestOfEach('unread')),
    'SEARCH t USING INDEX mail_thread_listed (folder=?)',
  ],
  [
    'how many conversations a folder has',
    (db) => db.prepare(counted('all')),
    'SEARCH t USING COVERING INDEX mail_thread_newest (folder=?)',
  ],
  [
    'messages of conversations',
    (db) => storeReads['mail.ofConversations'](db, { folder: 'INBOX', filter: 'unread', conversations: [1] }),
    'SEARCH t USING INDEX mail_thread_together (thread=?)',
  ],
  ['everything', (db) => storeReads['today.search'](db, { text: '0841', officer: me }), 'SCAN search_text VIRTUAL TABLE INDEX'],
  [
    'a log by its serial',
    (db) => storeReads['today.search'](db, { text: '0841', officer: me }),
    'SEARCH link USING PRIMARY KEY (role=? AND value=?',
  ],
  [
    'Today',
    (db) => storeReads['today.view'](db, { officer: me, now: '2021-05-18T14:40:00.000Z' }),
    'SEARCH link USING PRIMARY KEY (role=? AND value=?',
  ],
];

describe('query plans', () => {
  it.each(lists)('of %s use an index', (_, read, expected) => {
    const plans = plansOf(read);
    expect(
      plans.filter((plan) => plan.includes(expected)),
      plans.join('\n'),
    ).not.toEqual([]);
  });

  it.each(lists.filter(([name]) => name.startsWith('my ') || name === 'Today'))(
    'of %s go from its few links to their items',
    (name, read) => {
      const reading = plansOf(read).filter((plan) => /item USING INDEX (incident|crime)_/.test(plan));
      expect(reading, name).toEqual([]);
    },
  );

  it.each(lists)('of %s never read all items', (_, read) => {
    expect(plansOf(read).filter((plan) => /^SCAN (item|mail_message|mail_thread|crime|offence)\b(?!.*INDEX)/.test(plan))).toEqual([]);
  });
});
