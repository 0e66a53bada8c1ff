import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Receipt, receipt } from '../../../../contracts/domain/order.ts';
import type { DeviceBlock } from '../../../../contracts/ipc/session.ts';
import { loadCredential, saveCredential } from '../../../../main/device/tunnel/credential.ts';
import type { WipeOrder, WipePorts } from '../../../../main/device/wipe/index.ts';
import { fileSecrets } from '../../../../main/platform/shell/chromium/secrets.ts';
import { issueCrl, parseCrl, signerFromKey, verifyCms } from '../../../../pki/index.ts';
import { clarke, halliwell, rahman } from '../../../hq/support/force.ts';
import { draftOrder } from '../../../hq/support/orders.ts';
import { type ForcePki, makeForce } from '../../../hq/support/pki.ts';
import { LAPTOP } from '../../../hq/support/running.ts';
import { type FilledOfficer, fillLaptop, MARKER } from '../support/full-laptop.ts';

/** A laptop that weeks of work have filled, and a force to which it belongs. Copied for each test. */
export interface FullLaptop {
  readonly pki: ForcePki;
  readonly dataFolder: string;
  readonly officers: readonly FilledOfficer[];
  /** The receipt in a message of this laptop's, checked to the force root with lists. Throws when it does not hold. */
  proven(der: Uint8Array | undefined): Receipt;
  remove(): void;
}

export const makeFullLaptop = async (): Promise<FullLaptop> => {
  const folder = mkdtempSync(join(tmpdir(), 'mo-wipe-'));
  const pki = await makeForce(join(folder, 'pki'));
  const dataFolder = join(folder, 'laptop');
  const secrets = fileSecrets(join(dataFolder, 'seal.key'));
  const device = await pki.issue(pki.device, { commonName: LAPTOP, organization: 'Lancashire Constabulary' }, { kind: 'device' });
  await saveCredential({ folder: join(dataFolder, 'device'), secrets }, device);
  const recovery = await pki.issue(pki.officer, { commonName: 'Recovery' }, { kind: 'cardKeyManagement' });
  const officers = await fillLaptop({
    dataFolder,
    device: LAPTOP,
    secrets,
    pki,
    recovery: recovery.certificate,
    officers: [rahman, halliwell, clarke],
  });
  const thisUpdate = new Date(Date.now() - 60_000);
  const lists = await Promise.all(
    [pki.root, pki.device].map(({ signer }) =>
      issueCrl({ issuer: signer, revoked: [], thisUpdate, nextUpdate: new Date(Date.now() + 3_600_000), number: 1 }),
    ),
  );
  const proven = (der: Uint8Array | undefined): Receipt => {
    if (der === undefined) throw new Error('no receipt');
    const trust = { anchors: [pki.root.certificate], intermediates: [pki.device.certificate], crls: lists.map((list) => parseCrl(list)) };
    const checked = verifyCms(der, { ...trust, at: new Date(), purpose: 'device' });
    if (!checked.ok) throw new Error(checked.code);
    if (Buffer.compare(checked.signer, device.certificate) !== 0) throw new Error('signed by another');
    return receipt.parse(JSON.parse(Buffer.from(checked.content).toString()));
  };
  return { pki, dataFolder, officers, proven, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

export const wipeOrder = (handOver = false): WipeOrder =>
  draftOrder({ kind: 'wipe', sequence: 1, handOver, returnTo: 'ICT, Hutton' }) as WipeOrder;

/** Ports on real files and the real device key, with HQ in the test's hands. */
export interface TestPorts extends WipePorts {
  readonly shown: DeviceBlock[];
  readonly receipts: Uint8Array[];
  readonly bundles: string[];
  readonly locks: { count: number };
}

export const testPorts = (dataFolder: string, change: Partial<WipePorts> = {}): TestPorts => {
  const secrets = fileSecrets(join(dataFolder, 'seal.key'));
  const shown: DeviceBlock[] = [];
  const receipts: Uint8Array[] = [];
  const bundles: string[] = [];
  const locks = { count: 0 };
  return {
    dataFolder,
    windowOpen: false,
    secrets,
    shown,
    receipts,
    bundles,
    locks,
    async lockNow() {
      locks.count += 1;
    },
    async sendReceipt(der) {
      receipts.push(der);
      return 'acknowledged';
    },
    async signer() {
      const credential = await loadCredential({ folder: join(dataFolder, 'device'), secrets });
      return credential.ok ? signerFromKey(credential.value.certificate, credential.value.key) : undefined;
    },
    async uploadUnsentBundle(tag) {
      bundles.push(tag);
      return 'acknowledged';
    },
    show: (deviceBlock) => void shown.push(deviceBlock),
    log: () => undefined,
    ...change,
  };
};

/** Every file, by its path; nothing for a folder that is not there. */
export const filesOf = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((path) => !lstatSync(join(folder, path)).isDirectory())
        .toSorted()
    : [];

/** Files in whose bytes or names the marker stands, in either writing. */
export const markedIn = (folder: string): readonly string[] =>
  filesOf(folder).filter((path) => {
    const content = lstatSync(join(folder, path)).isFile() ? readFileSync(join(folder, path)) : Buffer.alloc(0);
    return (['utf8', 'utf16le'] as const).some((as) => Buffer.concat([content, Buffer.from(path)]).includes(Buffer.from(MARKER, as)));
  });
