import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { createGarbageCollection } from '../../../platform/memory/garbage-collection.ts';
import { attachmentOf, documentOf, headersOf, openedOf } from './jobs.ts';
import type { ReaderEnding, ReaderReply, ReaderRequest } from './protocol.ts';

const main = (): void => {
  const port = parentPort;
  if (port === null) throw new TypeError('the reader runs in a worker thread');
  port.postMessage({ kind: 'ready' } satisfies ReaderReply);
  port.on('message', (request: ReaderRequest) => {
    if (request === 'end') {
      end(port);
      return;
    }
    const reply = answer(request);
    if (Atomics.load(workerData as ReaderEnding, 0) === 0) port.postMessage(reply);
  });
};

/** The pages of a thread's heap outlive it, in a reserve for the next one, and words would lie in them. */
const end = (port: MessagePort): void => {
  createGarbageCollection().whole();
  port.close();
};

const answer = (job: Exclude<ReaderRequest, 'end'>): ReaderReply => {
  try {
    return { kind: 'answer', answer: run(job) };
  } catch {
    return { kind: 'failed' };
  }
};

const run = (job: Exclude<ReaderRequest, 'end'>): unknown => {
  switch (job.name) {
    case 'headers':
      return headersOf(job.request);
    case 'open':
      return openedOf(job.request);
    case 'document':
      return documentOf(job.request.raw, job.request.appearance);
    case 'attachment':
      return attachmentOf(job.request.raw, job.request.index, job.request.appearance);
  }
};

main();
