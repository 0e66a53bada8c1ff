import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import type { clientConfig } from '../../../../contracts/config.ts';
import type { SessionState } from '../../../../contracts/ipc/session.ts';
import type { UpdateStatus } from '../../../../contracts/ipc/update.ts';
import { type Running, startLaptop } from '../../../../main/app/startup.ts';
import { createFirstRun, type FirstRun } from '../../../../main/device/enrolment/first-run.ts';
import { type Notices, openNotices } from '../../../../main/device/orders/notices.ts';
import { saveCredential } from '../../../../main/device/tunnel/credential.ts';
import type { Installer } from '../../../../main/platform/shell/port.ts';
import { createSession, type Session } from '../../../../main/session/session.ts';
import { encodePem } from '../../../../pki/index.ts';
import type { Holder } from '../../../hq/support/pki.ts';
import type { RunningForce } from '../../../hq/support/running.ts';
import { windowlessShell } from '../../../soak/session/shell.ts';

const entries = {
  cardService: new URL('../../../../native/index.ts', import.meta.url).pathname,
  mailReader: new URL('../../../../main/systems/mail/reader/entry.ts', import.meta.url).pathname,
  storeWorker: new URL('../../../../main/app/store-worker.ts', import.meta.url).pathname,
};

/** All of a laptop's main process but its window, put together as the program does, with a running HQ. */
export interface OrderedLaptop {
  readonly folder: string;
  readonly session: Session;
  readonly notices: Notices;
  readonly firstRun: FirstRun;
  readonly running: Running;
  /** Ends the program and starts it again on the same disk. */
  restart(): Promise<void>;
  /** Ends the program; `start` begins it again. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Resolves once the session's state is as asked; the test's own time-out is the limit. */
  until(wanted: (state: SessionState) => boolean): Promise<SessionState>;
  dispose(): Promise<void>;
}

export interface OrderedLaptopOptions {
  /** Absent: nothing here installs. */
  readonly installer?: Installer;
  /** Of a link before the gateway. */
  readonly port?: number;
  readonly onUpdate?: (status: UpdateStatus) => void;
}

/** `holder`: the device certificate that the laptop has already; a fresh one has none. */
export const openOrderedLaptop = async (
  force: RunningForce,
  holder?: Holder,
  options: OrderedLaptopOptions = {},
): Promise<OrderedLaptop> => {
  const root = mkdtempSync(join(tmpdir(), 'mo-ordered-'));
  const folder = join(root, 'data');
  mkdirSync(folder);
  const { shell } = windowlessShell(folder, options.installer);
  if (holder !== undefined) await saveCredential({ folder: join(folder, 'device'), secrets: shell.secrets }, holder);
  const config: z.input<typeof clientConfig> = {
    force: force.config.force,
    pool: 'Leyland',
    sites: [
      { name: 'HQ site A', host: '127.0.0.1', port: options.port ?? force.hq.ports.gateway, enrolmentPort: force.hq.ports.enrolment },
    ],
    gatewayName: 'gateway.hq',
    forceRoot: 'force-root.pem',
    // No card is ever put in: what is tested comes from HQ.
    pkcs11Module: 'no-module.so',
  };
  writeFileSync(join(root, 'force-root.pem'), encodePem(force.pki.root.certificate, 'CERTIFICATE'));
  const configFile = join(root, 'client.json');
  writeFileSync(configFile, JSON.stringify(config));

  const log = (): void => undefined;
  let running: Running | undefined;
  const freshSession = (): Session => createSession({ log, now: () => new Date(), renewPage: async () => undefined });
  let session = freshSession();
  let notices: Notices;
  const states = new Set<(state: SessionState) => void>();
  const bring = async (): Promise<void> => {
    await running?.close();
    running = await startLaptop({
      ...{ session, shell, configFile, version: '0.9.1', entries, notices, log },
      painted: Promise.resolve(),
      onRefreshed: () => undefined,
      onUpdate: (status) => options.onUpdate?.(status),
    });
  };
  const start = async (): Promise<void> => {
    notices = openNotices(join(folder, 'device', 'notices.json'));
    session = freshSession();
    session.onChange((state) => {
      for (const listener of [...states]) listener(state);
    });
    await bring();
  };
  const stop = async (): Promise<void> => {
    await running?.close();
    running = undefined;
  };
  await start();
  return {
    folder,
    get session() {
      return session;
    },
    get notices() {
      return notices;
    },
    get running() {
      if (running === undefined) throw new Error('the laptop is off');
      return running;
    },
    get firstRun() {
      return createFirstRun({
        configFile,
        dataFolder: folder,
        secrets: shell.secrets,
        state: () => session.state,
        startLaptop: bring,
        log,
      });
    },
    start,
    stop,
    async restart() {
      await stop();
      await start();
    },
    until: (wanted) =>
      new Promise((resolve) => {
        if (wanted(session.state)) return resolve(session.state);
        const listener = (state: SessionState): void => {
          if (!wanted(state)) return;
          states.delete(listener);
          resolve(state);
        };
        states.add(listener);
      }),
    async dispose() {
      await stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
};
