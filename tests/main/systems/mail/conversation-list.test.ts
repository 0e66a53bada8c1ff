import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { MailSummary } from '../../../../contracts/domain/mail.ts';
import { conversationsOf } from '../../../../main/systems/mail/conversation.ts';
import { messageId } from '../../../../main/systems/mail/messages.ts';
import { give } from '../../support/give.ts';
import { inbox } from '../../support/items.ts';
import { type LocalStore, localStore, temporaryFolder } from '../../support/store.ts';

interface Written {
  readonly uid: number;
  readonly minute?: number;
  readonly folder?: string;
  readonly from?: string;
  readonly subject?: string;
  readonly names?: readonly number[];
  /** What it is called, where that is not its own name. */
  readonly called?: number | undefined;
  readonly seen?: boolean;
  readonly flagged?: boolean;
  readonly attachments?: number;
  readonly sensitive?: boolean;
}
const idOf = ({ folder = 'INBOX', uid }: Pick<Written, 'folder' | 'uid'>): string => messageId(folder, 5, uid);
const minutes = (minute: number): string => new Date(Date.UTC(2021, 4, 18, 0, minute)).toISOString();

let store: LocalStore;
const begin = async (): Promise<void> => {
  store = localStore(temporaryFolder());
  const state = { uidValidity: 5, uidNext: 90 };
  await store.write('mail.saveFolders', {
    folders: [inbox(state), inbox({ ...state, path: 'Archive', name: 'Archive', special: 'archive' })],
  });
  for (const path of ['INBOX', 'Archive']) {
    await store.write('mail.resetFolder', { path, uidValidity: 5 });
    await store.write('mail.folderSynced', { folder: inbox({ ...state, path }), at: minutes(0) });
  }
};
beforeEach(begin);

const header = ({ folder = 'INBOX', uid, minute = uid, from = 'Karen', subject = 's', seen = true, ...rest }: Written) => ({
  folder,
  messages: [
    {
      ...{ id: idOf({ folder, uid }), uid, subject, fromName: from, fromAddress: `${from}@x`, recipients: '', at: minutes(minute), seen },
      ...{ flagged: rest.flagged === true, attachments: rest.attachments ?? 0, messageId: `<${rest.called ?? uid}@x>` },
      marking: rest.sensitive ? ('OFFICIAL-SENSITIVE' as const) : undefined,
    },
  ],
});
const body = (one: Written) => ({
  ...{ id: idOf(one), preview: '', text: '', attachments: one.attachments ?? 0, marking: undefined },
  raw: Buffer.from(`References: ${(one.names ?? []).map((name) => `<${name}@x>`).join(' ')}\r\n\r\nwords`),
});
const place = async (): Promise<void> => {
  while (await store.read('mail.unplaced', null)) await store.write('mail.placeInConversations', null);
};
const save = async (...written: readonly Written[]): Promise<void> => {
  for (const one of written) {
    await store.write('mail.saveHeaders', header(one));
    await store.write('mail.saveBody', body(one));
  }
  await place();
};
type Filter = 'all' | 'unread' | 'flagged';
const list = async (filter: Filter = 'all', folder = 'INBOX', offset = 0, limit = 100) => {
  const page = await store.read('mail.conversations', { folder, filter, offset, limit });
  if (page === undefined) throw new Error('no such folder');
  return page;
};
const members = async (conversations: readonly number[], filter: Filter = 'all', folder = 'INBOX') =>
  store.read('mail.ofConversations', { folder, filter, conversations });

describe('a folder by conversations', () => {
  it('has each once, in the place of its newest message, with what all its messages there say', async () => {
    await save(
      { uid: 1, from: 'Karen', attachments: 2 },
      { uid: 2, from: 'Roster' },
      { uid: 3, from: 'Tom', names: [1], seen: false, sensitive: true },
      { uid: 4, from: 'Karen', names: [1, 3], flagged: true },
      { uid: 5, folder: 'Archive', from: 'Aisha', names: [1] },
    );
    const { rows, total } = await list();
    expect(total).toBe(2);
    expect(rows).toMatchObject([
      {
        ...{ id: idOf({ uid: 4 }), number: 3, names: ['Karen', 'Tom'], unread: 1, seen: false, flagged: true, attachments: 2 },
        ...{ opens: idOf({ uid: 3 }), marking: 'OFFICIAL-SENSITIVE' },
      },
      { id: idOf({ uid: 2 }), number: 1, names: ['Roster'], unread: 0, seen: true, opens: idOf({ uid: 2 }) },
    ]);
    const [first] = rows;
    const together = await members([first?.conversation ?? 0]);
    expect(together.rows.map(({ id }) => id)).toEqual([4, 3, 1].map((uid) => idOf({ uid })));
    expect((await list('all', 'Archive')).rows).toMatchObject([{ id: idOf({ folder: 'Archive', uid: 5 }), number: 1 }]);
    expect(await store.read('mail.conversations', { folder: 'None', filter: 'all', offset: 0, limit: 1 })).toBeUndefined();
  });

  it('is by what the filter lets through', async () => {
    await save({ uid: 1 }, { uid: 2, names: [1], seen: false }, { uid: 3, names: [1, 2] }, { uid: 4, seen: false });
    const { rows, total } = await list('unread');
    expect([total, rows.map(({ id, number }) => [id, number])]).toEqual([
      2,
      [
        [idOf({ uid: 4 }), 1],
        [idOf({ uid: 2 }), 1],
      ],
    ]);
    expect((await list('flagged')).rows).toEqual([]);
  });

  it('is at once without what waits to be filed elsewhere, and has it there', async () => {
    await save({ uid: 1 }, { uid: 2, names: [1] }, { uid: 3, folder: 'Archive', minute: 0, names: [1] });
    await give(store, 'mail', 'mail.move', { to: 'Archive' }, { itemId: idOf({ uid: 2 }) });
    await give(store, 'mail', 'mail.setSeen', { seen: false }, { itemId: idOf({ uid: 1 }) });
    expect((await list()).rows).toMatchObject([{ id: idOf({ uid: 1 }), number: 1, unread: 1 }]);
    const [archived] = (await list('all', 'Archive')).rows;
    expect(archived).toMatchObject({ id: idOf({ uid: 2 }), number: 2 });
    expect((await list('all', 'Archive')).total).toBe(1);
    expect((await members([archived?.conversation ?? 0], 'all', 'Archive')).rows.map(({ id }) => id)).toEqual([
      idOf({ uid: 2 }),
      idOf({ folder: 'Archive', uid: 3 }),
    ]);
  });

  it('keeps its number with a message that the server has moved, and goes with its last', async () => {
    await save({ uid: 1 }, { uid: 2, names: [1] });
    const [before] = (await list()).rows;
    await store.write('mail.moved', { id: idOf({ uid: 1 }), to: { folder: 'Archive', uidValidity: 5, uid: 9 } });
    expect((await list('all', 'Archive')).rows).toMatchObject([{ conversation: before?.conversation, number: 1 }]);
    await store.write('mail.removeMessages', { folder: 'INBOX', uids: [2] });
    expect(await list()).toMatchObject({ rows: [], total: 0 });
  });

  it('of thousands is told whole in number, and its messages are given by the page', async () => {
    await save({ uid: 1 });
    for (let uid = 2; uid <= 250; uid += 1) {
      await store.write('mail.saveHeaders', header({ uid }));
      await store.write('mail.saveBody', body({ uid, names: [1] }));
    }
    await place();
    const [row] = (await list()).rows;
    const conversations = [row?.conversation ?? 0];
    const { rows, total } = await members(conversations);
    expect([row?.number, rows.length, total]).toEqual([250, 200, 250]);
    const rest = await store.read('mail.ofConversations', { folder: 'INBOX', filter: 'all', conversations, offset: 200 });
    expect([rest.rows.map(({ id }) => id), rest.total]).toEqual([Array.from({ length: 50 }, (_, step) => idOf({ uid: 50 - step })), 250]);
  }, 60_000);
});

describe('messages that came', () => {
  const touches = (): { readonly count: () => number } => {
    let count = 0;
    store.onChange((topics) => {
      if (topics.includes('mail')) count += 1;
    });
    return { count: () => count };
  };

  it('are put into their conversations some at a time, and who shows them is told to ask again until none is left', async () => {
    const messages = Array.from({ length: 1200 }, (_, uid) => header({ uid: uid + 1 }).messages).flat();
    await store.write('mail.saveHeaders', { folder: 'INBOX', messages });
    const told = touches();
    let writes = 0;
    for (; await store.read('mail.unplaced', null); writes += 1) await store.write('mail.placeInConversations', null);
    expect(writes).toBe(3);
    expect(told.count()).toBe(2);
  });

  it('are shown anew only where one went into another conversation', async () => {
    await save({ uid: 1 });
    const told = touches();
    await store.write('mail.placeInConversations', null);
    expect(told.count()).toBe(0);
    await store.write('mail.saveHeaders', header({ uid: 2 }));
    await store.write('mail.saveBody', body({ uid: 2, names: [1] }));
    const before = told.count();
    await store.write('mail.placeInConversations', null);
    expect(told.count()).toBe(before + 1);
  });
});

const written = fc
  .array(
    fc.record({
      /** Copies of one message bear one time. */
      minute: fc.oneof(fc.nat(200_000), fc.constantFrom(7, 50_000)),
      called: fc.option(fc.integer({ min: 1, max: 14 }), { nil: undefined }),
      folder: fc.constantFrom('INBOX', 'INBOX', 'Archive'),
      from: fc.constantFrom('Karen', 'Tom'),
      subject: fc.constantFrom('Corsa', 'Re: Corsa', 'Leave', ''),
      names: fc.array(fc.integer({ min: 1, max: 14 }), { maxLength: 3 }),
      seen: fc.boolean(),
      /** Its body comes; when, among what is done. */
      read: fc.boolean(),
      order: fc.nat(1000),
      placed: fc.boolean(),
      archived: fc.boolean(),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((all) => all.map((one, index) => ({ ...one, uid: index + 1 })));

describe('in whatever order messages and their words come', () => {
  it('the same belong together as if all had been there at once, and each page of the list is its messages, grouped', async () => {
    await fc.assert(
      fc.asyncProperty(written, async (all) => {
        await begin();
        for (const one of all.toSorted((a, b) => a.order - b.order)) {
          await store.write('mail.saveHeaders', header(one));
          if (one.placed) await place();
        }
        for (const one of all.filter(({ read }) => read)) {
          await store.write('mail.saveBody', body(one));
          if (one.placed) await place();
        }
        await place();
        const together = conversationsOf(
          all.map((one) => ({
            ...{ id: idOf(one), messageId: `<${one.called ?? one.uid}@x>`, subject: one.subject, from: `${one.from}@x`.toLowerCase() },
            ...{ at: minutes(one.minute), references: one.read ? [...new Set(one.names.map((name) => `<${name}@x>`))] : [] },
          })),
        );
        for (const one of all) {
          const { rows } = await store.read('mail.conversation', { id: idOf(one) });
          const expected = all.filter((other) => together.get(idOf(other)) === together.get(idOf(one)));
          expect(rows.map(({ id }) => id).toSorted()).toEqual(expected.map(idOf).toSorted());
        }
        for (const one of all.filter(({ archived, folder }) => archived && folder === 'INBOX'))
          await give(store, 'mail', 'mail.move', { to: 'Archive' }, { itemId: idOf(one) });
        for (const folder of ['INBOX', 'Archive'])
          for (const filter of ['all', 'unread'] as const) {
            const page = { folder, filter, offset: 0, limit: 500 };
            const messages = (await store.read('mail.list', page))?.rows ?? [];
            const groups = grouped(messages, ({ id }) => together.get(id) ?? id);
            const pages = [...(await list(filter, folder, 0, 2)).rows, ...(await list(filter, folder, 2, 500)).rows];
            expect(pages.map(({ id, number }) => [id, number])).toEqual(groups.map((group) => [group[0]?.id, group.length]));
            expect((await list(filter, folder)).total).toBe(groups.length);
          }
        await store.close();
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});

/** In the order in which their first ones stand. */
const grouped = (messages: readonly MailSummary[], of: (message: MailSummary) => string): readonly (readonly MailSummary[])[] => [
  ...Map.groupBy(messages, of).values(),
];
