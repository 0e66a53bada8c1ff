import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { createGarbageCollection } from '../../../platform/memory/garbage-collection.ts';
import { documentOf, headersOf, openedOf } from './jobs.ts';
import type { ReaderEnding, ReaderReply, ReaderRequest } from './protocol.ts';

const main = (): void => {
  const port = parentPort;
  if (port === null) throw new TypeError('the reader runs in a worker thread');
  port.postMessage({ kind: 'ready' } satisfies ReaderReply);
  let reading: Promise<void> = Promise.resolve();
  port.on('message', (request: ReaderRequest) => {
    if (request === 'end') void reading.then(() => end(port));
    else
      reading = answer(request).then((reply) => {
        if (Atomics.load(workerData as ReaderEnding, 0) === 0) port.postMessage(reply);
      });
  });
};

/** The pages of a thread's heap outlive it, in a reserve for the next one, and words would lie in them. */
const end = (port: MessagePort): void => {
  createGarbageCollection().whole();
  port.close();
};

const answer = async (job: Exclude<ReaderRequest, 'end'>): Promise<ReaderReply> => {
  try {
    return { kind: 'answer', answer: await run(job) };
  } catch {
    return { kind: 'failed' };
  }
};

const run = async (job: Exclude<ReaderRequest, 'end'>): Promise<unknown> => {
  switch (job.name) {
    case 'headers':
      return await headersOf(job.request);
    case 'open':
      return await openedOf(job.request);
    case 'document':
      return await documentOf(job.request.raw, job.request.appearance);
  }
};

main();
