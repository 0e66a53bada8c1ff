import { describe, expect, it } from 'vitest';
import type { System } from '../../../contracts/hq/feeds.ts';
import type { Fetched } from '../../../contracts/ipc/fetched.ts';
import type { Result } from '../../../contracts/result.ts';
import { feedSystemIds } from '../../../contracts/systems/ids.ts';
import type { Store } from '../../../main/store/store.ts';
import { createCaseFileHandlers } from '../../../main/systems/case-files/handlers.ts';
import { createCrimeHandlers } from '../../../main/systems/crime/handlers.ts';
import { createExhibitHandlers } from '../../../main/systems/exhibits/handlers.ts';
import { mailHandlers } from '../../../main/systems/mail/handlers.ts';
import { createMissingHandlers } from '../../../main/systems/missing/handlers.ts';
import { createPeopleHandlers } from '../../../main/systems/people/handlers.ts';
import { createRecordsHandlers } from '../../../main/systems/records/handlers.ts';
import { createStatementHandlers } from '../../../main/systems/statements/handlers.ts';
import { createStormHandlers } from '../../../main/systems/storm/handlers.ts';
import { createTodayHandlers } from '../../../main/systems/today/handlers.ts';
import { createVideoDesk } from '../../../main/systems/video/handlers.ts';
import { inbox, incident, task, upsert, upsertIncident } from '../support/items.ts';
import { receiverOf } from '../support/receivers.ts';
import { room } from '../support/room.ts';
import { bring, temporaryStore } from '../support/store.ts';

const AT = '2021-05-18T14:40:00.000Z';
const query = { scope: 'mine', text: '', offset: 0, limit: 10 } as const;

/** Every call whose answer may be "none", by what it is of. */
const asked = (store: Store): Readonly<Record<System | 'mail', readonly (() => Promise<Result<Fetched<unknown>, string>>)[]>> => {
  const ports = room(store);
  const storm = createStormHandlers(ports);
  const crime = createCrimeHandlers(ports);
  const people = createPeopleHandlers(ports);
  const records = createRecordsHandlers(ports);
  const missing = createMissingHandlers(ports);
  const caseFiles = createCaseFileHandlers({ ...ports, signer: () => undefined, receiverOf });
  const statements = createStatementHandlers({ ...ports, signer: () => undefined, receiverOf });
  const exhibits = createExhibitHandlers({ ...ports, receiverOf });
  const video = createVideoDesk({
    ...{ ...ports, service: () => undefined, trust: () => undefined, hasRoom: async () => true, stopped: () => undefined },
  }).handlers;
  const mail = mailHandlers({ store: () => store, service: () => undefined, reader: () => undefined, receiverOf });
  const part =
    (name: 'shift' | 'storm' | 'tasks' | 'missing' | 'briefing' | 'mail') => async (): Promise<Result<Fetched<unknown>, string>> => {
      const view = await createTodayHandlers(ports).view(null);
      return view.ok ? { ok: true, value: view.value[name] } : view;
    };
  return {
    storm: [
      ...(['mine', 'area', 'closed'] as const).map((scope) => () => storm.list({ scope, offset: 0, limit: 500 })),
      () => storm.unit(null),
      part('storm'),
    ],
    crime: [() => crime.list(query), () => crime.tasks(null), () => crime.offences({ text: 'x', limit: 1 }), part('tasks')],
    people: [
      () => people.roster({ from: '2021-05-18', to: '2021-05-18' }),
      () => people.team(null),
      () => missing.areas(null),
      part('shift'),
    ],
    records: [() => records.persons({ text: '', offset: 0, limit: 10 })],
    statements: [() => statements.list({ offset: 0, limit: 10 }), () => statements.ofCrime({ crimeId: '04/26/06103' })],
    exhibits: [() => exhibits.list({ offset: 0, limit: 10 }), () => exhibits.about({})],
    caseFiles: [() => caseFiles.list({})],
    missing: [
      () => missing.list({ scope: 'all', state: 'missing', text: '', offset: 0, limit: 10 }),
      () => missing.ofPerson({ id: 'N-1' }),
      part('missing'),
    ],
    briefing: [() => createTodayHandlers(ports).briefing(null), part('briefing')],
    video: [() => video.list({ crimeId: '04/26/06103' })],
    mail: [
      () => mail.folders(null),
      async () => {
        const list = await mail.list({ folder: 'INBOX', filter: 'all', offset: 0, limit: 10 });
        // A folder that is not known at all is told apart already.
        return list.ok ? list : { ok: true, value: { known: false } };
      },
      async () => {
        const list = await mail.conversations({ folder: 'INBOX', filter: 'all', offset: 0, limit: 10 });
        return list.ok ? list : { ok: true, value: { known: false } };
      },
      part('mail'),
    ],
  };
};
const knownOf = async (store: Store): Promise<Readonly<Record<string, readonly boolean[]>>> =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(asked(store)).map(async ([name, calls]) => {
        const answers = await Promise.all(calls.map((call) => call()));
        return [name, answers.map((answer) => answer.ok && answer.value.known)] as const;
      }),
    ),
  );
const all = (known: boolean) => ({
  storm: Array(5).fill(known),
  crime: Array(4).fill(known),
  people: Array(4).fill(known),
  records: [known],
  statements: Array(2).fill(known),
  exhibits: Array(2).fill(known),
  caseFiles: [known],
  missing: Array(3).fill(known),
  briefing: Array(2).fill(known),
  video: [known],
  mail: Array(4).fill(known),
});

describe('not known yet is never none', () => {
  it('for every call of every pane, until its own feed was read to its end', async () => {
    const store = await temporaryStore();
    expect(await knownOf(store)).toEqual(all(false));
    for (const system of feedSystemIds) {
      const before = await knownOf(store);
      await bring(store, system, []);
      expect(await knownOf(store)).toEqual({ ...before, [system]: all(true)[system] });
    }
    await store.write('mail.saveFolders', { folders: [inbox()] });
    expect((await knownOf(store))['mail']).toEqual([true, false, false, false]);
    await store.write('mail.folderSynced', { folder: inbox(), at: AT });
    expect(await knownOf(store)).toEqual(all(true));
  });

  it('while the first fill is still coming, also when some of it is here; and what was fetched once stays known through a reset', async () => {
    const store = await temporaryStore();
    const page = (lines: Parameters<typeof bring>[2], name: string, more: boolean) =>
      store.write('feed.apply', { system: 'storm', lines: [...lines, { op: 'cursor', cursor: name, more }], at: AT });
    await page([upsertIncident(incident())], 'p1', true);
    expect((await knownOf(store))['storm']).toEqual(all(false).storm);
    await page([], 'p2', false);
    expect((await knownOf(store))['storm']).toEqual(all(true).storm);
    await page([{ op: 'reset' }], 'p3', true);
    expect((await knownOf(store))['storm']).toEqual(all(true).storm);
  });

  it('is told to the window when a feed that brought nothing was read to its end', async () => {
    const store = await temporaryStore();
    const told: string[] = [];
    store.onChange((systems) => void told.push(...systems));
    await bring(store, 'crime', []);
    await bring(store, 'crime', []);
    expect(told).toEqual(['crime']);
  });

  it('the crew needs both Storm and People; a search says what it did not look through', async () => {
    const store = await temporaryStore();
    const today = createTodayHandlers(room(store));
    const told = async () => {
      const [view, found] = [await today.view(null), await today.search({ text: 'cctv' })];
      return [view.ok && view.value.crew.known, found.ok && found.value.unfetched, found.ok && found.value.groups.length];
    };
    expect(await told()).toEqual([
      false,
      ['person', 'officer', 'incident', 'crime', 'task', 'missing', 'circulation', 'statement', 'exhibit', 'mail'],
      0,
    ]);
    await bring(store, 'storm', []);
    expect(await told()).toEqual([
      false,
      ['person', 'officer', 'crime', 'task', 'missing', 'circulation', 'statement', 'exhibit', 'mail'],
      0,
    ]);
    await bring(store, 'people', []);
    await bring(store, 'crime', [upsert('task', 'T-7', 1, task())]);
    expect(await told()).toEqual([true, ['person', 'missing', 'circulation', 'statement', 'exhibit', 'mail'], 1]);
  });
});
