import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { buildIfStale } from '../../build/bundle-stamp.ts';
import { askForShell, chooseShell, endInWords } from '../../build/shell/choose.ts';
import { benchAlert } from './alert.ts';
import { benchAttack } from './attack.ts';
import { benchBlobs } from './blobs.ts';
import { benchElectronLock } from './electron-lock.ts';
import { openFilledLaptop } from './filled-laptop.ts';
import { benchFleet } from './fleet.ts';
import { benchHqSearch } from './hq-search.ts';
import { benchIpc } from './ipc.ts';
import { benchLongLog } from './long-log.ts';
import { benchMailSync } from './mail/sync.ts';
import { benchMap } from './map.ts';
import { benchOrders } from './orders.ts';
import { benchRecovery } from './recovery.ts';
import { benchRemoval } from './removal.ts';
import { benchRemovalUnderMail } from './removal-under-mail.ts';
import type { Result } from './result.ts';
import { benchRoster } from './roster.ts';
import { benchSearch } from './search.ts';
import { benchStart } from './start.ts';
import { benchStormFilter } from './storm-filter.ts';
import { benchToday } from './today.ts';
import { benchTunnel } from './tunnel.ts';
import { benchUnlock } from './unlock.ts';
import { benchVideo } from './video.ts';
import { openWindow } from './window.ts';
import { benchWipe } from './wipe.ts';

/**
 * npm run bench -- [PART …] [--json FILE] [--only PART …] [--shell electron|chromium]: what the product promises in figures, measured on this
 * machine against what it is held to. `attack` is measured only where it is asked for.
 */
const PARTS = [
  'attack',
  'blobs',
  'tunnel',
  'electronLock',
  'roster',
  'stormFilter',
  'today',
  'mailSync',
  'search',
  'hqSearch',
  'video',
  'start',
  'ipc',
  'map',
  'unlock',
  'alert',
  'longLog',
  'removal',
  'removalUnderMail',
  'recovery',
  'orders',
  'wipe',
  'fleet',
] as const;
/** Those that bring their own laptop, or need none. */
const ALONE = [
  'attack',
  'blobs',
  'tunnel',
  'electronLock',
  'roster',
  'stormFilter',
  'today',
  'mailSync',
  'search',
  'hqSearch',
  'video',
] as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, only: { type: 'string', multiple: true }, shell: { type: 'string' } },
});
const only = values.only === undefined && positionals.length === 0 ? undefined : [...(values.only ?? []), ...positionals];
for (const name of only ?? []) if (!PARTS.some((part) => part === name)) throw new RangeError(`--only takes ${PARTS.join(', ')}`);

/** One part, or nothing when others alone were asked for. */
const part = async (name: (typeof PARTS)[number], bench: () => Promise<readonly Result[]>): Promise<readonly Result[]> =>
  (only === undefined ? name !== 'attack' : only.includes(name)) ? bench() : [];

const measure = async (): Promise<readonly Result[]> => {
  const attack = await part('attack', () => benchAttack());
  const tunnel = await part('tunnel', benchTunnel);
  const blobs = await part('blobs', benchBlobs);
  const electronLock = await part('electronLock', benchElectronLock);
  const roster = await part('roster', benchRoster);
  const stormFilter = await part('stormFilter', benchStormFilter);
  const today = await part('today', benchToday);
  const mailSync = await part('mailSync', benchMailSync);
  const search = await part('search', benchSearch);
  const hqSearch = await part('hqSearch', benchHqSearch);
  const video = await part('video', benchVideo);
  const alone = [
    ...attack,
    ...blobs,
    ...tunnel,
    ...electronLock,
    ...roster,
    ...stormFilter,
    ...today,
    ...mailSync,
    ...search,
    ...hqSearch,
    ...video,
  ];
  if (only?.every((name) => ALONE.some((part) => part === name))) return alone;
  const laptop = await openFilledLaptop();
  try {
    const start = await part('start', () => benchStart(laptop));
    await laptop.insert(laptop.officer.collarNumber);
    const program = laptop.startClient({ headless: true, debugging: true });
    const pid = program.process.pid ?? 0;
    const client = await openWindow(await program.debuggerAddress);
    const ipc = await part('ipc', () => benchIpc(client));
    await laptop.fill(client);
    const map = await part('map', () => benchMap(client));
    const unlock = await part('unlock', () => benchUnlock(laptop, client));
    const alert = await part('alert', () => benchAlert(laptop, client));
    const longLog = await part('longLog', () => benchLongLog(laptop, client));
    const removal = await part('removal', () => benchRemoval(laptop, client));
    const underMail = await part('removalUnderMail', () => benchRemovalUnderMail(laptop, client, pid));
    const recovery = await part('recovery', () => benchRecovery(laptop, client, pid));
    const orders = await part('orders', () => benchOrders(laptop, client));
    client.close();
    await program.close();
    const wipe = await part('wipe', () => benchWipe(laptop));
    const fleet = await part('fleet', () => benchFleet(laptop));
    return [
      ...start,
      ...map,
      ...unlock,
      ...alert,
      ...longLog,
      ...removal,
      ...underMail,
      ...recovery,
      ...orders,
      ...wipe,
      ...fleet,
      ...ipc,
      ...alone,
    ];
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

askForShell(values.shell, { person: false });
try {
  chooseShell({ unseen: true });
} catch (error) {
  endInWords(error);
}
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
