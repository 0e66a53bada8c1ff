import { release } from 'node:os';
import { join } from 'node:path';
import { releasePlatform } from '../../contracts/domain/release.ts';
import type { UpdateStatus } from '../../contracts/ipc/update.ts';
import type { ChangeTopic } from '../../contracts/systems/ids.ts';
import { openDeviceJournal } from '../audit/device-journal.ts';
import type { Journal } from '../audit/journal.ts';
import { type DeviceChannel, openDeviceChannel } from '../device/channel.ts';
import { type Laptop, openLaptop } from '../device/laptop.ts';
import { type Management, startManagement } from '../device/management.ts';
import type { Notices } from '../device/orders/notices.ts';
import { createReceipts, type Receipts } from '../device/orders/receipts.ts';
import { followScreenCapture } from '../device/policy/screen-capture.ts';
import type { Tunnel } from '../device/tunnel/tunnel.ts';
import { keepUpdated, type Updater } from '../device/update/updater.ts';
import { resumeWipe } from '../device/wipe/index.ts';
import { configurationOf, isOver, wipePorts } from '../device/wipe/wipe-ports.ts';
import type { Log } from '../platform/log/log.ts';
import type { Shell } from '../platform/shell/port.ts';
import { attachSession } from '../session/attach-session.ts';
import type { OfficerRecords } from '../session/officers/records.ts';
import type { Session } from '../session/session.ts';

export interface StartupPorts {
  /** Attached to this laptop until it is closed; a device block is shown by it. */
  readonly session: Session;
  readonly shell: Shell;
  readonly configFile: string;
  readonly version: string;
  readonly entries: { readonly storeWorker: string; readonly mailReader: string; readonly cardService: string };
  readonly notices: Notices;
  readonly log: Log;
  /** Resolves once the sign-in screen is shown: connecting waits until then. */
  readonly painted: Promise<unknown>;
  readonly onRefreshed: (system: ChangeTopic) => void;
  readonly onUpdate: (status: UpdateStatus) => void;
}

/** The laptop as it runs: until it is closed, or, having become known to HQ, brought up again. */
export interface Running {
  /** Undefined while HQ does not know this laptop. */
  readonly tunnel: Tunnel | undefined;
  /** What there is on a laptop that serves officers; undefined on one with a fault, and while it is being wiped. */
  readonly known: { readonly laptop: Laptop; readonly records: OfficerRecords; readonly updater: Updater } | undefined;
  close(): Promise<void>;
}

/**
 * Brings up what this laptop is: one that serves officers and stands under HQ's orders, one that HQ does not know, or one that is being
 * wiped, of which only the destruction and its proof are brought up.
 */
export const startLaptop = async (ports: StartupPorts): Promise<Running> => (await goOnWiping(ports)) ?? serve(ports);

const serve = async (ports: StartupPorts): Promise<Running> => {
  const { session, shell, configFile, entries, log, notices } = ports;
  const opened = await openLaptop(shell, { configFile, cardService: entries.cardService }, log, ports.painted);
  const journal = openDeviceJournal(shell.dataFolder);
  const records = await attachSession({ ...ports, ...entries, opened, journal });
  if (!opened.ok || records === undefined) {
    const close = async (): Promise<void> => void (await Promise.all([session.detach(), journal.close()]));
    return { tunnel: undefined, known: undefined, close };
  }
  const laptop = opened.value;
  const forbidCapture = followScreenCapture({ laptop, painted: ports.painted, allow: (allowed) => shell.allowScreenCapture(allowed) });
  const updater = updaterOf(ports, laptop, journal.note);
  const management: Management = startManagement({
    dataFolder: shell.dataFolder,
    secrets: shell.secrets,
    configFile,
    version: ports.version,
    laptop,
    session,
    notices,
    journal: journal.note,
    update: () => updater.report,
    quiet: async () => {
      forbidCapture();
      await Promise.all([records.stop(), updater.stop(), journal.close()]);
    },
    log,
  });
  return {
    tunnel: laptop.tunnel,
    known: { laptop, records, updater },
    async close() {
      forbidCapture();
      await session.detach();
      // What still waits for HQ has its answer when the tunnel is gone: none.
      const stopping = Promise.all([management.stop(), records.stop(), updater.stop()]);
      await laptop.close();
      await stopping;
      await journal.close();
    },
  };
};

const updaterOf = ({ shell, version, log, painted, onUpdate }: StartupPorts, laptop: Laptop, journal: Journal): Updater =>
  keepUpdated({
    tunnel: laptop.tunnel,
    trust: laptop.trust,
    freshTrust: laptop.refresh.trust,
    policy: laptop.policy,
    force: laptop.config.force,
    laptop: { device: laptop.credential().device, pool: laptop.config.pool },
    installed: version,
    platform: releasePlatform.safeParse(`${process.platform}-${process.arch}`).data,
    system: release(),
    installer: shell.installer,
    testItself: shell.testItself,
    journal,
    folder: join(shell.dataFolder, 'updates'),
    memoryFile: join(shell.dataFolder, 'device', 'update.json'),
    painted,
    onChange: onUpdate,
    log,
    now: () => new Date(),
  });

/** Undefined on a laptop that is not being wiped, and was not. */
const goOnWiping = async ({ session, shell, configFile, log, painted }: StartupPorts): Promise<Running | undefined> => {
  let channel: { readonly link: DeviceChannel; readonly receipts: Receipts } | undefined;
  const wiping = await resumeWipe(
    wipePorts({
      dataFolder: shell.dataFolder,
      configuration: configurationOf(configFile),
      secrets: shell.secrets,
      channel: () => channel,
      lockNow: async () => undefined,
      show(deviceBlock) {
        session.withdraw(deviceBlock);
        if (isOver(deviceBlock)) void channel?.link.tunnel.close();
      },
      log,
    }),
  );
  if (!wiping) return undefined;
  const opened = await openDeviceChannel(shell, configFile, log, painted);
  if (opened.ok) {
    const { tunnel, credential, place } = opened.value;
    const folder = join(place.folder, 'receipts');
    channel = { link: opened.value, receipts: createReceipts({ folder, tunnel, credential, log, now: () => new Date() }) };
  }
  return {
    tunnel: channel?.link.tunnel,
    known: undefined,
    async close() {
      channel?.receipts.stop();
      await channel?.link.tunnel.close();
    },
  };
};
