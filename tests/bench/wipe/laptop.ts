import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DIST } from '../../../build/vite/paths.ts';
import { DEMO_PIN } from '../../../hq/demo/officers.ts';
import { startLaptop } from '../../../main/app/startup.ts';
import { enrolAtSites } from '../../../main/device/enrolment/enrol-at-sites.ts';
import { openNotices } from '../../../main/device/orders/notices.ts';
import { readConfig, readForceRoot } from '../../../main/platform/config.ts';
import { bundlesBeside } from '../../../main/platform/shell/bundles.ts';
import { fileSecrets } from '../../../main/platform/shell/chromium/secrets.ts';
import { createSession, type Session } from '../../../main/session/session.ts';
import type { Store } from '../../../main/store/store.ts';
import { BODIES_PER_FOLDER } from '../../../main/systems/mail/limits.ts';
import { windowlessShell } from '../../soak/session/shell.ts';
import { MAILS } from '../filled-laptop.ts';

/**
 * All of the product's main process but its window, on one laptop: becomes known with ICT's code, signs in the officer whose card is in
 * the reader, says `open`, and stands under HQ's orders until its parent lets go of it. Says `wiped` once HQ has the proof.
 */
export interface LaptopOrder {
  readonly dataFolder: string;
  readonly configFile: string;
  readonly device: string;
  readonly code: string;
  /** Bytes of mail to put into the officer's store first. */
  readonly fill?: number;
}
export type LaptopSays = 'open' | 'wiped';

const LOOK_MS = 50;
const INBOX = 'INBOX';

const run = async ({ dataFolder, configFile, device, code, fill }: LaptopOrder): Promise<void> => {
  const say = (what: LaptopSays): void => void process.send?.(what);
  const shell = { ...windowlessShell(dataFolder).shell, secrets: fileSecrets(join(dataFolder, 'seal.key')) };
  const config = readConfig(configFile);
  const place = { folder: join(dataFolder, 'device'), secrets: shell.secrets };
  const enrolled = await enrolAtSites(config, { root: readForceRoot(configFile, config), place, device, code });
  if (!enrolled.ok) throw new Error(`not enrolled: ${enrolled.code}`);
  const session = createSession({ log: () => undefined, now: () => new Date(), renewPage: async () => undefined });
  const running = await startLaptop({
    session,
    shell,
    configFile,
    version: '0.1.0',
    entries: bundlesBeside(join(DIST, 'main')),
    notices: openNotices(join(dataFolder, 'device', 'notices.json')),
    log: () => undefined,
    painted: Promise.resolve(),
    onRefreshed: () => undefined,
    onUpdate: () => undefined,
  });
  process.once('disconnect', () => void running.close().finally(() => process.exit()));
  session.onChange((state) => {
    if (state.kind === 'withdrawn' && state.deviceBlock.why === 'wiped' && state.deviceBlock.receipt === 'atHq') say('wiped');
  });
  const store = await signIn(session);
  if (fill !== undefined) await fillStore(store, fill);
  say('open');
};

const signIn = async (session: Session): Promise<Store> => {
  while (session.state.kind !== 'pin') await delay(LOOK_MS);
  const signed = await session.signIn(new TextEncoder().encode(DEMO_PIN));
  if (!signed.ok || session.work === undefined) throw new Error(`not signed in: ${signed.ok ? 'locked' : signed.code}`);
  return session.work.store;
};

/** Long letters in the place of those in the mailbox, once all of these are here: bytes that no cipher or disk makes smaller. */
const fillStore = async (store: Store, bytes: number): Promise<void> => {
  const whole = { folder: INBOX, filter: 'all', offset: 0, limit: MAILS } as const;
  let listed = await store.read('mail.list', whole);
  while ((listed?.total ?? 0) < MAILS || (await store.read('mail.withoutBody', { folder: INBOX, limit: BODIES_PER_FOLDER })).length > 0) {
    await delay(LOOK_MS);
    listed = await store.read('mail.list', whole);
  }
  const rows = listed?.rows ?? [];
  const each = Math.ceil(bytes / rows.length);
  for (const { id, preview, attachments } of rows) {
    await store.write('mail.saveBody', {
      id,
      raw: new Uint8Array(randomBytes(each)),
      preview,
      text: preview,
      attachments,
      marking: undefined,
    });
  }
};

process.once('message', (order) => void run(order as LaptopOrder));
