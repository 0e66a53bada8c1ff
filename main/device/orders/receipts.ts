import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Receipt, receipt } from '../../../contracts/domain/order.ts';
import { signCms, signerFromKey } from '../../../pki/index.ts';
import { writeFileAtomic } from '../../platform/files/atomic.ts';
import { shredFile } from '../../platform/files/shred.ts';
import type { Log } from '../../platform/log/log.ts';
import { deviceCaller } from '../tunnel/call.ts';
import type { DeviceCredential } from '../tunnel/credential.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';

export interface ReceiptPorts {
  /** `<data>/device/receipts` */
  readonly folder: string;
  readonly tunnel: Tunnel;
  readonly credential: () => DeviceCredential;
  readonly log: Log;
  readonly now: () => Date;
}

/** Proofs of what this laptop did with HQ's orders, signed by the device key. What HQ has not taken waits on the disk. */
export interface Receipts {
  /** Signs a receipt and puts it on the disk; resolves when it is durable there. It goes to HQ as soon as there is a connection. */
  give(what: Omit<Receipt, 'force' | 'device' | 'at'>): Promise<void>;
  /** One try to give HQ a receipt that lies elsewhere (a wipe's), after those that wait. Never rejects. */
  send(der: Uint8Array): Promise<'acknowledged' | 'parked'>;
  /** Sends what waits; resolves when each has had its try. Never rejects. */
  flush(): Promise<void>;
  stop(): void;
}

/** A try that failed while the connection stands is made again after this. */
const RETRY_MS = 30_000;
/** So many wait at most: a laptop gets a few orders a year, and refusals of forged ones must not fill its disk. */
const MAX_WAITING = 64;

/** Opens the folder of receipts that wait, and sends them whenever the tunnel comes up. */
export const createReceipts = ({ folder, tunnel, credential, log, now }: ReceiptPorts): Receipts => {
  const call = deviceCaller(tunnel);
  let sending: Promise<void> = Promise.resolve();
  let retry: NodeJS.Timeout | undefined;
  let stopped = false;

  const flush = (): Promise<void> => {
    sending = sending.then(sendWaiting).catch(() => log('receiptsUnreadable')); // A disk that fails: the next connection tries again.
    return sending;
  };

  const sendWaiting = async (): Promise<void> => {
    clearTimeout(retry);
    let failed = false;
    for (const name of waiting(folder)) {
      if (stopped) return;
      const outcome = await post(new Uint8Array(readFileSync(join(folder, name))));
      if (outcome === 'acknowledged' || (outcome === 'refused' && !isProof(name))) shredFile(join(folder, name));
      failed = outcome === 'noAnswer';
      if (failed) break;
    }
    if (failed && !stopped && tunnel.status.link !== 'offline') retry = setTimeout(() => void flush(), RETRY_MS).unref();
  };

  /** refused: HQ read it and does not take it. A proof is kept all the same, and shown again when the tunnel comes up anew. */
  const post = async (body: Uint8Array): Promise<'acknowledged' | 'refused' | 'noAnswer'> => {
    const called = await call('receipt', { body });
    if (called.kind === 'answered') return 'acknowledged';
    if (called.kind === 'failed') return 'noAnswer'; // The tunnel tells its own story.
    log('receiptRefused', { status: called.status });
    return called.status < 500 ? 'refused' : 'noAnswer';
  };

  const unlisten = tunnel.onStatus(({ link }) => {
    if (link !== 'offline') void flush();
  });
  if (tunnel.status.link !== 'offline') void flush();
  return {
    async give(what) {
      const { device, force, certificate, key } = credential();
      const at = now();
      const content = receipt.parse({ ...what, device, force, at: at.toISOString() });
      const der = await signCms({
        content: new TextEncoder().encode(JSON.stringify(content)),
        signer: signerFromKey(certificate, key),
        at,
      });
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileAtomic(join(folder, nameOf(content)), der);
      dropOldest(folder);
      void flush();
    },
    async send(der) {
      await flush();
      return (await post(der)) === 'acknowledged' ? 'acknowledged' : 'parked';
    },
    flush,
    stop() {
      stopped = true;
      unlisten();
      clearTimeout(retry);
    },
  };
};

/** Sorts as it was given: by sequence, and delivered before what came of it. The same receipt again takes the same place. */
const nameOf = ({ sequence, order, state }: Receipt): string =>
  `${String(sequence).padStart(16, '0')}-${state === 'delivered' ? '0' : '1'}-${order}-${state}.p7m`;

/** That something was done. Of an order that was only heard of, or refused, HQ may think what it likes. */
const isProof = (name: string): boolean => name.endsWith('-done.p7m');

const waiting = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.p7m'))
        .toSorted()
    : [];

const dropOldest = (folder: string): void => {
  for (const name of waiting(folder).slice(0, -MAX_WAITING)) shredFile(join(folder, name));
};
