import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '../../hq/config.ts';
import { demoCards } from '../../hq/demo/cards.ts';
import { addDemoClips } from '../../hq/demo/clips.ts';
import { demoItems } from '../../hq/demo/items.ts';
import { type RunningMail, startMail } from '../../hq/demo/mail/server.ts';
import { demoMapFolder } from '../../hq/demo/map/map.ts';
import { demoNationalRecords } from '../../hq/demo/national.ts';
import { DEMO_FORCE, DEMO_LAPTOP, DEMO_POOL, demoOfficers, directoryEntry } from '../../hq/demo/officers.ts';
import { changeDemoDuty } from '../../hq/demo/people/change.ts';
import { demoPki, type ForcePki, hqPkiFiles } from '../../hq/demo/pki.ts';
import { demoCodeListFolder, demoPolicyFile } from '../../hq/demo/policy.ts';
import { giveDemoJob } from '../../hq/demo/storm/job.ts';
import type { Grade } from '../../hq/demo/storm/scenario.ts';
import { type RunningHq, startHq } from '../../hq/index.ts';
import { seed } from '../../hq/systems/seed.ts';
import type { DataFolder } from './folder.ts';

/** The demonstration force, running: HQ, its systems and its mail. */
export interface Force {
  readonly pki: ForcePki;
  readonly mail: RunningMail;
  readonly hq: RunningHq | undefined;
  readonly ports: RunningHq['ports'];
  /** Control gives a new log of this grade to the unit of the officer with this collar number. Throws, in words, when it cannot. */
  giveJob(grade: Grade, collarNumber: string): Promise<{ readonly id: string; readonly callSign: string }>;
  /** The roster desk makes a night of the officer's next early or late. Returns its day. Throws, in words, when it cannot. */
  changeRoster(collarNumber: string): Promise<string>;
  stopHq(): Promise<void>;
  startHq(): Promise<void>;
  close(): Promise<void>;
}

/** The same seed gives the same demonstration. */
const DEFAULT_SEED = 2021;

/** Starts the force in `folder`: makes its certificates, cards and data the first time, and opens them after that. */
export const startForce = async (folder: DataFolder, options: { readonly now?: Date; readonly host?: string } = {}): Promise<Force> => {
  const now = options.now ?? new Date();
  const pki = await demoPki(folder.pki, { now });
  await demoCards(folder.cards, pki, now);
  const policyFile = await demoPolicyFile(pki, now);
  const codeListFolder = await demoCodeListFolder(pki, now);
  const shiftAuthorityFile = join(folder.mail, 'shift-ca+crl.pem');
  const mail = await startMail({
    folder: folder.mail,
    pki: folder.pki,
    cards: folder.cards,
    shiftAuthorityFile,
    officers: demoOfficers,
    start: { now, seed: DEFAULT_SEED },
  });
  const mapFolder = demoMapFolder(join(folder.hq, 'maps'), now);
  let listen = { host: options.host ?? '127.0.0.1', gateway: 0, enrolment: 0, services: 0 };

  const configure = () =>
    parseConfig(
      {
        force: DEMO_FORCE,
        database: { folder: join(folder.hq, 'database') },
        listen,
        shiftAuthorityFile,
        policyFile,
        codeListFolder,
        mapFolder,
        videoFolder: join(folder.hq, 'video'),
        pki: hqPkiFiles((file) => join(folder.pki, file)),
        destinations: { 'mail.hq:993': `127.0.0.1:${mail.ports.imap}`, 'mail.hq:465': `127.0.0.1:${mail.ports.submission}` },
      },
      folder.hq,
    );
  const start = async (): Promise<RunningHq> => {
    const running = await startHq(configure(), {
      onShiftAuthorityFile: () => mail.reloadCrl(),
      log: () => undefined,
      national: demoNationalRecords(new Date()),
    });
    listen = { ...listen, ...running.ports }; // A restarted HQ is found where it was.
    return running;
  };

  let hq: RunningHq | undefined = await start();
  const seeded = join(folder.hq, 'seeded');
  if (!existsSync(seeded)) {
    const items = demoItems({ now, seed: DEFAULT_SEED });
    await seed(hq.database, {
      officers: demoOfficers.map(directoryEntry),
      devices: [{ name: DEMO_LAPTOP, pool: DEMO_POOL }],
      items,
    });
    await addDemoClips(hq.database, configure(), items);
    writeFileSync(seeded, now.toISOString());
  }
  const ports = hq.ports;
  const stopHq = async (): Promise<void> => {
    const running = hq;
    hq = undefined;
    await running?.close();
  };
  return {
    pki,
    mail,
    ports,
    async giveJob(grade, collarNumber) {
      if (hq === undefined) throw new RangeError('HQ is off. Type: hq start');
      return giveDemoJob(hq.database, { grade, collarNumber, now: new Date() });
    },
    async changeRoster(collarNumber) {
      if (hq === undefined) throw new RangeError('HQ is off. Type: hq start');
      return changeDemoDuty(hq.database, { collarNumber, now: new Date() });
    },
    stopHq,
    get hq() {
      return hq;
    },
    async startHq() {
      hq ??= await start();
    },
    async close() {
      await stopHq();
      await mail.close();
    },
  };
};
