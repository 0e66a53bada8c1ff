import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Lease } from '../../../../contracts/domain/device.ts';
import type { Officer } from '../../../../contracts/domain/officer.ts';
import { type LeasePlace, saveLease } from '../../../../main/device/lease/lease.ts';
import { keepUnsentSealed } from '../../../../main/device/unsent/keeper.ts';
import { createVouch } from '../../../../main/device/unsent/voucher.ts';
import type { Secrets } from '../../../../main/platform/shell/port.ts';
import { openOfficerFolders } from '../../../../main/session/officer-folder.ts';
import { openStore } from '../../../../main/store/open.ts';
import { sealEnvelope } from '../../../../pki/index.ts';
import type { ForcePki, Holder } from '../../../hq/support/pki.ts';
import { addUpdate } from '../../support/give.ts';
import { incident, upsertIncident } from '../../support/items.ts';
import { workerEntry } from '../../support/store.ts';

/** Stands in everything that this laptop holds and that must not be found afterwards. */
export const MARKER = 'Informant fears her brother Darren Whittle';
/** How many pieces of unsent work each officer has here. */
export const UNSENT_EACH = 2;

export interface FilledOfficer {
  readonly officer: Officer;
  readonly place: LeasePlace;
  /** 9A and 9D in software. */
  readonly authentication: Holder;
  readonly keyManagement: Holder;
  readonly deviceShare: Uint8Array;
}

/** Fills a data folder as weeks of work, a few accidents and other programs would: real stores, key shares, leases, sealed work. */
export const fillLaptop = async (options: {
  readonly dataFolder: string;
  readonly device: string;
  readonly secrets: Secrets;
  readonly pki: ForcePki;
  readonly recovery: Uint8Array;
  readonly officers: readonly Officer[];
}): Promise<readonly FilledOfficer[]> => {
  const { dataFolder, device, secrets, pki, recovery, officers } = options;
  const folders = await openOfficerFolders(dataFolder, secrets);
  const filled: FilledOfficer[] = [];
  for (const officer of officers) {
    const place: LeasePlace = { folder: folders.of(officer.staffId), secrets };
    const authentication = await pki.card(officer);
    const keyManagement = await pki.card(officer, { kind: 'cardKeyManagement' });
    const deviceShare = randomBytes(32);
    await saveLease(place, { lease: leaseOf(officer, device, deviceShare), lastSeen: new Date() });
    writeFileSync(join(place.folder, 'key.p7m'), await sealEnvelope(randomBytes(32), [keyManagement.certificate, recovery]));
    await work({ officer, place, authentication, keyManagement, deviceShare }, device, recovery);
    filled.push({ officer, place, authentication, keyManagement, deviceShare });
  }
  litter(dataFolder);
  return filled;
};

const work = async (
  { officer, place, authentication, keyManagement }: FilledOfficer,
  device: string,
  recovery: Uint8Array,
): Promise<void> => {
  const store = await openStore(workerEntry)({ folder: place.folder, key: randomBytes(32) });
  const lines = [upsertIncident(incident()), { op: 'cursor', cursor: 'c', more: false } as const];
  await store.write('feed.apply', { system: 'storm', lines, at: new Date().toISOString() });
  for (let n = 0; n < UNSENT_EACH; n += 1) {
    const payload = { incidentId: 'LC-20210518-1587', text: `${MARKER} ${n}`, at: new Date().toISOString() };
    await addUpdate(store, { outboxId: randomUUID(), payload });
  }
  const keeper = keepUnsentSealed({
    store,
    place,
    staffId: officer.staffId,
    device,
    vouch: createVouch(authentication.signer, { staffId: officer.staffId, device }, () => new Date()),
    keyManagement: keyManagement.certificate,
    recovery: () => recovery,
    maxBytes: () => 0,
    now: () => new Date(),
    log: () => undefined,
    timing: { pauseMs: 0, closeMs: 10_000 },
  });
  await keeper.sealed();
  await keeper.close();
  await store.close();
};

const leaseOf = (officer: Officer, device: string, deviceShare: Uint8Array): Lease => ({
  id: randomUUID(),
  device,
  officer,
  deviceShare: Buffer.from(deviceShare).toString('base64'),
  issuedAt: new Date().toISOString(),
  notAfter: new Date(Date.now() + 3_600_000).toISOString(),
});

/** What else lies about: logs, caches, halves that a power cut left, what nobody knows; and a link that leads out of the folder. */
const litter = (dataFolder: string): void => {
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(dataFolder, path)), { recursive: true });
    writeFileSync(join(dataFolder, path), text);
  };
  put('appearance.json', '{"theme":"night","car":true}');
  put('logs/mobile-office.log', MARKER);
  put('logs/mobile-office.log.1', MARKER);
  put('journal/device.jsonl', MARKER);
  put('crash/pending/one.dmp', MARKER);
  put('chromium/run-old/Default/Cache/data_1', MARKER);
  put('device/policy.p7m', 'policy');
  put('device/notices.json', MARKER);
  put('device/orders.json', '{"device":"LAP-1","sequence":0}');
  put('device/key.sealed.new', 'half a key');
  put('device/receipts/0000-delivered.p7m', 'a receipt');
  put('officers/lease.sealed.new', MARKER);
  put('officers/0123456789abcdef0123456789abcdef/key.p7m', 'half an envelope');
  put('officers/0123456789abcdef0123456789abcdef/store.db-wal', MARKER);
  put(`left by hand/${MARKER}.txt`, MARKER);
  symlinkSync('/etc/hostname', join(dataFolder, 'left by hand', 'link'));
};
