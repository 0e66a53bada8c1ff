import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import type { clientConfig } from '../../../contracts/config.ts';
import { startLaptop } from '../../../main/app/startup.ts';
import type { Laptop } from '../../../main/device/laptop.ts';
import { openNotices } from '../../../main/device/orders/notices.ts';
import { saveCredential } from '../../../main/device/tunnel/credential.ts';
import type { Helper } from '../../../main/platform/shell/port.ts';
import { createSession, type Session } from '../../../main/session/session.ts';
import { encodePem } from '../../../pki/index.ts';
import type { SoakForce } from './force.ts';
import { windowlessShell } from './shell.ts';

const ENTRIES = {
  cardService: new URL('../../../native/index.ts', import.meta.url).pathname,
  mailReader: new URL('../../../main/systems/mail/reader/entry.ts', import.meta.url).pathname,
  storeWorker: new URL('../../../main/app/store-worker.ts', import.meta.url).pathname,
};

/** A fresh laptop with all of main but the window. */
export interface SoakLaptop {
  readonly folder: string;
  readonly cards: readonly string[];
  readonly laptop: Laptop;
  readonly session: Session;
  readonly helpers: readonly Helper[];
  close(): Promise<void>;
}

export const openSoakLaptop = async (force: SoakForce): Promise<SoakLaptop> => {
  const root = mkdtempSync(join(tmpdir(), 'mo-soak-laptop-'));
  const folder = join(root, 'laptop');
  mkdirSync(folder);
  const cards = force.cards(join(root, 'cards'));
  const { shell, helpers } = windowlessShell(folder);
  await saveCredential({ folder: join(folder, 'device'), secrets: shell.secrets }, force.hq.laptop);
  writeFileSync(join(folder, 'force-root.pem'), encodePem(force.hq.pki.root.certificate, 'CERTIFICATE'));
  const config: z.input<typeof clientConfig> = {
    force: force.hq.config.force,
    pool: 'Leyland',
    sites: [{ name: 'HQ site A', host: '127.0.0.1', port: force.link.port }],
    gatewayName: 'gateway.hq',
    forceRoot: 'force-root.pem',
    pkcs11Module: force.module,
    cardServiceEnvironment: { ...force.readers.env },
  };
  const configFile = join(folder, 'client.json');
  writeFileSync(configFile, JSON.stringify(config));
  const log = (): void => undefined;
  const session = createSession({ log: () => undefined, now: () => new Date(), renewPage: async () => undefined });
  const running = await startLaptop({
    session,
    shell,
    configFile,
    version: '0.0.0',
    entries: ENTRIES,
    notices: openNotices(join(folder, 'device', 'notices.json')),
    log,
    painted: Promise.resolve(),
    onRefreshed: () => undefined,
    onUpdate: () => undefined,
  });
  if (running.known === undefined) throw new Error('the laptop does not serve officers');
  return {
    folder,
    cards,
    laptop: running.known.laptop,
    session,
    helpers,
    async close() {
      await running.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
};
