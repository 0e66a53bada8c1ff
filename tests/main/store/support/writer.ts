/** Writes updates into a store until it is killed, saying each number once it has been acknowledged. */
import { openStore } from '../../../../main/store/open.ts';
import { addUpdate } from '../../support/give.ts';
import { incident, upsertIncident } from '../../support/items.ts';

const AT = '2021-05-18T14:42:00.000Z';
const [folder, from] = process.argv.slice(2);
if (folder === undefined || from === undefined) throw new TypeError('usage: writer.ts FOLDER FROM');

const open = openStore(new URL('../../../../main/app/store-worker.ts', import.meta.url));
const store = await open({ folder, key: new Uint8Array(32).fill(7) });
const lines = [upsertIncident(incident()), { op: 'cursor', cursor: 'c', more: false } as const];
await store.write('feed.apply', { system: 'storm', lines, at: AT });
for (let n = Number(from); ; n += 1) {
  const outboxId = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  await addUpdate(store, { outboxId, payload: { incidentId: 'LC-20210518-1587', text: `update ${n}`, at: AT } });
  process.stdout.write(`${n}\n`);
}
