import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { storeReads, storeWrites } from '../../../../main/app/store-operations.ts';
import type { WritableDb } from '../../../../main/store/db.ts';
import { openConnection } from '../../../../main/store/worker/connection.ts';
import { createDatabase } from '../../../../main/store/worker/database.ts';
import { enqueue } from '../../../../main/sync/outbox.ts';
import { key, temporaryFolder } from '../../support/store.ts';
import { NOW } from './support.ts';

const HASH = 'a'.repeat(64);

it('a command waits for what it carries and holds up nothing else of its system; HQ’s "missing" sends it back', () => {
  const database = createDatabase(openConnection(temporaryFolder(), key()));
  onTestFinished(() => database.close());
  const run = <Value>(work: (db: WritableDb) => Value): Value => database.write(work).value as Value;
  const at = NOW.toISOString();
  const decide = (itemId: string, blobs?: readonly string[]): string => {
    const id = randomUUID();
    const target = { system: 'storm', command: 'incident.addLine', itemKind: 'incident', baseVersion: 1 } as const;
    run((db) => enqueue(db, { id, ...target, itemId, payload: {}, summary: itemId, at, ...(blobs === undefined ? {} : { blobs }) }));
    return id;
  };
  const blob = run((db) => storeWrites['blob.begin'](db, { bytes: 3, type: 'text/plain', at, maxTotalBytes: 10 }));
  if (!blob.ok) throw new Error(blob.code);
  run((db) => storeWrites['blob.append'](db, { blob: blob.value, part: 0, data: new Uint8Array(3) }));
  run((db) => storeWrites['blob.finish'](db, { blob: blob.value, hash: HASH, at }));
  const carrying = decide('A', [HASH]);
  const later = decide('A');
  const other = decide('B');
  const take = () => run((db) => storeWrites['outbox.take'](db, { system: 'storm' }));
  expect(take()?.id).toBe(other);
  expect(take()).toBeUndefined(); // In order per item: what came after it waits with it.
  run((db) => storeWrites['blob.sent'](db, { hash: HASH, sent: 3, atHq: true }));
  expect(take()).toMatchObject({ id: carrying, blobs: [HASH] });
  run((db) => storeWrites['outbox.settle'](db, { id: carrying, answer: { kind: 'blobsMissing' } }));
  expect(take()).toBeUndefined();
  expect(database.read((db) => storeReads['blob.toSend'](db, { after: [] }))).toMatchObject({ hash: HASH, sent: 0 });
  run((db) => storeWrites['blob.sent'](db, { hash: HASH, sent: 3, atHq: true }));
  expect(take()?.id).toBe(carrying);
  run((db) => storeWrites['outbox.settle'](db, { id: carrying, answer: { kind: 'done', version: 2 } }));
  expect(take()).toMatchObject({ id: later, blobs: [] });
});
