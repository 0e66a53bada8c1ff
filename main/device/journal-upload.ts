import { setTimeout as delay } from 'node:timers/promises';
import { journalUpload } from '../../contracts/hq/orders.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';
import type { ChainHead } from '../../pki/journal.ts';
import type { DeviceJournal } from '../audit/device-journal.ts';
import type { Log } from '../platform/log/log.ts';
import { deviceCaller, failureOf } from './tunnel/call.ts';
import type { Tunnel } from './tunnel/tunnel.ts';

export interface UploadPorts {
  readonly tunnel: Tunnel;
  readonly journal: DeviceJournal;
  /** The key of the officers' tags, with which HQ finds whose a tag is (contracts/hq/orders.ts). */
  readonly tagKey: Uint8Array;
  readonly log: Log;
}

/** What came of one upload. Behind: HQ does not take what follows its own head, or names yet another head than the one gone on after. */
export type UploadOutcome = 'uploaded' | 'nothingNew' | 'TunnelDown' | 'HqUnusable' | 'Behind';

/** Keeps HQ's copy of the device journal young. */
export interface JournalUpload {
  /** Now; resolves with what came of it, never rejects. */
  now(): Promise<UploadOutcome>;
  stop(): Promise<void>;
}

/** An entry has 500 bytes as a rule: a page goes over a link of 64 kbit/s within the endpoint's time. */
const PAGE_ENTRIES = 200;
/** Something new goes within the minute. */
const LOOK_MS = 60_000;
/** A lock and the sign-in after it go together, and not while a window is being painted. */
const AFTER_NOTE_MS = 5_000;

/** Uploads the journal when the tunnel comes up and, while there is something new, within the minute. Whoever was signed in does not matter. */
export const keepJournalUploaded = (ports: UploadPorts): JournalUpload => {
  const { tunnel, journal, log } = ports;
  const stopping = new AbortController();
  let running: Promise<UploadOutcome> | undefined;
  let planned = false;

  const now = (): Promise<UploadOutcome> => {
    running ??= uploadJournal(ports).then((outcome) => {
      running = undefined;
      if (outcome !== 'nothingNew') log('journalUpload', { outcome });
      if (outcome !== 'TunnelDown' && journal.head.seq > journal.uploaded.seq) void plan(LOOK_MS);
      return outcome;
    });
    return running;
  };
  const plan = async (milliseconds: number): Promise<void> => {
    if (planned || stopping.signal.aborted) return;
    planned = true;
    try {
      await delay(milliseconds, undefined, { ref: false, signal: stopping.signal });
    } catch {
      return; // Stopped.
    } finally {
      planned = false;
    }
    if (tunnel.status.link !== 'offline') await now();
  };

  let reached = tunnel.status.link !== 'offline';
  const offStatus = tunnel.onStatus(({ link }) => {
    const came = !reached && link !== 'offline';
    reached = link !== 'offline';
    if (came) void now();
  });
  const offNote = journal.onNote(() => void plan(AFTER_NOTE_MS));
  if (reached) void now();
  return {
    now,
    async stop() {
      stopping.abort();
      offStatus();
      offNote();
      await running;
    },
  };
};

/** One upload, from HQ's head to the end of the chain. Never rejects. */
export const uploadJournal = async (ports: UploadPorts): Promise<UploadOutcome> => {
  const { journal, log } = ports;
  try {
    const told = await askHead(ports);
    if (!told.ok) return told.code;
    let head = told.value;
    let mended = false;
    let sent = false;
    for (;;) {
      if (!journal.knows(head)) {
        if (mended) return 'Behind';
        mended = true;
        log('journalBroken', { hq: head.seq, here: journal.head.seq });
        await journal.goOnAfter(head);
      }
      await journal.taken(head);
      const entries = journal.after(head.seq, PAGE_ENTRIES);
      if (entries.length === 0) return sent ? 'uploaded' : 'nothingNew';
      const answer = await post(ports, entries);
      if (!answer.ok) return answer.code;
      const next = answer.value ?? entries.at(-1) ?? head;
      // A known head that is no further on would be asked for without end.
      if (next.seq <= head.seq && journal.knows(next)) return 'Behind';
      head = next;
      sent = true;
    }
  } catch (error) {
    log('journalUploadFailed', { cause: error instanceof Error ? error.name : 'unknown' }); // A full disk: the next try starts from HQ's head.
    return 'HqUnusable';
  }
};

type Failed = 'TunnelDown' | 'HqUnusable';

const askHead = async ({ tunnel }: UploadPorts): Promise<Result<ChainHead, Failed>> => {
  const called = await deviceCaller(tunnel)('journalHead', {});
  return called.kind === 'answered' ? ok(called.value) : fail(called.kind === 'failed' ? failureOf(called.code) : 'HqUnusable');
};

/** Undefined: HQ has taken the page. Else HQ's head, which the page does not follow. */
const post = async (
  { tunnel, tagKey }: UploadPorts,
  entries: ReturnType<DeviceJournal['after']>,
): Promise<Result<ChainHead | undefined, Failed>> => {
  const body = journalUpload.parse({ tagKey: Buffer.from(tagKey).toString('base64'), entries });
  const called = await deviceCaller(tunnel)('journalUpload', { body });
  if (called.kind !== 'answered') return fail(called.kind === 'failed' ? failureOf(called.code) : 'HqUnusable');
  return ok(called.status === 200 ? undefined : called.value);
};
