import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { parseCrl } from '../../../../pki/index.ts';
import { createGarbageCollection } from '../../../platform/memory/garbage-collection.ts';
import type { MailTrust } from '../smime/trust.ts';
import { attachmentOf, documentOf, filesOf, headersOf, openedOf, pdfOf, type Unprotecting } from './jobs.ts';
import type { CardOperation, Opening, ReaderEnding, ReaderReply, ReaderRequest, TrustBytes } from './protocol.ts';

type Job = Exclude<ReaderRequest, 'end' | { readonly name: 'card' }>;

/** Signatures of nobody are known until main has said whom the force trusts. */
let trust: MailTrust = { force: { anchors: [], intermediates: [], crls: [] } };
let cardAnswers: ((answer: Uint8Array | undefined) => void) | undefined;

const main = (): void => {
  const port = parentPort;
  if (port === null) throw new TypeError('the reader runs in a worker thread');
  const say = (reply: ReaderReply): void => {
    if (Atomics.load(workerData as ReaderEnding, 0) === 0) port.postMessage(reply);
  };
  const askCard = (operation: CardOperation): Promise<Uint8Array | undefined> =>
    new Promise((resolve) => {
      cardAnswers = resolve;
      say({ kind: 'card', operation });
    });
  let reading: Promise<void> = Promise.resolve();
  port.on('message', (request: ReaderRequest) => {
    if (request === 'end') void reading.then(() => end(port));
    else if (request.name === 'card') cardAnswers?.(request.answer);
    else reading = answer(request, askCard).then(say);
  });
  say({ kind: 'ready' });
};

/** The pages of a thread's heap outlive it, in a reserve for the next one, and words would lie in them. */
const end = (port: MessagePort): void => {
  createGarbageCollection().whole();
  port.close();
};

type AskCard = (operation: CardOperation) => Promise<Uint8Array | undefined>;

const answer = async (job: Job, askCard: AskCard): Promise<ReaderReply> => {
  try {
    return { kind: 'answer', answer: await run(job, askCard) };
  } catch {
    return { kind: 'failed' };
  }
};

const run = async (job: Job, askCard: AskCard): Promise<unknown> => {
  switch (job.name) {
    case 'trust':
      trust = { force: { ...job.request, crls: readableLists(job.request) } };
      return null;
    case 'headers':
      return headersOf(job.request);
    case 'open':
      return openedOf(job.request.raw, unprotecting(job.request, askCard));
    case 'document':
      return documentOf(job.request.raw, job.request.appearance, unprotecting(job.request, askCard));
    case 'attachment':
      return attachmentOf(job.request.raw, job.request.index, job.request.appearance, unprotecting(job.request, askCard));
    case 'pdf':
      return pdfOf(job.request.raw, job.request.index, unprotecting(job.request, askCard));
    case 'files':
      return filesOf(job.request.raw, unprotecting(job.request, askCard));
  }
};

/** Parsed once, not with every signature. */
const readableLists = ({ crls }: TrustBytes): MailTrust['force']['crls'] => crls.map(parseCrl);

const unprotecting = ({ certificate, shownAt }: Opening, askCard: AskCard): Unprotecting => ({
  ...{ trust, shownAt },
  at: Date.now(),
  keys:
    certificate === undefined
      ? undefined
      : {
          certificates: [certificate],
          decrypt: (_index, data, padding) => askCard({ op: 'decrypt', data, padding }),
          async derive(_index, data) {
            const secret = await askCard({ op: 'derive', data });
            if (secret === undefined) throw new Error('the card gave nothing');
            return secret;
          },
        },
});

main();
