import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { mailAccounts } from '../../../hq/demo/mail/accounts.ts';
import { mailUser } from '../../../hq/demo/mail/folder.ts';
import { demoMessages } from '../../../hq/demo/mail/mailboxes.ts';
import { fillMailbox } from '../../../hq/demo/mail/maildir.ts';
import { openStore } from '../../../main/store/open.ts';
import { BODIES_PER_FOLDER, MESSAGES_PER_FOLDER } from '../../../main/systems/mail/limits.ts';
import { createMailService } from '../../../main/systems/mail/service.ts';
import { createMailSync } from '../../../main/systems/mail/sync.ts';
import { startFlakyLink } from '../../doubles/network/flaky.ts';
import { issueGateway, makeForce } from '../../doubles/network/force.ts';
import { startGateway } from '../../doubles/network/gateway.ts';
import { isUp, makeLaptop, statusOf } from '../../doubles/network/laptop.ts';
import { testReader } from '../../main/support/reader.ts';
import { eventually, type ForceMail, plainMessage, startForceMail } from '../../main/systems/mail/support/force-mail.ts';
import { type Result, timesAtMost, told } from '../result.ts';
import { hasMbsync, openMbsync } from './mbsync.ts';

const MESSAGES = 2000;
const CHANGES = 50;
const FIRST_BUDGET = 1;
const AGAIN_BUDGET = 0.5;
const MINUTE_MS = 60_000;
const PATIENCE_MS = 600_000;
const WORKER = new URL('../../../main/app/store-worker.ts', import.meta.url);
/** `latencyMs`: one way. */
const LINKS = {
  'a clean link': { latencyMs: 0, kilobitsPerSecond: 0 },
  '300 ms, 1 Mbit/s': { latencyMs: 150, kilobitsPerSecond: 1000 },
} as const;

/**
 * An officer's mail for the first time, and again after changes elsewhere, against mbsync: same Dovecot, both through one tunnel of the product's.
 * mbsync fetches every message whole. The product is measured until what it keeps is here: lines of the newest, and of the newest of those their words.
 */
export const benchMailSync = async (): Promise<readonly Result[]> => {
  const force = await startForceMail();
  const network = await makeForce();
  const gateway = await startGateway(network, await issueGateway(network));
  gateway.destinations.set('mail.hq:993', force.mail.ports.imap);
  const laptop = await makeLaptop(network);
  const folder = mkdtempSync(join(tmpdir(), 'mo-bench-mail-'));
  const results: Result[] = [];
  try {
    const link = await startFlakyLink(gateway.port);
    const tunnel = laptop.tunnelTo(link.port);
    await statusOf(tunnel, isUp);
    for (const [name, weather] of Object.entries(LINKS)) {
      link.set(weather);
      results.push(...(await measure(force, () => tunnel.connect('mail.hq:993'), join(folder, name.replaceAll(/\W/g, '')), name)));
    }
    await link.close();
    return results;
  } finally {
    await laptop.dispose();
    await gateway.close();
    await force.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const measure = async (force: ForceMail, connect: () => Promise<Duplex>, folder: string, name: string): Promise<readonly Result[]> => {
  const { identity } = await force.shift();
  await refill(force);
  const other = createMailService({ connect: force.connect, identity });
  const product = await openProduct(folder, connect, identity);
  const forward = await forwarder(connect);
  const mbsync = hasMbsync()
    ? openMbsync(join(folder, 'mbsync'), forward.port, identity, readFileSync(join(force.folder, 'mail', 'server.pem'), 'utf8'))
    : undefined;
  try {
    const first = await product.sync(other);
    const theirFirst = await mbsync?.sync(MESSAGES);
    await change(force, other);
    const again = await product.sync(other);
    const theirAgain = await mbsync?.sync(MESSAGES);
    const row = (what: string, budget: number, ours: number, theirs: number | undefined): Result =>
      theirs === undefined ? told(`${what}, ${name}`, ours, 'ms') : timesAtMost(budget, `${what}, ${name}`, ours, 'mbsync', theirs);
    return [
      row(
        `first sync of an inbox of ${MESSAGES}: ${MESSAGES_PER_FOLDER} lines and ${BODIES_PER_FOLDER} messages (mbsync: all, whole)`,
        FIRST_BUDGET,
        first.whole,
        theirFirst,
      ),
      told(`the same until the lines are here, ${name}`, first.listed, 'ms'),
      row(`sync again after ${CHANGES} changes`, AGAIN_BUDGET, again.whole, theirAgain),
    ];
  } finally {
    forward.close();
    await product.close();
    await other.close();
  }
};

/** The inbox with that many messages, of the sizes and the encodings of real ones, and nothing in the other folders. */
const refill = async ({ mail, folder, officer }: ForceMail): Promise<void> => {
  const user = mailUser(officer);
  await mail.doveadm('expunge', '-u', user, 'mailbox', '*', 'all');
  const now = Date.now();
  const letters = demoMessages({ now: new Date(now), seed: 3 })(officer);
  const many = Array.from({ length: MESSAGES }, (_, index) => {
    const letter = letters[index % letters.length];
    if (letter === undefined) throw new Error('the demonstration has no letters');
    return { ...letter, folder: '' as const, arrived: new Date(now - (MESSAGES - index) * MINUTE_MS), seen: index % 3 !== 0 };
  });
  fillMailbox(join(folder, 'mail', 'home', user), many, mailAccounts());
  await mail.doveadm('force-resync', '-u', user, 'INBOX');
};

/** As many marks and deletions as new messages elsewhere: the mailbox stays as long as it is. */
const change = async ({ mail, officer }: ForceMail, other: Awaited<ReturnType<typeof createMailService>>): Promise<void> => {
  const part = CHANGES / 5;
  await other.inFolder('INBOX', async (open) => {
    const uids = (await open.uids()).slice(-4 * part);
    for (const uid of uids.slice(0, part)) await open.erase(uid);
    for (const uid of uids.slice(part)) await open.setFlag(uid, '\\Flagged', true);
  });
  for (let index = 0; index < part; index += 1) await mail.deliver(officer.staffId, plainMessage(`Came meanwhile ${index}`));
  await eventually(
    () => other.inFolder('INBOX', async (open) => (await open.uids()).length),
    (count) => count === MESSAGES,
  );
};

const openProduct = async (
  folder: string,
  connect: () => Promise<Duplex>,
  identity: Parameters<typeof createMailService>[0]['identity'],
) => {
  const store = await openStore(WORKER)({ folder: join(folder, 'store'), key: new Uint8Array(32).fill(7) });
  const reader = testReader();
  await reader.headers([Buffer.from('Subject: warm\r\n\r\n')]);
  return {
    /** A sign-in: milliseconds until everything is listed as at the server, and until the words are here as well. */
    async sync(other: ReturnType<typeof createMailService>): Promise<{ readonly listed: number; readonly whole: number }> {
      const { uidNext, modseq } = (await (await other.mailbox()).folders()).find(({ path }) => path === 'INBOX') ?? {};
      const service = createMailService({ connect, identity });
      const begun = performance.now();
      let listed = 0;
      const sync = createMailSync({ store, reader, service, onRefreshed: () => undefined });
      const isListed = async (): Promise<boolean> => {
        const state = await store.read('mail.folderState', { path: 'INBOX' });
        return state?.uidNext === uidNext && state?.modseq === modseq;
      };
      const isWhole = async (): Promise<boolean> =>
        (await store.read('mail.withoutBody', { folder: 'INBOX', limit: BODIES_PER_FOLDER })).length === 0;
      while (performance.now() - begun < PATIENCE_MS) {
        if (listed === 0 && (await isListed())) listed = performance.now() - begun;
        if (listed > 0 && (await isWhole())) break;
        await delay(5);
      }
      const whole = performance.now() - begun;
      await sync.stop();
      await service.close();
      if (listed === 0) throw new Error('the mail was never listed');
      return { listed, whole };
    },
    async close() {
      reader.end();
      await store.close();
    },
  };
};

/** A port of this machine from which everything goes through the tunnel. */
const forwarder = async (connect: () => Promise<Duplex>): Promise<{ readonly port: number; close(): void }> => {
  const server = createServer(async (socket) => {
    socket.on('error', () => undefined);
    const stream = await connect();
    stream.on('error', () => socket.destroy());
    socket.pipe(stream).pipe(socket);
    socket.on('close', () => stream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
};

if (import.meta.main) console.table(await benchMailSync());
