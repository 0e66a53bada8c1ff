import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { buildIfStale } from '../../build/bundle-stamp.ts';
import { openFilledLaptop } from './filled-laptop.ts';
import { benchFleet } from './fleet.ts';
import { benchIpc } from './ipc.ts';
import { benchOrders } from './orders.ts';
import { benchRecovery } from './recovery.ts';
import { benchRemoval } from './removal.ts';
import { benchRemovalUnderMail } from './removal-under-mail.ts';
import type { Result } from './result.ts';
import { benchStart } from './start.ts';
import { benchTunnel } from './tunnel.ts';
import { benchUnlock } from './unlock.ts';
import { openWindow } from './window.ts';
import { benchWipe } from './wipe.ts';

/** npm run bench -- [--json FILE]: what the product promises in figures, measured on this machine against what it is held to. */
const { values } = parseArgs({ options: { json: { type: 'string' } } });

const measure = async (): Promise<readonly Result[]> => {
  const tunnel = await benchTunnel();
  const laptop = await openFilledLaptop();
  try {
    const start = await benchStart(laptop);
    await laptop.insert(laptop.officer.collarNumber);
    const program = laptop.startClient({ headless: true, debugging: true });
    const client = await openWindow(await program.debuggerAddress);
    const ipc = await benchIpc(client);
    await laptop.fill(client);
    const unlock = await benchUnlock(laptop, client);
    const removal = await benchRemoval(laptop, client);
    const underMail = await benchRemovalUnderMail(laptop, client, program.process.pid ?? 0);
    const recovery = await benchRecovery(laptop, client, program.process.pid ?? 0);
    const orders = await benchOrders(laptop, client);
    client.close();
    await program.close();
    const wipe = await benchWipe(laptop);
    const fleet = await benchFleet(laptop);
    return [...start, ...unlock, ...removal, ...underMail, ...recovery, ...orders, ...wipe, ...fleet, ...ipc, ...tunnel];
  } finally {
    await laptop.close();
  }
};

/** Figures mean little on a machine that was busy: so its load stands beside them. */
const machine = (): string => {
  const gib = Math.round(totalmem() / 2 ** 30);
  const load = loadavg().map((value) => value.toFixed(1));
  return `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${gib} GiB, load ${load.join(' ')}`;
};

await buildIfStale();
const before = machine();
const results = await measure();
console.table(
  results.map(({ name, value, unit, against, ratio, budget, ok }) => ({
    name,
    value,
    unit,
    against,
    ratio,
    budget,
    ok: ok ? 'yes' : 'NO',
  })),
);
console.log(before);
if (values.json !== undefined) {
  const report = { machine: before, node: process.version, date: new Date().toISOString(), results };
  writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
}
process.exit(results.every(({ ok }) => ok) ? 0 : 1);
