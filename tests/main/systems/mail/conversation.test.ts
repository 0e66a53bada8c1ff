import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../../main/store/store.ts';
import { type Answering, conversationsOf } from '../../../../main/systems/mail/conversation.ts';
import { referencesIn } from '../../../../main/systems/mail/message-id.ts';
import { messageId } from '../../../../main/systems/mail/messages.ts';
import { inbox } from '../../support/items.ts';
import { temporaryFolder, temporaryStore } from '../../support/store.ts';

const at = (minute: number): string => new Date(Date.UTC(2021, 4, 18, 9, minute)).toISOString();
const message = (id: string, minute: number, rest: Partial<Answering> = {}): Answering => ({
  ...{ id, messageId: `<${id}@x>`, references: [], subject: 'Corsa', from: 'karen@force.example', at: at(minute) },
  ...rest,
});
/** Of one of them, in their order. */
const idsOf = (id: string, messages: readonly Answering[]): readonly string[] => {
  const conversations = conversationsOf(messages);
  return [...conversations.keys()].filter((one) => conversations.get(one) === conversations.get(id));
};

describe('what belongs together', () => {
  const root = message('a', 0);
  const answer = message('b', 1, { references: ['<a@x>'] });
  const further = message('c', 2, { references: ['<a@x>', '<b@x>'] });

  it('is found from any of its messages', () => {
    for (const { id } of [root, answer, further]) expect(idsOf(id, [further, root, answer])).toEqual(['a', 'b', 'c']);
  });

  it('holds where messages between are missing, or the first one', () => {
    expect(idsOf('c', [root, further])).toEqual(['a', 'c']);
    expect(idsOf('c', [answer, further, message('d', 3, { references: ['<a@x>', '<gone@x>'] })])).toEqual(['b', 'c', 'd']);
  });

  it('is not made one by a message that names those of two', () => {
    const other = message('o', 0, { subject: 'Leave' });
    const both = message('e', 5, { references: ['<o@x>', '<a@x>'] });
    expect(idsOf('a', [root, other, both])).toEqual(['a', 'e']);
    expect(idsOf('o', [root, other, both])).toEqual(['o']);
  });

  it('has all copies of a message', () => {
    const copies = [
      message('b2', 1, { messageId: '<b@x>', references: ['<a@x>'] }),
      message('b3', 3, { messageId: '<b@x>', references: ['<list@x>', '<a@x>'] }),
      message('a2', 0, { messageId: '<a@x>' }),
    ];
    expect(idsOf('c', [root, answer, further, ...copies]).toSorted()).toEqual(['a', 'a2', 'b', 'b2', 'b3', 'c']);
    expect(idsOf('b2', copies.slice(0, 2))).toEqual(['b2', 'b3']);
  });

  it('keeps the true message of a name, whether another that bears it is dated after or before', () => {
    for (const minute of [-9, 9]) {
      const imitation = message('z', minute, { messageId: '<a@x>', subject: 'Else' });
      expect(idsOf('b', [root, answer, imitation]).toSorted()).toEqual(['a', 'b', 'z']);
    }
  });

  it('is not made one with another by a message that bears the name of one and names the other, or answers it by its subject', () => {
    const other = message('o', 0, { subject: 'Leave' });
    for (const minute of [-9, 9])
      for (const rest of [{ references: ['<o@x>'] }, { references: ['<gone@x>'] }, { subject: 'Re: Leave' }]) {
        const imitation = message('z', minute, { messageId: '<a@x>', subject: 'Else', ...rest });
        expect(idsOf('b', [root, answer, other, imitation]).toSorted()).toEqual(['a', 'b', 'z']);
        expect(idsOf('o', [root, answer, other, imitation])).toEqual(['o']);
      }
  });

  it('goes by the subject where nothing else is named: of the same person, as an answer, within a month', () => {
    const again = (rest: Partial<Answering>) => idsOf('r', [root, message('r', 60, { subject: 'RE: Fwd: corsa', ...rest })]);
    expect(again({})).toEqual(['a', 'r']);
    expect(again({ from: 'printers@shop.example' })).toEqual(['r']);
    expect(again({ subject: 'Corsa' })).toEqual(['r']);
    expect(again({ at: '2021-08-01T09:00:00.000Z' })).toEqual(['r']);
    expect(again({ references: ['<else@x>'] })).toEqual(['r']);
  });

  it('is a partition of any messages, whatever they name: loops, themselves, each other', () => {
    const name = fc.integer({ min: 0, max: 11 }).map((number) => `<${number}@x>`);
    const messages = fc
      .array(
        fc.record({ messageId: fc.option(name, { nil: undefined }), references: fc.array(name, { maxLength: 4 }), minute: fc.nat(30) }),
        {
          minLength: 1,
          maxLength: 12,
        },
      )
      .map((all) => all.map(({ minute, ...rest }, index) => message(`m${index}`, minute, { ...rest, from: `${index}@x` })));
    fc.assert(
      fc.property(messages, (all) => {
        for (const { id } of all) {
          const together = idsOf(id, all);
          expect(together).toContain(id);
          for (const other of together) expect(idsOf(other, all)).toEqual(together);
        }
      }),
    );
  });

  it('of other people with one subject never is one', () => {
    const mails = fc.uniqueArray(fc.record({ from: fc.stringMatching(/^[a-z]{1,6}$/), minute: fc.nat(1000) }), {
      selector: ({ from }) => from,
      minLength: 2,
      maxLength: 8,
    });
    fc.assert(
      fc.property(mails, (all) => {
        const messages = all.map(({ from, minute }) => message(from, minute, { from, subject: 'Re: Corsa' }));
        for (const { id } of messages) expect(idsOf(id, messages)).toEqual([id]);
      }),
    );
  });
});

describe('what a message names', () => {
  const header = (lines: readonly string[]): Uint8Array => Buffer.from([...lines, '', 'References: <body@x>'].join('\r\n'));
  it('is its References, folded or not, and its In-Reply-To', () => {
    expect(referencesIn(header(['Subject: s', 'References: <a@x>', '\t<b@x> (again)', 'In-Reply-To: <c@x> <b@x>']))).toEqual([
      '<a@x>',
      '<b@x>',
      '<c@x>',
    ]);
    expect(referencesIn(header(['X-References: <a@x>', 'Subject: <b@x>']))).toEqual([]);
  });
  it('of thousands is the first and the last hundred', () => {
    const many = Array.from({ length: 2000 }, (_, index) => `<${index}@x>`);
    const named = referencesIn(header([`References: ${many.join(' ')}`]));
    expect([named.length, named[0], named.at(-1)]).toEqual([100, '<0@x>', '<1999@x>']);
  });
});

describe('a conversation on the laptop', () => {
  let store: Store;
  beforeEach(async () => {
    store = await temporaryStore(temporaryFolder());
    const state = { uidValidity: 5, uidNext: 9 };
    await store.write('mail.saveFolders', {
      folders: [inbox(state), inbox({ ...state, path: 'Sent', name: 'Sent', special: 'sent' })],
    });
    for (const path of ['INBOX', 'Sent']) await store.write('mail.resetFolder', { path, uidValidity: 5 });
  });
  const save = async (folder: string, first: number, references: readonly (readonly string[])[]): Promise<void> => {
    const messages = references.map((_, index) => ({
      ...{ id: messageId(folder, 5, first + index), uid: first + index, subject: 's', fromName: '', fromAddress: `${first + index}@x` },
      ...{ recipients: '', at: at(first + index), seen: true, flagged: false, attachments: 0, marking: undefined },
      messageId: `<${first + index}@x>`,
    }));
    await store.write('mail.saveHeaders', { folder, messages });
    for (const [index, names] of references.entries()) {
      const raw = Buffer.from(`References: ${names.join(' ')}\r\n\r\nwords`);
      const id = messageId(folder, 5, first + index);
      await store.write('mail.saveBody', { ...{ id, raw, preview: '', text: '', attachments: 0, marking: undefined } });
    }
  };

  it('is of all folders, newest first, and goes with a message that is moved', async () => {
    await save('INBOX', 1, [[], ['<2@x>', '<3@x>']].toReversed());
    await save('Sent', 3, [['<2@x>']]);
    const [moved, root, answer] = [messageId('INBOX', 5, 1), messageId('INBOX', 5, 2), messageId('Sent', 5, 3)];
    const ids = async (id: string) => {
      await store.write('mail.placeInConversations', null);
      return (await store.read('mail.conversation', { id })).rows.map((one) => one.id);
    };
    expect(await ids(root)).toEqual([answer, root, moved]);
    await store.write('mail.moved', { id: moved, to: { folder: 'Sent', uidValidity: 5, uid: 8 } });
    expect(await ids(answer)).toEqual([answer, root, messageId('Sent', 5, 8)]);
    await store.write('mail.removeMessages', { folder: 'Sent', uids: [8] });
    expect(await ids(root)).toEqual([answer, root]);
    expect(await ids('nobody')).toEqual([]);
  });

  it('of more than two thousand is placed at once, told whole in number, and listed as far as is shown', async () => {
    await save('INBOX', 1, [[], ...Array.from({ length: 2020 }, (_, index) => ['<1@x>', `<${index + 1}@x>`])]);
    let writes = 0;
    for (; await store.read('mail.unplaced', null); writes += 1) await store.write('mail.placeInConversations', null);
    const { rows, total } = await store.read('mail.conversation', { id: messageId('INBOX', 5, 1) });
    expect([rows.length, total, writes]).toEqual([200, 2021, 1]);
  }, 120_000);
});
