import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, cpSync, fsyncSync, globSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { buildIfStale } from '../../build/bundle-stamp.ts';
import type { DemoLaptop } from '../../build/demonstration/laptop.ts';
import type { Database } from '../../hq/database/database.ts';
import { shareAtHq } from '../hq/support/leases.ts';
import { type FilledLaptop, openFilledLaptop } from './filled-laptop.ts';
import { type IctDesk, openIctDesk } from './ict.ts';
import { atMost, median, p95, type Result, told } from './result.ts';
import type { LaptopOrder, LaptopSays } from './wipe/laptop.ts';
import { contentsOf, emptied, gone } from './wipe/watch.ts';

const RUNS = 20;
const BUDGET_MS = 2000;
const STORE_BYTES = 2 ** 30;
const DEVICE = 'LAP-0430';
/** The officer has worked a while: feeds and mail are read, the laptop waits for orders. */
const WORK_MS = 1500;
const LOOK_MS = 10;
const RECEIVED_BY_MS = 30_000;
const HOUR_MS = 3_600_000;

/**
 * From handing the signed order to HQ to the last key file gone, on a laptop on which an officer works with a real store of 1 GiB, open.
 * That store is filled once and copied; a store key belongs to one laptop's name, so the same name is enrolled anew for every run, as a
 * wiped laptop that comes back into use.
 */
export const benchWipe = async (demonstration: FilledLaptop): Promise<readonly Result[]> => {
  const { hq } = demonstration.force;
  const { officer } = demonstration;
  if (hq === undefined) throw new Error('HQ is stopped');
  const laptop = await demonstration.addLaptop(DEVICE, { fresh: true });
  const ict = await openIctDesk(demonstration);
  const start = async (fill?: number): Promise<ChildProcess> => startLaptop(laptop, await hq.makeEnrolmentCode(DEVICE), fill);
  const times = { keys: [] as number[], everything: [] as number[], receipt: [] as number[] };
  try {
    await laptop.insert(officer.collarNumber);
    await stop(await start(STORE_BYTES));
    const share = (await shareAtHq(hq, { device: DEVICE, staffId: officer.staffId })).deviceShare;
    const template = `${laptop.dataFolder}-filled`;
    renameSync(laptop.dataFolder, template);
    // The first one finds nothing warm: it does not count.
    for (let run = -1; run < RUNS; run += 1) {
      restore(template, laptop.dataFolder);
      if (run >= 0) await lendAgain(hq.database, officer.staffId, share);
      const client = await start();
      const measured = await wipeOnce({ laptop, client, ict, database: hq.database });
      await stop(client);
      if (run < 0) continue;
      times.keys.push(measured.keys);
      times.everything.push(measured.everything);
      times.receipt.push(measured.receipt);
    }
  } finally {
    ict.close();
    await laptop.close();
  }
  const words = 'wipe ordered, officer at work, open store of 1 GiB';
  return [
    atMost(BUDGET_MS, `${words}: key files gone, median of ${RUNS}`, median(times.keys), 'ms'),
    atMost(BUDGET_MS, `${words}: key files gone, p95 of ${RUNS}`, p95(times.keys), 'ms'),
    told(`${words}: the proof at HQ, median of ${RUNS}`, median(times.receipt), 'ms'),
    told(`${words}: everything gone, median of ${RUNS}`, median(times.everything), 'ms'),
  ];
};

interface Wiped {
  readonly keys: number;
  readonly everything: number;
  readonly receipt: number;
}

const wipeOnce = async (on: {
  readonly laptop: DemoLaptop;
  readonly client: ChildProcess;
  readonly ict: IctDesk;
  readonly database: Database;
}): Promise<Wiped> => {
  const { laptop, client, ict, database } = on;
  await delay(WORK_MS);
  const { keyFiles, storeBytes } = contentsOf(laptop.dataFolder);
  if (keyFiles.length < 4 || storeBytes < STORE_BYTES) throw new Error('there is not what was to be destroyed');
  const order = await ict.sign({ kind: 'wipe', device: DEVICE });
  const wiped = said(client, 'wiped');
  const begun = performance.now();
  const given = ict.give(order);
  const keys = (await gone(keyFiles)) - begun;
  const [everything, receipt] = await Promise.all([emptied(laptop.dataFolder), received(database, order.id), wiped, given]);
  return { keys, everything: everything - begun, receipt: receipt - begun };
};

/** Resolves with the moment at which HQ has the proof, looked for after the keys have gone: looking slows HQ. */
const received = async ({ query }: Database, id: string): Promise<number> => {
  const deadline = performance.now() + RECEIVED_BY_MS;
  for (;;) {
    const { state } = await query.selectFrom('fleet_order').select('state').where('id', '=', id).executeTakeFirstOrThrow();
    if (state === 'done') return performance.now();
    if (performance.now() > deadline) throw new Error('HQ has no proof of the wipe');
    await delay(LOOK_MS);
  }
};

const startLaptop = async ({ dataFolder, configFile }: DemoLaptop, code: string, fill?: number): Promise<ChildProcess> => {
  const client = fork(new URL('./wipe/laptop.ts', import.meta.url), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const open = said(client, 'open');
  client.send({ dataFolder, configFile, device: DEVICE, code, ...(fill === undefined ? {} : { fill }) } satisfies LaptopOrder);
  await open;
  return client;
};

const said = async (client: ChildProcess, what: LaptopSays): Promise<void> => {
  const ended = once(client, 'exit').then(() => 'ended');
  const heard = once(client, 'message').then(([message]) => message);
  if ((await Promise.race([heard, ended])) !== what) throw new Error(`the laptop did not come to be ${what}`);
};

const stop = async (client: ChildProcess): Promise<void> => {
  const ended = once(client, 'exit');
  client.disconnect();
  await ended;
};

/** The laptop's disk as it was before its wipe; on the disk itself, so that no later write waits for this one. */
const restore = (template: string, dataFolder: string): void => {
  rmSync(dataFolder, { recursive: true, force: true });
  cpSync(template, dataFolder, { recursive: true });
  for (const store of globSync('**/*.db', { cwd: dataFolder })) {
    const file = openSync(join(dataFolder, store), 'r');
    fsyncSync(file);
    closeSync(file);
  }
};

/** HQ lends the share anew that the last wipe destroyed: without it the copied store would be noise, as is promised. */
const lendAgain = async ({ query }: Database, staffId: string, share: Uint8Array): Promise<void> => {
  const issued_at = new Date();
  const not_after = new Date(issued_at.getTime() + HOUR_MS);
  await query
    .insertInto('lease')
    .values({ id: randomUUID(), staff_id: staffId, device: DEVICE, device_share: share, issued_at, not_after })
    .execute();
};

if (import.meta.main) {
  await buildIfStale();
  const demonstration = await openFilledLaptop();
  try {
    console.table(await benchWipe(demonstration));
  } finally {
    await demonstration.close();
  }
}
