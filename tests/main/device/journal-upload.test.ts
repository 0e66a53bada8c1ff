import { beforeEach, describe, expect, it } from 'vitest';
import { journalUpload } from '../../../contracts/hq/orders.ts';
import { type DeviceJournal, openDeviceJournal } from '../../../main/audit/device-journal.ts';
import { keepJournalUploaded, uploadJournal } from '../../../main/device/journal-upload.ts';
import { type Tunnel, TunnelError, type TunnelStatus } from '../../../main/device/tunnel/tunnel.ts';
import { type ChainedEntry, type ChainHead, EMPTY_CHAIN, verifyJournal } from '../../../pki/journal.ts';
import { temporaryFolder } from '../support/store.ts';

/**
 * HQ's journal route as the contract says it: takes what follows its head, else tells its head. tests/main/session/mirror.test.ts
 * uploads to the real one; here HQ has to be made to lose and to lie.
 */
const journalAtHq = () => {
  const state = { entries: [] as ChainedEntry[], down: false, answer: undefined as number | undefined, uploads: 0 };
  const headNow = (): ChainHead => {
    const { seq, hash } = state.entries.at(-1) ?? EMPTY_CHAIN;
    return { seq, hash };
  };
  const listeners = new Set<(status: TunnelStatus) => void>();
  const statusNow = (): TunnelStatus => ({
    ...{ link: state.down ? 'offline' : 'online', since: new Date(), lastContact: undefined, site: undefined },
    ...{ roundTripMs: undefined, lastTry: undefined, nextTry: undefined, refusal: undefined, disowned: false },
  });
  const reply = (status: number, body: unknown) => ({ status, headers: {}, body: new TextEncoder().encode(JSON.stringify(body)) });
  const tunnel: Tunnel = {
    get status() {
      return statusNow();
    },
    onStatus(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    connect: () => Promise.reject(new TunnelError('TunnelDown')),
    async request({ method, path, body }) {
      expect(path).toBe('/v1/device/journal');
      if (state.down) throw new TunnelError('TunnelDown');
      if (state.answer !== undefined) return reply(state.answer, headNow());
      if (method === 'GET') return reply(200, headNow());
      state.uploads += 1;
      const { entries } = journalUpload.parse(JSON.parse(new TextDecoder().decode(body)));
      if (!verifyJournal(entries, headNow()).ok) return reply(409, headNow());
      state.entries.push(...entries);
      return reply(200, headNow());
    },
    tryNow: () => undefined,
    close: async () => undefined,
  };
  const link = (down: boolean): void => {
    state.down = down;
    for (const listener of listeners) listener(statusNow());
  };
  return { state, tunnel, link };
};

let hq: ReturnType<typeof journalAtHq>;
let folder: string;
let journal: DeviceJournal;
const tagKey = new Uint8Array(32).fill(3);
const log = (): void => undefined;
const upload = () => uploadJournal({ tunnel: hq.tunnel, journal, tagKey, log });
const note = (detail: string) => journal.note({ action: 'lock', subject: 'ab'.repeat(16), detail });

beforeEach(() => {
  hq = journalAtHq();
  folder = temporaryFolder();
  journal = openDeviceJournal(folder);
});

describe('the upload of the device journal', () => {
  it('brings HQ whatever it has not got, page by page, and nothing twice', async () => {
    for (let n = 0; n < 450; n += 1) await note(String(n));
    expect(await upload()).toBe('uploaded');
    expect(hq.state.uploads).toBe(3);
    await note('one more');
    expect(await upload()).toBe('uploaded');
    expect(await upload()).toBe('nothingNew');
    expect(hq.state.entries.map(({ detail }) => detail).slice(-2)).toEqual(['449', 'one more']);
    expect(verifyJournal(hq.state.entries)).toEqual({ ok: true, head: journal.head });
    expect(journal.uploaded).toEqual(journal.head);
  });

  it('keeps everything while HQ cannot be reached, or does not answer as it should', async () => {
    await note('kept');
    hq.state.down = true;
    expect(await upload()).toBe('TunnelDown');
    hq.state.down = false;
    for (const answer of [404, 500, 409]) {
      hq.state.answer = answer;
      expect(await upload()).toBe('HqUnusable');
    }
    hq.state.answer = undefined;
    expect(await upload()).toBe('uploaded');
    expect(hq.state.entries).toHaveLength(1);
  });

  it('tells HQ of a break: an older copy of the folder that was put back', async () => {
    for (const detail of ['a', 'b', 'c']) await note(detail);
    await upload();
    journal = openDeviceJournal(temporaryFolder()); // As if the folder had been emptied.
    await note('d');
    await note('e');
    expect(await upload()).toBe('uploaded');
    expect(hq.state.entries.map(({ action, detail }) => `${action} ${detail}`).slice(3)).toEqual([
      'journalBroken HQ is at 3',
      'lock d',
      'lock e',
    ]);
    expect(verifyJournal(hq.state.entries)).toEqual({ ok: true, head: journal.head });
  });

  it('ends when HQ takes nothing and knows nothing, instead of asking without end', async () => {
    await note('a');
    hq.state.entries = [];
    const { request } = hq.tunnel;
    const refusing: Tunnel = {
      ...hq.tunnel,
      request: async (asked) =>
        asked.method === 'POST' ? { ...(await request({ ...asked, method: 'GET' })), status: 409 } : request(asked),
    };
    expect(await uploadJournal({ tunnel: refusing, journal, tagKey, log })).toBe('Behind');
  });

  it('goes by itself when the tunnel comes up', async () => {
    hq.state.down = true;
    const kept = keepJournalUploaded({ tunnel: hq.tunnel, journal, tagKey, log });
    await note('while offline');
    hq.link(false);
    await kept.now();
    expect(hq.state.entries).toHaveLength(1);
    await kept.stop();
  });
});
