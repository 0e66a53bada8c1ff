import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../main/store/open.ts';
import { atMost, median, p95, type Result, told } from '../result.ts';

const FOLDERS = ['INBOX', 'Archive'] as const;
const EACH = 50_000;
/** Of the newest messages of each folder, which are read and name what they answer, so many stand in one conversation. */
const READ = 1000;
const TOGETHER = 5;
const BATCH = 5000;
const RUNS = 20;
/** From the key to the painted rows there are 50, and 100 to a painted folder; what the window needs of them is left out of these figures. */
const SEARCH_MS = 50;
const FOLDER_MS = 100;
const WORKER = new URL('../../../main/app/store-worker.ts', import.meta.url);

const about = ['Burglary in Balfour Street', 'Court warning', 'Rest day cancelled', 'Doorbell film', 'Briefing for nights'];
const people = ['Karen Whittle', 'Tom Halliwell', 'Witness Care', 'Rostering', 'Julie Farrow', 'Megan Clarke', 'Control'];

const messageAt = (folder: number, index: number) => ({
  ...{ id: `${folder}123456789abcdef-9-${index + 1}`, uid: index + 1, subject: `${about[index % about.length]} ${index}` },
  ...{ fromName: people[index % people.length] ?? '', fromAddress: `writer${index % 900}@lancs.example`, recipients: '' },
  ...{ at: new Date(Date.UTC(2021, 4, 18) - index * 600_000 - folder).toISOString(), seen: index % 40 !== 0, flagged: false },
  ...{ attachments: index % 6 === 0 ? 1 : 0, marking: undefined, messageId: nameOf(folder, index) },
});
const nameOf = (folder: number, index: number): string => `<${folder}.${index}@lancs.example>`;
/** The oldest of its conversation names none, each other one all before it. */
const bodyAt = (folder: number, index: number) => {
  const last = index - (index % TOGETHER) + TOGETHER - 1;
  const names = Array.from({ length: last - index }, (_, before) => nameOf(folder, last - before));
  return {
    ...{ id: messageAt(folder, index).id, preview: '', text: 'words', attachments: 0, marking: undefined },
    raw: Buffer.from(`References: ${names.join(' ')}\r\n\r\nwords`),
  };
};

/** A folder of 50,000 messages and the search of 100,000: from the call that the window makes to the answer of the store's worker. */
export const benchMailStore = async (): Promise<readonly Result[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'mo-bench-mail-store-'));
  const store = await openStore(WORKER)({ folder, key: new Uint8Array(32).fill(7) });
  try {
    const listed = { uidValidity: 9, uidNext: EACH, modseq: '1', unread: 0, total: EACH };
    await store.write('mail.saveFolders', {
      folders: FOLDERS.map((path) => ({ ...listed, path, name: path, special: path === 'INBOX' ? ('inbox' as const) : undefined })),
    });
    for (const [number, path] of FOLDERS.entries())
      for (let from = 0; from < EACH; from += BATCH)
        await store.write('mail.saveHeaders', {
          folder: path,
          messages: Array.from({ length: BATCH }, (_, index) => messageAt(number, from + index)),
        });
    for (const number of FOLDERS.keys())
      for (let index = 0; index < READ; index += 1) await store.write('mail.saveBody', bodyAt(number, index));
    const begun = performance.now();
    const writes: number[] = [];
    while (await store.read('mail.unplaced', null)) {
      const from = performance.now();
      await store.write('mail.placeInConversations', null);
      writes.push(performance.now() - from);
    }
    const placed = performance.now() - begun;
    const timed = async (ask: () => Promise<unknown>): Promise<readonly number[]> => {
      const times: number[] = [];
      for (let run = -1; run < RUNS; run += 1) {
        const begun = performance.now();
        await ask();
        if (run >= 0) times.push(performance.now() - begun);
      }
      return times;
    };
    const opened = await timed(() => store.read('mail.list', { folder: 'INBOX', filter: 'all', offset: 0, limit: 100 }));
    const conversations = (filter: 'all' | 'unread', offset: number) =>
      timed(() => store.read('mail.conversations', { folder: 'INBOX', filter, offset, limit: 100 }));
    const grouped = {
      'first page': await conversations('all', 0),
      'unread alone': await conversations('unread', 0),
      'last page': await conversations('all', EACH - READ),
    };
    const search = (text: string) => timed(() => store.read('mail.search', { text, offset: 0, limit: 100 }));
    const searched = {
      'a letter': await search('b'),
      'two words': await search('burg balf'),
      'a number': await search('4242'),
      'a sender and a day': await search('from:karen before:1/5/2021'),
      'an operator alone': await search('has:attachment is:unread'),
    };
    return [
      atMost(FOLDER_MS, `mail folder of ${EACH} opened: call to answer, median of ${RUNS}`, median(opened), 'ms'),
      ...Object.entries(grouped).map(([what, times]) =>
        atMost(FOLDER_MS, `conversations of a folder of ${EACH}, ${what}: call to answer, median of ${RUNS}`, median(times), 'ms'),
      ),
      told(`${2 * EACH} messages put into their conversations`, placed, 'ms'),
      told('of that one write, p95', p95(writes), 'ms'),
      ...Object.entries(searched).map(([what, times]) =>
        atMost(SEARCH_MS, `mail search, ${2 * EACH} messages by ${what}: call to answer, p95 of ${RUNS}`, p95(times), 'ms'),
      ),
    ];
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

if (import.meta.main) console.table(await benchMailStore());
