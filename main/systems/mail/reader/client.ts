import { Worker } from 'node:worker_threads';
import { LockedError } from '../../../platform/ipc/locked.ts';
import type { MessageAppearance } from '../html/document.ts';
import { beginningOf } from './beginning.ts';
import type { ListedHeader, OpenedMessage } from './messages.ts';
import type { JobName, ReaderEnding, ReaderJobs, ReaderReply, ReaderRequest } from './protocol.ts';

/**
 * Reads strangers' messages in a thread of its own, with a bound on time and memory: what a message does to what reads it never holds
 * up main, and so no lock. Once it has been ended everything rejects with LockedError: nothing half read is kept.
 */
export interface MailReader {
  headers(found: readonly Uint8Array[]): Promise<readonly ListedHeader[]>;
  /** What could not be read whole within the bounds is read as far as it goes, and `cut` says so. */
  open(raw: Uint8Array): Promise<OpenedMessage>;
  /** The message's HTML as a document; undefined when it has none, or none that can be shown. */
  document(raw: Uint8Array, appearance: MessageAppearance): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** An attachment as a document; undefined when it is none that is shown, or is too much for what reads it. */
  attachment(raw: Uint8Array, index: number, appearance: MessageAppearance): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Ends the thread, at once for whoever calls, and for good. */
  end(): void;
}

/** The largest honest message, 25 MB of photographs, takes some 300 ms on a small machine. */
const DEADLINE_MS = 4000;
/** Starting the thread takes a tenth of a second, on a busy machine more. */
const START_MS = 10_000;
/** Megabytes of objects. The largest honest message, 25 MB of plain text, needs some 150. */
const HEAP_MB = 384;
/** When a message is too much, this much of its beginning is tried: its words, and the attachments that begin in it. */
const BEGINNING_BYTES = 256 * 1024;
/** A thread with nothing to read ends; what it has read goes with it. */
const IDLE_MS = 30_000;
/** Until an ending thread has come to the end of what it is reading, and has overwritten what it read. Nobody waits for it. */
const END_MS = 10_000;

export const createMailReader = (entry: string | URL): MailReader => {
  let thread: ReaderThread | undefined;
  let idle: NodeJS.Timeout | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let ended = false;

  const rest = (): void => {
    thread?.end();
    thread = undefined;
  };
  const ask = async <Name extends JobName>(
    name: Name,
    request: ReaderJobs[Name]['request'],
  ): Promise<{ readonly answer: ReaderJobs[Name]['answer'] } | undefined> => {
    if (ended) throw new LockedError();
    clearTimeout(idle);
    if (thread === undefined || thread.over) thread = startThread(entry);
    const using = thread;
    const answer = await using.ask(name, request);
    if (ended) throw new LockedError();
    idle = setTimeout(rest, IDLE_MS).unref();
    return answer;
  };
  /** One after the other, in the order in which they were asked. */
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const mine = turn.then(work);
    // Without its value: what was read must not be held until the next is.
    turn = mine.then(
      () => undefined,
      () => undefined,
    );
    return mine;
  };

  return {
    headers: (found) =>
      inTurn(async () => {
        const all = await ask('headers', found.map(ownCopy));
        if (all !== undefined && all.answer.length === found.length) return all.answer;
        const each: ListedHeader[] = [];
        for (const one of found) each.push((await ask('headers', [ownCopy(one)]))?.answer[0] ?? UNREADABLE);
        return each;
      }),
    open: (raw) =>
      inTurn(async () => {
        const whole = await ask('open', ownCopy(raw));
        if (whole !== undefined) return whole.answer;
        const beginning = raw.subarray(0, BEGINNING_BYTES);
        const begun = await ask('open', ownCopy(beginning));
        return begun === undefined ? beginningOf(beginning) : { ...begun.answer, damaged: true, cut: true };
      }),
    document: (raw, appearance) => inTurn(async () => (await ask('document', { raw: ownCopy(raw), appearance }))?.answer),
    attachment: (raw, index, appearance) => inTurn(async () => (await ask('attachment', { raw: ownCopy(raw), index, appearance }))?.answer),
    end() {
      ended = true;
      clearTimeout(idle);
      rest();
    },
  };
};

/** In memory of its own, which is handed over: a view would take along all that its bytes were cut from. */
const ownCopy = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

const UNREADABLE: ListedHeader = {
  subject: 'This message could not be read',
  fromName: '',
  fromAddress: '',
  sentAt: undefined,
  relayedAt: undefined,
  attachments: 0,
  marking: undefined,
};

interface ReaderThread {
  readonly over: boolean;
  ask<Name extends JobName>(
    name: Name,
    request: ReaderJobs[Name]['request'],
  ): Promise<{ readonly answer: ReaderJobs[Name]['answer'] } | undefined>;
  end(): void;
}

/** Undefined for an answer: it failed, took too long or too much memory; then the thread is over. */
const startThread = (entry: string | URL): ReaderThread => {
  const ending: ReaderEnding = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(entry, { execArgv: [], env: {}, workerData: ending, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
  worker.unref();
  const ready = Promise.withResolvers<void>();
  let waiting: ((reply: ReaderReply) => void) | undefined;
  let over = false;
  const give = (reply: ReaderReply): void => {
    if (reply.kind === 'ready') ready.resolve();
    else {
      waiting?.(reply);
      waiting = undefined;
    }
  };
  const stop = (): void => {
    over = true;
    void worker.terminate();
    ready.resolve();
    give({ kind: 'failed' });
  };
  worker.on('message', give);
  // Out of memory, or a defect: 'exit' follows, and no message of it is repeated here, for it may quote the mail.
  worker.on('error', () => undefined);
  worker.on('exit', stop);
  return {
    get over() {
      return over;
    },
    async ask(name, request) {
      const starting = setTimeout(stop, START_MS);
      await ready.promise;
      clearTimeout(starting);
      if (over) return undefined;
      const timer = setTimeout(stop, DEADLINE_MS);
      const reply = await new Promise<ReaderReply>((resolve) => {
        waiting = resolve;
        // The wall's types: name and request come from one entry of ReaderJobs.
        worker.postMessage({ name, request } as ReaderRequest, buffersOf(request));
      });
      clearTimeout(timer);
      // The thread answers what it was asked, and nothing else is said on this port.
      return reply.kind === 'answer' ? { answer: reply.answer as never } : undefined;
    },
    end() {
      if (over) return;
      over = true;
      // Ended and not terminated, also in the midst of a message: only the thread itself can overwrite what it read.
      Atomics.store(ending, 0, 1);
      ready.resolve();
      give({ kind: 'failed' });
      worker.postMessage('end' satisfies ReaderRequest);
      setTimeout(() => void worker.terminate(), END_MS).unref();
    },
  };
};

const buffersOf = (request: ReaderJobs[JobName]['request']): ArrayBuffer[] => {
  if (request instanceof Uint8Array) return [request.buffer];
  return 'raw' in request ? [request.raw.buffer] : request.map(({ buffer }) => buffer);
};
