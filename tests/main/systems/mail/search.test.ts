import { beforeEach, describe, expect, it } from 'vitest';
import { readMailQuery } from '../../../../contracts/domain/mail-query.ts';
import { reindex } from '../../../../main/session/reindex.ts';
import type { Store } from '../../../../main/store/store.ts';
import { openConnection } from '../../../../main/store/worker/connection.ts';
import { saveBody } from '../../../../main/systems/mail/save-body.ts';
import { give } from '../../support/give.ts';
import { inbox } from '../../support/items.ts';
import { testReader } from '../../support/reader.ts';
import { key, temporaryFolder, temporaryStore } from '../../support/store.ts';
import { plainMessage } from './support/force-mail.ts';

describe('what is typed to look for mail', () => {
  it.each([
    ['burglary Leyland', { words: 'burglary Leyland' }],
    ['from:karen "rear door"', { words: 'rear door', from: ['karen'] }],
    ['FROM:"Karen Whittle" to:tom', { from: ['Karen Whittle'], to: ['tom'] }],
    ['is:unread has:attachment in:Deleted', { seen: false, attachment: true, folder: 'deleted' }],
    ['before:18/5/2021', { before: '2021-05-17T23:00:00.000Z' }],
    ['before:2021-01-18', { before: '2021-01-18T00:00:00.000Z' }],
    ['after:18.05.21', { since: '2021-05-18T23:00:00.000Z' }],
    ['on:18/05/2021', { since: '2021-05-17T23:00:00.000Z', before: '2021-05-18T23:00:00.000Z' }],
    ['on:today', { since: '2021-05-17T23:00:00.000Z', before: '2021-05-18T23:00:00.000Z' }],
    ['before:yesterday', { before: '2021-05-16T23:00:00.000Z' }],
    ['after:17/5', { since: '2021-05-17T23:00:00.000Z' }],
    ['after:27/11', { since: '2020-11-28T00:00:00.000Z' }],
    ['subject:"rear door"', { subject: ['rear door'] }],
    // Half typed, and what is no day.
    ['from: is:', {}],
  ])('%s', (typed, wanted) => {
    const now = new Date('2021-05-18T14:00:00.000Z');
    expect(readMailQuery(typed, now)).toEqual({ words: '', from: [], to: [], subject: [], notUnderstood: [], ...wanted });
  });

  it.each(['before:31/02/2021', 'after:9999-12-31', 'on:0000-01-01', 'before:16:00', 'is:mine', 'has:films'])(
    '%s says nothing, and is told to say nothing',
    (typed) => expect(readMailQuery(typed)).toEqual({ words: '', from: [], to: [], subject: [], notUnderstood: [typed] }),
  );
});

describe('the search of mail', () => {
  let store: Store;
  let folder: string;
  beforeEach(async () => {
    folder = temporaryFolder();
    store = await temporaryStore(folder);
    const inFolder = { uidValidity: 9, uidNext: 9 };
    await store.write('mail.saveFolders', {
      folders: [
        inbox(inFolder),
        inbox({ ...inFolder, path: 'Bin', name: 'Bin', special: 'trash' }),
        inbox({ ...inFolder, path: 'Sent', name: 'Sent', special: 'sent' }),
      ],
    });
    await save('INBOX', 1, { subject: 'Balfour Street burglary', fromName: 'Karen Whittle', at: '2021-05-18T09:00:00.000Z', seen: false });
    await save('INBOX', 2, { subject: 'Karen Whittle retires', fromName: 'Tom', at: '2021-05-17T09:00:00.000Z', attachments: 1 });
    await save('Bin', 3, { subject: 'Burglary leaflet', fromName: 'Printers', at: '2020-01-02T09:00:00.000Z' });
    await save('Sent', 4, { subject: 'Burglary film', recipients: 'PC Megan Clarke', at: '2021-05-16T09:00:00.000Z' });
  });
  const save = (path: string, uid: number, rest: object) =>
    store.write('mail.saveHeaders', {
      folder: path,
      messages: [
        {
          ...{ id: `0123456789abcdef-9-${uid}`, uid, subject: '', fromName: '', fromAddress: '', recipients: '', at: '' },
          ...{ seen: true, flagged: false, attachments: 0, marking: undefined, ...rest },
        },
      ],
    });
  const found = async (text: string) =>
    (await store.read('mail.search', { text, offset: 0, limit: 50 })).rows.map(({ subject }) => subject);

  it('finds in all folders, the newest first, by beginnings of words and by each operator', async () => {
    expect(await found('burg')).toEqual(['Balfour Street burglary', 'Burglary film', 'Burglary leaflet']);
    expect(await found('from:karen')).toEqual(['Balfour Street burglary']);
    expect(await found('karen')).toEqual(['Balfour Street burglary', 'Karen Whittle retires']);
    expect(await found('to:megan burglary')).toEqual(['Burglary film']);
    expect(await found('has:attachment')).toEqual(['Karen Whittle retires']);
    expect(await found('is:unread')).toEqual(['Balfour Street burglary']);
    expect(await found('burglary in:deleted')).toEqual(['Burglary leaflet']);
    expect(await found('burglary before:17/05/2021')).toEqual(['Burglary film', 'Burglary leaflet']);
    expect(await found("from:100%' OR 1=1 --")).toEqual([]);
  });

  it('finds a message where the officer has put it, and none that waits to be deleted for good', async () => {
    await give(store, 'mail', 'mail.move', { to: 'Bin' }, { itemId: '0123456789abcdef-9-1' });
    await give(store, 'mail', 'mail.erase', {}, { itemId: '0123456789abcdef-9-3' });
    expect(await found('burglary in:deleted')).toEqual(['Balfour Street burglary']);
    expect(await found('burglary')).toEqual(['Balfour Street burglary', 'Burglary film']);
  });

  it('finds by the name of an attachment, also of what an earlier program kept', async () => {
    const reader = testReader();
    const raw = Buffer.concat([
      Buffer.from('MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n'),
      plainMessage('Film', '--b\r\n\r\nSee it.\r\n--b\r\nContent-Disposition: attachment; filename="Doorbell_1402.txt"\r\n\r\nx\r\n--b--'),
    ]);
    await saveBody(store, reader, '0123456789abcdef-9-2', raw);
    expect(await found('doorbell')).toEqual(['Karen Whittle retires']);
    await store.write('mail.saveBody', {
      ...{ id: '0123456789abcdef-9-2', raw: Uint8Array.from(raw), preview: '', text: 'See it.', attachments: 1, marking: undefined },
    });
    await store.close();
    const connection = openConnection(folder, key());
    connection.exec(`INSERT INTO search_behind (system, kind, id) SELECT system, kind, id FROM search_entry WHERE system = 'mail'`);
    connection.close();
    store = await temporaryStore(folder);
    expect(await found('doorbell')).toEqual([]);
    await reindex(store, reader);
    expect(await found('doorbell')).toEqual(['Karen Whittle retires']);
    reader.end();
  });
});
