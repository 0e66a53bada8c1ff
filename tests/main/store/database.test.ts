import { describe, expect, it, onTestFinished } from 'vitest';
import { openConnection } from '../../../main/store/worker/connection.ts';
import { createDatabase, type Database } from '../../../main/store/worker/database.ts';
import { key, temporaryFolder, workerStore } from '../support/store.ts';

const database = (): Database => {
  const opened = createDatabase(openConnection(temporaryFolder(), key()));
  onTestFinished(() => opened.close());
  return opened;
};
const rows = (opened: Database): unknown => opened.read((db) => db.prepare<[], { n: number }>('SELECT count(*) AS n FROM seen').get()?.n);

describe('the database that repositories see', () => {
  it('takes back every statement of a write that fails', () => {
    const opened = database();
    expect(() =>
      opened.write((db) => {
        db.prepareWrite<[]>("INSERT INTO seen VALUES ('a', 'b')").run();
        throw new Error('on purpose');
      }),
    ).toThrow('on purpose');
    expect(rows(opened)).toBe(0);
  });

  it('tells only of writes that were committed whose rows changed', () => {
    const opened = database();
    expect(() =>
      opened.write((db) => {
        db.touch('crime');
        throw new Error('on purpose');
      }),
    ).toThrow();
    const { touched } = opened.write((db) => {
      db.touch('storm');
      db.touch('storm');
    });
    expect(touched).toEqual(['storm']);
  });

  it('does not let a function that reads write', () => {
    const opened = database();
    expect(() => opened.read((db) => db.prepare<[], never>("INSERT INTO seen VALUES ('a', 'b') RETURNING key").get())).toThrow(TypeError);
    expect(rows(opened)).toBe(0);
  });
});

describe('the store', () => {
  it('tells its listeners after a write is durable, and not those who left', async () => {
    const store = await workerStore();
    const heard: string[] = [];
    const leave = store.onChange((systems) => heard.push(...systems));
    const feed = { system: 'people', at: '2021-05-18T14:40:00.000Z' } as const;
    await store.write('feed.apply', { ...feed, lines: [{ op: 'reset' }, { op: 'cursor', cursor: 'a', more: false }] });
    leave();
    await store.write('feed.apply', { ...feed, lines: [{ op: 'reset' }, { op: 'cursor', cursor: 'b', more: false }] });
    expect(heard).toEqual(['people']);
  });

  it('says nothing of rows when an operation of ours breaks: only its class', async () => {
    const store = await workerStore();
    const note = { action: 'view', subject: 'zebracrossing'.repeat(20), detail: '', at: 'yesterday' } as const;
    const error = await store.write('journal.append', note).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).not.toContain('zebra');
    await expect(store.read('outbox.count', null)).resolves.toBe(0);
  });
});
