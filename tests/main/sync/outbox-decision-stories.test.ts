import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSync } from '../../../main/sync/sync.ts';
import { stoppedClock } from '../support/clock.ts';
import { addUpdate } from '../support/give.ts';
import { type Fate, headquarters } from '../support/hq.ts';
import { incident, officer, upsertIncident } from '../support/items.ts';
import { bring, temporaryStore } from '../support/store.ts';

const NOW = '2021-05-18T15:00:00.000Z';
const LOG = 'LC-20210518-1587';

describe('decisions beside the sender', () => {
  /** A closed log refuses; HQ opens and closes it as the story goes. Each request or its answer may be lost. */
  const story = fc.array(fc.constantFrom('write', 'resend', 'mend', 'discard', 'open', 'close', 'tryNow', 'rest', 'rest', 'restart'), {
    minLength: 10,
    maxLength: 40,
  });

  it('leave every piece of work at HQ once, here, or discarded: none twice, none nowhere, in every order of events', async () => {
    await fc.assert(
      fc.asyncProperty(story, fc.infiniteStream(fc.constantFrom<Fate>('through', 'requestLost', 'answerLost')), async (events, fates) => {
        const hq = headquarters(() => fates.next().value ?? 'through');
        hq.publish('incident', incident());
        const store = await temporaryStore();
        await bring(store, 'storm', [upsertIncident(incident())]);
        const start = () => createSync({ store, services: hq.services, onRefreshed: () => undefined, clock: stoppedClock });
        let sync = start();
        let written = 0;
        /** Pieces of work, by the mark that every text of theirs ends with. */
        const discarded = new Set<string>();
        const first = async () => (await store.read('outbox.list', null)).find(({ state }) => state === 'refused' || state === 'waiting');
        const logAtHq = () => hq.incidents.get(LOG) ?? incident();
        for (const event of events) {
          const item = await first();
          const mark = item?.summary.split(' ').at(-1) ?? '';
          switch (event) {
            case 'write':
              written += 1;
              await addUpdate(store, { outboxId: randomUUID(), payload: { incidentId: LOG, text: `#${written}`, at: NOW } });
              break;
            case 'resend':
              if (item) await store.write('outbox.resend', { id: item.id, at: NOW });
              break;
            case 'mend':
              if (item) {
                const text = `mended ${mark}`;
                await store.write('outbox.mend', {
                  id: item.id,
                  payload: { incidentId: LOG, text },
                  summary: text,
                  author: officer(),
                  at: NOW,
                });
              }
              break;
            case 'discard': {
              const gone = item && (await store.write('outbox.discard', { id: item.id, withDependents: false, keepText: false, at: NOW }));
              if (gone?.ok) discarded.add(mark);
              break;
            }
            case 'open':
            case 'close':
              hq.publish('incident', { ...logAtHq(), version: logAtHq().version + 1, state: event === 'open' ? 'open' : 'closed' });
              break;
            case 'tryNow':
              sync.tryNow();
              break;
            case 'rest':
              await new Promise((resolve) => setTimeout(resolve, 5));
              break;
            case 'restart': {
              // As at a new shift certificate: the old one's last request may still be under way.
              const before = sync;
              sync = start();
              await before.stop();
              break;
            }
          }
        }
        await sync.stop();
        const atHq = logAtHq()
          .lines.filter((line) => line.kind === 'update')
          .map((line) => line.text.split(' ').at(-1) ?? '');
        const here = (await store.read('outbox.list', null)).map(({ summary }) => summary.split(' ').at(-1) ?? '');
        expect(new Set(atHq).size).toBe(atHq.length);
        for (let n = 1; n <= written; n += 1) {
          const mark = `#${n}`;
          expect([mark, atHq.includes(mark) || here.includes(mark) || discarded.has(mark)]).toEqual([mark, true]);
        }
      }),
      { numRuns: 40, seed: 11 },
    );
  });
});
