import { Worker } from 'node:worker_threads';
import type { CardMailKey } from '../../../card/card-decryption.ts';
import type { TrustMaterial } from '../../../device/trust/trust.ts';
import { LockedError } from '../../../platform/ipc/locked.ts';
import type { MessageAppearance } from '../html/document.ts';
import { BEGINNING_BYTES } from '../limits.ts';
import { withoutPadding } from '../smime/padding.ts';
import { beginningOf } from './beginning.ts';
import type { ListedHeader, OpenedMessage } from './messages.ts';
import type { CardOperation, JobName, MessageFile, Opening, ReaderEnding, ReaderJobs, ReaderReply, ReaderRequest } from './protocol.ts';

/**
 * Reads strangers' messages in a thread of its own, with a bound on time and memory: what a message does to what reads it never holds
 * up main, and so no lock. Once it has been ended everything rejects with LockedError: nothing half read is kept.
 */
export interface MailReader {
  headers(found: readonly Uint8Array[]): Promise<readonly ListedHeader[]>;
  /** What could not be read whole within the bounds is read as far as it goes, and `cut` says so. */
  open(raw: Uint8Array, options?: OpenOptions): Promise<OpenedMessage>;
  /** The message's HTML as a document; undefined when it has none, or none that can be shown. */
  document(raw: Uint8Array, appearance: MessageAppearance): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** An attachment as a document; undefined when it is none that is shown, or is too much for what reads it. */
  attachment(raw: Uint8Array, index: number, appearance: MessageAppearance): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** An attached PDF as it was attached; undefined when there is none that may be opened, or it is too much for what reads it. */
  pdf(raw: Uint8Array, index: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Its attachments as bytes (ReaderJobs); undefined where it is too much for what reads it. */
  files(raw: Uint8Array): Promise<readonly MessageFile[] | undefined>;
  /** Ends the thread, at once for whoever calls, and for good. */
  end(): void;
}

/**
 * `byCard`: the officer opens it, and what is encrypted may be opened by the card; what is fetched ahead asks no card. `shownAt`: the time
 * that it is shown with, milliseconds since 1970.
 */
export interface OpenOptions {
  readonly byCard?: boolean;
  readonly shownAt?: number;
}

/** What the reader is given of the force and of the officer's card. */
export interface ReaderPorts {
  /** Whom the force trusts now; parsed lists, of which the bytes are handed on. */
  readonly trust: () => Pick<TrustMaterial, 'anchors' | 'intermediates' | 'crls'>;
  /** The card's key management key (9D); undefined without a card. */
  readonly card: () => CardMailKey | undefined;
}

/** The largest honest message, 25 MB of photographs, takes some 300 ms on a small machine. */
const DEADLINE_MS = 4000;
/** Starting the thread takes a tenth of a second, on a busy machine more. */
const START_MS = 10_000;
/** Megabytes of objects. The largest honest message, 25 MB of plain text, needs some 150. */
const HEAP_MB = 384;
/** A thread with nothing to read ends; what it has read goes with it. */
const IDLE_MS = 30_000;
/** Until an ending thread has come to the end of what it is reading, and has overwritten what it read. Nobody waits for it. */
const END_MS = 10_000;

export const createMailReader = (entry: string | URL, ports?: ReaderPorts): MailReader => {
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
    if (thread === undefined || thread.over) thread = startThread(entry, (operation) => byCard(ports?.card(), operation));
    const using = thread;
    if (ports !== undefined && name !== 'headers') await using.trust(ports.trust());
    const answer = await using.ask(name, request);
    if (ended) throw new LockedError();
    idle = setTimeout(rest, IDLE_MS).unref();
    return answer;
  };
  const opening = (raw: Uint8Array, byCard: boolean): Opening => ({
    raw: ownCopy(raw),
    certificate: byCard ? ports?.card()?.certificate : undefined,
  });
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
    open: (raw, options) =>
      inTurn(async () => {
        const whole = await ask('open', { ...opening(raw, options?.byCard === true), shownAt: options?.shownAt });
        if (whole !== undefined) return whole.answer;
        const beginning = raw.subarray(0, BEGINNING_BYTES);
        const begun = await ask('open', opening(beginning, false));
        return begun === undefined ? beginningOf(beginning) : { ...begun.answer, damaged: true, cut: true };
      }),
    document: (raw, appearance) => inTurn(async () => (await ask('document', { ...opening(raw, true), appearance }))?.answer),
    attachment: (raw, index, appearance) =>
      inTurn(async () => (await ask('attachment', { ...opening(raw, true), index, appearance }))?.answer),
    pdf: (raw, index) => inTurn(async () => (await ask('pdf', { ...opening(raw, true), index }))?.answer),
    files: (raw) => inTurn(async () => (await ask('files', opening(raw, false)))?.answer),
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
  recipients: '',
  sentAt: undefined,
  relayedAt: undefined,
  attachments: 0,
  marking: undefined,
};

/** Undefined when the card does not give it, for whatever reason. */
const byCard = async (card: CardMailKey | undefined, operation: CardOperation): Promise<Uint8Array | undefined> => {
  try {
    if (card === undefined) return undefined;
    if (operation.op === 'derive') return await card.derive(operation.data);
    const block = await card.decryptRaw(operation.data);
    const message = withoutPadding(block, operation.padding);
    block.fill(0);
    return message;
  } catch {
    return undefined;
  }
};

interface ReaderThread {
  readonly over: boolean;
  /** Before a message is read; goes out only where it is another than the thread has. */
  trust(material: ReturnType<ReaderPorts['trust']>): Promise<void>;
  ask<Name extends JobName>(
    name: Name,
    request: ReaderJobs[Name]['request'],
  ): Promise<{ readonly answer: ReaderJobs[Name]['answer'] } | undefined>;
  end(): void;
}

/** Undefined for an answer: it failed, took too long or too much memory; then the thread is over. */
const startThread = (entry: string | URL, card: (operation: CardOperation) => Promise<Uint8Array | undefined>): ReaderThread => {
  const ending: ReaderEnding = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(entry, { execArgv: [], env: {}, workerData: ending, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
  worker.unref();
  const ready = Promise.withResolvers<void>();
  let waiting: ((reply: ReaderReply) => void) | undefined;
  let over = false;
  let deadline: NodeJS.Timeout | undefined;
  let trusted: readonly unknown[] = [];
  const give = (reply: ReaderReply): void => {
    if (reply.kind === 'ready') ready.resolve();
    else if (reply.kind === 'card') {
      // A card has a deadline of its own, and the message is not read meanwhile.
      clearTimeout(deadline);
      void card(reply.operation).then((answer) => {
        if (over) {
          answer?.fill(0);
          return;
        }
        deadline = setTimeout(stop, DEADLINE_MS);
        worker.postMessage({ name: 'card', answer } satisfies ReaderRequest);
        answer?.fill(0);
      });
    } else {
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
  const thread: ReaderThread = {
    get over() {
      return over;
    },
    async trust({ anchors, intermediates, crls }) {
      const now = [...anchors, ...intermediates, ...crls];
      if (now.length === trusted.length && now.every((one, index) => one === trusted[index])) return;
      const answer = await thread.ask('trust', { anchors, intermediates, crls: crls.map(({ raw }) => raw) });
      if (answer !== undefined) trusted = now;
    },
    async ask(name, request) {
      const starting = setTimeout(stop, START_MS);
      await ready.promise;
      clearTimeout(starting);
      if (over) return undefined;
      deadline = setTimeout(stop, DEADLINE_MS);
      const reply = await new Promise<ReaderReply>((resolve) => {
        waiting = resolve;
        // The wall's types: name and request come from one entry of ReaderJobs.
        worker.postMessage({ name, request } as ReaderRequest, buffersOf(request));
      });
      clearTimeout(deadline);
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
  return thread;
};

const buffersOf = (request: ReaderJobs[JobName]['request']): ArrayBuffer[] => {
  if ('raw' in request) return [request.raw.buffer];
  return 'anchors' in request ? [] : request.map(({ buffer }) => buffer);
};
