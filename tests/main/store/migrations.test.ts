import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CipherDriver, openDriver } from '../../../main/store/worker/driver.ts';
import { migrate } from '../../../main/store/worker/migrate.ts';
import { drafts } from '../../../main/store/worker/migrations/0005-drafts.ts';
import { taskGivenAway } from '../../../main/store/worker/migrations/0022-task-given-away.ts';
import { migrations } from '../../../main/store/worker/migrations/index.ts';
import { stormKinds } from '../../../main/systems/storm/describe.ts';
import { incident, line } from '../support/items.ts';
import { key, temporaryFolder } from '../support/store.ts';

const emptyStore = (): CipherDriver => {
  const driver = openDriver(join(temporaryFolder(), 'store.db'));
  driver.pragma("cipher='sqlcipher'");
  driver.pragma('legacy=4');
  driver.key(Buffer.concat([Buffer.from('raw:'), key()]));
  onTestFinished(() => {
    driver.close();
  });
  return driver;
};
const version = (driver: CipherDriver): unknown => driver.pragma('user_version', { simple: true });
const tables = (driver: CipherDriver): unknown[] =>
  driver
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_text_%' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all();

describe('migrations', () => {
  it('takes an empty store to this program’s version, and a second time changes nothing', () => {
    const driver = emptyStore();
    migrate(driver);
    expect(version(driver)).toBe(migrations.length);
    migrate(driver);
    expect(version(driver)).toBe(migrations.length);
  });

  it('leaves nothing of a step that fails, and all of the ones before', () => {
    const driver = emptyStore();
    expect(() => migrate(driver, ['CREATE TABLE one (a)', 'CREATE TABLE two (a); CREATE TABLE two (a)'])).toThrow();
    expect(version(driver)).toBe(1);
    expect(tables(driver)).toEqual(['one']);
    migrate(driver, ['CREATE TABLE one (a)', 'CREATE TABLE two (a)']);
    expect(tables(driver)).toEqual(['one', 'two']);
  });

  it('refuses a store from a newer program and changes nothing in it', () => {
    const driver = emptyStore();
    migrate(driver, ['CREATE TABLE one (a)', 'CREATE TABLE two (a)']);
    expect(() => migrate(driver, ['CREATE TABLE one (a)'])).toThrow(expect.objectContaining({ code: 'StoreFromFuture' }));
    expect(version(driver)).toBe(2);
  });
});

describe('0001 first tables', () => {
  it('makes every table that the rooms write to', () => {
    const driver = emptyStore();
    migrate(driver, migrations.slice(0, 1));
    expect(tables(driver)).toEqual([
      'draft',
      'feed',
      'item',
      'item_link',
      'journal',
      'mail_folder',
      'mail_message',
      'outbox',
      'search_entry',
      'search_text',
      'seen',
    ]);
  });

  it('finds by full text what goes in through the search view, and no more once it is deleted or replaced', () => {
    const driver = emptyStore();
    migrate(driver, migrations.slice(0, 1));
    const insert = driver.prepare("INSERT INTO search (system, kind, id, title, body) VALUES ('mail', 'mail', ?, ?, ?)");
    const find = (word: string) =>
      driver
        .prepare('SELECT e.id FROM search_text JOIN search_entry e ON e.number = search_text.rowid WHERE search_text MATCH ?')
        .pluck()
        .all(word);
    insert.run('m1', 'Late briefing', 'silver corsa');
    insert.run('m2', 'Roster', 'rest day');
    expect([find('corsa'), find('roster')]).toEqual([['m1'], ['m2']]);
    insert.run('m1', 'Late briefing', 'blue fiesta');
    expect([find('corsa'), find('fiesta')]).toEqual([[], ['m1']]);
    driver.prepare("DELETE FROM search WHERE system = 'mail' AND id = ?").run('m1');
    expect([find('briefing'), find('roster')]).toEqual([[], ['m2']]);
    expect(driver.prepare('SELECT count(*) FROM search_entry').pluck().get()).toBe(1);
  });

  it('lets nobody change or remove a journal entry', () => {
    const driver = emptyStore();
    migrate(driver, migrations.slice(0, 1));
    driver.exec("INSERT INTO journal VALUES (1, 'a', 'view', 's', '', 'p', 'h')");
    expect(() => driver.exec("UPDATE journal SET subject = 'other'")).toThrow('append-only');
    expect(() => driver.exec('DELETE FROM journal')).toThrow('append-only');
  });
});

describe('0002 place', () => {
  it('makes room for one place, and lets no second be kept beside it', () => {
    const driver = emptyStore();
    migrate(driver, migrations.slice(0, 2));
    driver.exec("INSERT INTO place VALUES (1, 'storm', NULL, 'a')");
    expect(() => driver.exec("INSERT INTO place VALUES (2, 'mail', NULL, 'b')")).toThrow('CHECK');
    expect(() => driver.exec("INSERT INTO place VALUES (1, 'mail', NULL, 'b')")).toThrow('UNIQUE');
  });
});

describe('0003 set aside', () => {
  it('sends again what an older HQ refused for the laptop’s clock, and nothing else that was refused', () => {
    const driver = emptyStore();
    migrate(driver, migrations.slice(0, 2));
    const insert = driver.prepare(
      `INSERT INTO outbox (id, system, command, item_kind, item_id, base_version, payload, summary, at, state, reason)
       VALUES (?, 'storm', 'incident.addLine', 'incident', 'x', 1, '{}', '', '2026-11-28T19:00:00.000Z', 'refused', ?)`,
    );
    insert.run('a', 'Clock ahead');
    insert.run('b', 'Not found');
    migrate(driver, migrations.slice(0, 3));
    expect(driver.prepare('SELECT id, state, reason FROM outbox ORDER BY id').all()).toEqual([
      { id: 'a', state: 'waiting', reason: null },
      { id: 'b', state: 'refused', reason: 'Not found' },
    ]);
  });
});

describe('0020 a task given away', () => {
  it('makes a change of a hand-over that waits or was begun, with all that was written, and leaves alone what is on its way', () => {
    const driver = emptyStore();
    const before = migrations.indexOf(taskGivenAway);
    migrate(driver, migrations.slice(0, before));
    const insert = driver.prepare(
      `INSERT INTO outbox (id, system, command, item_kind, item_id, base_version, payload, summary, at, state)
       VALUES (?, 'crime', 'task.handOver', 'task', 'T-1', 2, '{"taskId":"T-1","to":"4127","text":"In after six"}', '', '2026-11-28T19:00:00.000Z', ?)`,
    );
    insert.run('a', 'waiting');
    insert.run('b', 'sending');
    driver.exec(
      `INSERT INTO draft (key, system, kind, item_id, title, fields, blobs, at)
       VALUES ('k', 'crime', 'task.handOver', 'T-1', '', '{"who":"tom","text":"Later"}', '[]', '2026-11-28T19:00:00.000Z')`,
    );
    migrate(driver, migrations);
    expect(driver.prepare('SELECT command, payload FROM outbox ORDER BY id').all()).toEqual([
      { command: 'task.change', payload: '{"taskId":"T-1","text":"In after six","owner":"4127"}' },
      { command: 'task.handOver', payload: '{"taskId":"T-1","to":"4127","text":"In after six"}' },
    ]);
    expect(driver.prepare('SELECT kind, fields FROM draft').all()).toEqual([
      { kind: 'task.change', fields: '{"who":"tom","text":"Later","owner":""}' },
    ]);
  });
});

describe('0005 drafts', () => {
  it('keeps the drafts of updates as drafts of their form, whatever is in them', () => {
    const driver = emptyStore();
    const before = migrations.indexOf(drafts);
    migrate(driver, migrations.slice(0, before));
    const text = `He said "no"\n\\ ${'😀'.repeat(300)} '`;
    driver.prepare('INSERT INTO draft VALUES (?, ?, ?)').run('storm.update:LC-20210518-1587', text, '2021-05-18T14:41:00.000Z');
    migrate(driver, migrations.slice(0, before + 1));
    const [row, ...others] = driver.prepare('SELECT * FROM draft').all() as Record<string, unknown>[];
    const { fields, title, ...rest } = row ?? {};
    expect([rest, others]).toEqual([
      {
        key: 'incident.addLine:LC-20210518-1587',
        system: 'storm',
        kind: 'incident.addLine',
        item_id: 'LC-20210518-1587',
        blobs: '[]',
        based_on: null,
        at: '2021-05-18T14:41:00.000Z',
      },
      [],
    ]);
    expect([JSON.parse(String(fields)), String(title).length <= 200, text.startsWith(String(title))]).toEqual([{ text }, true, true]);
  });
});

describe('0004 created items', () => {
  const withCreation = (): CipherDriver => {
    const driver = emptyStore();
    migrate(driver, migrations.slice(0, 4));
    driver.pragma('foreign_keys=ON');
    driver.exec(`INSERT INTO item (system, kind, id, version, summary, body) VALUES ('crime', 'crime', 'u', 0, '{}', '{}'), ('crime', 'crime', 'v', 0, '{}', '{}');
      INSERT INTO search (system, kind, id, title, body) VALUES ('crime', 'crime', 'u', 'made', '');
      INSERT INTO outbox (id, system, command, item_kind, item_id, base_version, payload, summary, at, creates)
        VALUES ('a', 'crime', 'crime.create', 'crime', 'u', 0, '{}', '', 'at', 1)`);
    return driver;
  };
  const items = (driver: CipherDriver): unknown => driver.prepare('SELECT id FROM item ORDER BY id').pluck().all();

  it.each([
    ['is removed', "DELETE FROM outbox WHERE id = 'a'"],
    ['is decided anew', "UPDATE outbox SET state = 'superseded' WHERE id = 'a'"],
  ])('takes what a creation made away with it when it %s, from search too, and nothing else', (_, sql) => {
    const driver = withCreation();
    driver.exec(sql);
    expect(items(driver)).toEqual(['v']);
    expect(driver.prepare('SELECT count(*) FROM search_entry').pluck().get()).toBe(0);
  });

  it('finds what was made by its number once it has one, and leaves what is HQ’s', () => {
    const driver = withCreation();
    driver.exec("INSERT INTO alias VALUES ('u', 'crime', 'crime', '04/26/00001'); UPDATE item SET id = '04/26/00001' WHERE id = 'u'");
    driver.exec("UPDATE item SET version = 1 WHERE id = '04/26/00001'; DELETE FROM outbox");
    expect(items(driver)).toEqual(['04/26/00001', 'v']);
  });

  it('keeps what was made while another piece of work makes it', () => {
    const driver = withCreation();
    driver.exec(`INSERT INTO outbox (id, system, command, item_kind, item_id, base_version, payload, summary, at, creates)
        VALUES ('b', 'crime', 'crime.create', 'crime', 'u', 0, '{}', '', 'at', 1);
      DELETE FROM outbox WHERE id = 'a'`);
    expect(items(driver)).toEqual(['u', 'v']);
    driver.exec("DELETE FROM outbox WHERE id = 'b'");
    expect(items(driver)).toEqual(['v']);
  });
});

describe('0009 log history', () => {
  it('gives the logs of a store what new ones are given: links to place, postcode and caller, and the mark of a hazard', () => {
    const driver = emptyStore();
    migrate(driver, migrations.slice(0, 8));
    const place = { text: ' 14 Balfour Street', postcode: 'pr25 2td', area: 'South Ribble' };
    const log = { ...incident({ place, lines: [line({ kind: 'hazard' })] }), caller: { telephone: '07700 900127' } };
    const insert = driver.prepare(
      `INSERT INTO item (system, kind, id, version, summary, body) VALUES ('storm', 'incident', ?, 1, '{}', ?)`,
    );
    insert.run(log.id, JSON.stringify(log));
    insert.run('LC-20210518-0002', JSON.stringify(incident({ id: 'LC-20210518-0002' })));
    for (const [index, postcode] of ['PR25', 'EC1A', 'PR25 2', 'PR25-2TD', 'w1a 1aa', 'M1 1AE'].entries()) {
      const id = `LC-20210518-001${index}`;
      insert.run(id, JSON.stringify(incident({ id, place: { ...place, postcode } })));
    }
    migrate(driver);
    const described = stormKinds.incident.describe(log).links.filter(({ role }) => ['place', 'postcode', 'telephone'].includes(role));
    expect(driver.prepare('SELECT role, value FROM item_link WHERE id = ? ORDER BY role').all(log.id)).toEqual(described);
    expect(described).toHaveLength(3);
    const whole = `SELECT DISTINCT value FROM item_link WHERE role = 'postcode' ORDER BY value`;
    expect(driver.prepare(whole).pluck().all()).toEqual(['M11AE', 'PR252TD', 'W1A1AA']);
    expect(driver.prepare(`SELECT summary ->> 'hazard' FROM item ORDER BY id`).pluck().all()).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('finds each by the very links, and marks each by the very hazards, that a log of today has', () => {
    const driver = emptyStore();
    migrate(driver, migrations.slice(0, 8));
    const numbers = [
      '07700 900127',
      '+44 7700 900127',
      '+44 (0)7700 900127',
      '0044 7700 900127',
      '00440 7700',
      '07700-900\u00a0127',
      '237715',
      '',
    ];
    const places = [' 14 Balfour Street ', '14\u00a0Balfour\tStreet\u202f', 'ÉCOLE Lane'];
    const warning = line({ id: 'W', kind: 'hazard', operator: 'PC 2418' });
    const strike = line({ id: 'S', kind: 'strike', struck: 'W', operator: 'PC 2418' });
    const logs = [
      ...numbers.map((telephone) => ({ caller: { telephone } })),
      ...places.map((text) => ({ place: { text, postcode: 'pr25\u00a02td', area: 'South Ribble' } })),
      { lines: [warning, strike] },
      { lines: [warning, { ...strike, operator: 'Control' }] },
    ].map((change, index) => ({ ...incident({ id: `LC-20210518-${String(index).padStart(4, '0')}` }), ...change }));
    const insert = driver.prepare(
      `INSERT INTO item (system, kind, id, version, summary, body) VALUES ('storm', 'incident', ?, 1, '{}', ?)`,
    );
    for (const log of logs) insert.run(log.id, JSON.stringify(log));
    migrate(driver);
    for (const log of logs) {
      const { links, summary } = stormKinds.incident.describe(log);
      const found = links.filter(({ role }) => ['place', 'postcode', 'telephone'].includes(role));
      expect([log.id, driver.prepare('SELECT role, value FROM item_link WHERE id = ? ORDER BY role').all(log.id)]).toEqual([log.id, found]);
      const hazard = driver.prepare(`SELECT summary ->> 'hazard' FROM item WHERE id = ?`).pluck().get(log.id);
      expect([log.id, hazard === 1]).toEqual([log.id, (summary as { hazard: boolean }).hazard]);
    }
  });
});

describe('0013 mail recipients', () => {
  const withSentMail = (): CipherDriver => {
    const driver = emptyStore();
    migrate(driver, migrations.slice(0, 10));
    driver.exec(`INSERT INTO mail_folder (path, name, special, uid_validity, uid_next, modseq, unread, total, synced_at)
        VALUES ('INBOX', 'Inbox', 'inbox', 1, 5, '9', 0, 1, 'at'), ('Sent', 'Sent', 'sent', 2, 6, '8', 0, 1, 'at');
      INSERT INTO mail_message (id, folder, uid, subject, from_name, from_address, preview, at, seen, flagged, attachments)
        VALUES ('i', 'INBOX', 1, 'in', '', '', '', 'at', 1, 0, 0), ('s', 'Sent', 1, 'out', '', '', '', 'at', 1, 0, 0);
      INSERT INTO search (system, kind, id, title, body) VALUES ('mail', 'mail', 'i', 'in', ''), ('mail', 'mail', 's', 'out', '');
      INSERT INTO outbox (id, system, command, item_kind, item_id, base_version, payload, summary, at)
        VALUES ('a', 'mail', 'mail.send', 'letter', 'x', 0, '{}', '', 'at');
      INSERT INTO mail_submission (key, state) VALUES ('a', 'begun')`);
    return driver;
  };

  it('has sent mail listed anew, with whom it went to, and leaves the inbox alone', () => {
    const driver = withSentMail();
    migrate(driver);
    expect(driver.prepare('SELECT id, recipients FROM mail_message').all()).toEqual([{ id: 'i', recipients: '' }]);
    expect(driver.prepare("SELECT id FROM search_entry WHERE system = 'mail'").pluck().all()).toEqual(['i']);
    expect(driver.prepare('SELECT path, uid_validity, uid_next, modseq, synced_at FROM mail_folder ORDER BY path').raw().all()).toEqual([
      ['INBOX', 1, 5, '9', 'at'],
      ['Sent', 2, 0, null, null],
    ]);
  });

  it('forgets how far a letter came once it goes out under another key', () => {
    const driver = withSentMail();
    migrate(driver);
    driver.exec("UPDATE outbox SET state = 'waiting' WHERE id = 'a'");
    expect(driver.prepare('SELECT key FROM mail_submission').pluck().all()).toEqual(['a']);
    driver.exec("UPDATE outbox SET id = 'b' WHERE id = 'a'");
    expect(driver.prepare('SELECT key FROM mail_submission').pluck().all()).toEqual([]);
  });
});

describe('0024 mail threads', () => {
  it('has each message of before as a conversation of its own, to be put into the one that it belongs to', () => {
    const driver = emptyStore();
    migrate(driver, migrations.slice(0, 23));
    const insert = driver.prepare(
      `INSERT INTO mail_message (id, folder, uid, subject, from_name, from_address, recipients, preview, at, seen, flagged, attachments)
       VALUES (?, 'INBOX', ?, '', '', '', '', '', '2021-05-18T09:00:00.000Z', 1, 0, 0)`,
    );
    insert.run('a', 1);
    insert.run('b', 2);
    migrate(driver);
    expect(driver.prepare('SELECT id, thread FROM mail_thread ORDER BY id').all()).toEqual([
      { id: 'a', thread: 1 },
      { id: 'b', thread: 2 },
    ]);
    expect(driver.prepare('SELECT number FROM mail_unplaced').pluck().all()).toEqual([1, 2]);
  });

  it('never calls another conversation by a number that was one’s', () => {
    const driver = emptyStore();
    migrate(driver);
    const insert = driver.prepare(
      `INSERT INTO mail_message (id, folder, uid, subject, from_name, from_address, recipients, preview, at, seen, flagged, attachments)
       VALUES (?, 'INBOX', ?, '', '', '', '', '', '2021-05-18T09:00:00.000Z', 1, 0, 0)`,
    );
    insert.run('a', 1);
    driver.prepare('DELETE FROM mail_message').run();
    insert.run('b', 2);
    expect(driver.prepare('SELECT thread FROM mail_thread').pluck().all()).toEqual([2]);
  });
});
