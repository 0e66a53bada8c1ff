import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { sealedWork } from '../../../contracts/domain/unsent.ts';
import { destroyLease, type LeasePlace, saveLease } from '../../../main/device/lease/lease.ts';
import { createTrust } from '../../../main/device/trust/create-trust.ts';
import type { Trust } from '../../../main/device/trust/trust.ts';
import { readPacket } from '../../../main/device/unsent/files.ts';
import { keepUnsentSealed, type UnsentPorts } from '../../../main/device/unsent/keeper.ts';
import { unsentOnLaptop } from '../../../main/device/unsent/unsent-on-laptop.ts';
import { createVouch, makeVoucher, readWriting, signWork } from '../../../main/device/unsent/voucher.ts';
import type { Store } from '../../../main/store/store.ts';
import { openEnvelope, type RecipientKey } from '../../../pki/index.ts';
import { type Force, type Issued, makeForce } from '../../doubles/network/force.ts';
import { testSecrets } from '../../doubles/network/secrets.ts';
import { halliwell, rahman } from '../../hq/support/force.ts';
import { addUpdate } from '../support/give.ts';
import { incident, upsertIncident } from '../support/items.ts';
import { bring, temporaryFolder, temporaryStore } from '../support/store.ts';
import { softKey } from './support/soft-key.ts';

const MB = 1024 * 1024;
const DEVICE = 'LAP-0417';
const LOG = 'LC-20210518-1587';
const TEXT = 'Informant fears her brother Darren Whittle';

let force: Force;
let trust: Trust;
let card: { readonly authentication: Issued; readonly keyManagement: Issued };
let recovery: Issued;
const subjectOf = ({ name, staffId, collarNumber }: Officer) => ({ commonName: name, userId: staffId, serialNumber: collarNumber });
const now = (): Date => new Date();

beforeAll(async () => {
  force = await makeForce();
  card = {
    authentication: await force.issue('officer', subjectOf(rahman), { kind: 'cardAuthentication' }),
    keyManagement: await force.issue('officer', subjectOf(rahman), { kind: 'cardKeyManagement' }),
  };
  recovery = await force.issue('officer', { commonName: 'Recovery' }, { kind: 'cardKeyManagement' });
});

const freshTrust = async (): Promise<Trust> => {
  const made = createTrust({ root: force.root.certificate, file: join(mkdtempSync(join(tmpdir(), 'mo-trust-')), 'trust.json') });
  expect((await made.update(await force.bundle())).ok).toBe(true);
  return made;
};

/** An officer's folder with a lease and an open store, as they are while work is open. */
const openWork = async (change: Partial<UnsentPorts> = {}) => {
  const dataFolder = temporaryFolder();
  const folder = join(dataFolder, 'officers', 'a'.repeat(32));
  const place: LeasePlace = { folder, secrets: testSecrets() };
  const store = await temporaryStore();
  mkdirSync(folder, { recursive: true });
  const deviceShare = randomBytes(32).toString('base64');
  const notAfter = new Date(Date.now() + 3_600_000).toISOString();
  await saveLease(place, {
    lease: { id: randomUUID(), device: DEVICE, officer: rahman, deviceShare, issuedAt: now().toISOString(), notAfter },
    lastSeen: now(),
  });
  await bring(store, 'storm', [upsertIncident(incident())]);
  const keeper = keepUnsentSealed({
    store,
    place,
    staffId: rahman.staffId,
    device: DEVICE,
    vouch: createVouch(card.authentication.signer, { staffId: rahman.staffId, device: DEVICE }, now),
    keyManagement: card.keyManagement.certificate,
    recovery: () => recovery.certificate,
    maxBytes: () => 64 * MB,
    now,
    log: () => undefined,
    timing: { pauseMs: 0, closeMs: 10_000 },
    ...change,
  });
  await keeper.sealed();
  return { dataFolder, folder, place, store, keeper };
};
const write = async (store: Store, text = TEXT): Promise<void> => {
  await addUpdate(store, { outboxId: randomUUID(), payload: { incidentId: LOG, text, at: now().toISOString() } });
};
const packets = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('unsent.'));
const open = (envelope: Uint8Array | undefined, key: RecipientKey) => {
  if (envelope === undefined) throw new Error('no packet');
  return openEnvelope(envelope, key);
};

describe('unsent work', () => {
  it('lies sealed beside the store while there is any, with its number in clear', async () => {
    const { dataFolder, folder, place, store, keeper } = await openWork();
    expect([unsentOnLaptop(dataFolder), packets(folder)]).toEqual([0, []]);
    await write(store);
    await write(store);
    await keeper.sealed();
    expect(unsentOnLaptop(dataFolder)).toBe(2);
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).includes(TEXT), name).toBe(false);
    const content = await open(await readPacket(place), softKey(card.keyManagement));
    const work = readWriting(content, sealedWork, { staffId: rahman.staffId, trust: await freshTrust(), at: now() });
    expect(work).toMatchObject({ ok: true, value: { device: DEVICE, staffId: rahman.staffId } });
    expect(work.ok && work.value.items.map(({ payload }) => payload.text)).toEqual([TEXT, TEXT]);
    expect(work.ok && work.value.items).toEqual(await store.read('outbox.export', null));
  });

  it('opens for the recovery key too', async () => {
    const { place, store, keeper } = await openWork();
    await write(store);
    await keeper.sealed();
    expect(Buffer.from(await open(await readPacket(place), softKey(recovery))).includes(TEXT)).toBe(true);
  });

  it('is sealed once more when work is closed, so that the last second is in it', async () => {
    const { place, store, keeper } = await openWork();
    await write(store, 'typed just before the card was pulled');
    await keeper.close();
    expect(Buffer.from(await open(await readPacket(place), softKey(recovery))).includes('just before the card')).toBe(true);
  });

  it('leaves no copy once HQ has it', async () => {
    const { dataFolder, folder, store, keeper } = await openWork();
    await write(store);
    await keeper.sealed();
    expect(packets(folder)).toEqual(['unsent.json', 'unsent.locked']);
    const item = await store.write('outbox.take', { system: 'storm' });
    await store.write('outbox.settle', { id: item?.id ?? '', answer: { kind: 'done', version: 2 } });
    await keeper.sealed();
    expect([unsentOnLaptop(dataFolder), packets(folder)]).toEqual([0, []]);
  });

  it('opens to nobody with disk and card once the lease is gone', async () => {
    const { folder, place, store, keeper } = await openWork();
    await write(store);
    await keeper.sealed();
    const locked = readFileSync(join(folder, 'unsent.locked'));
    destroyLease(folder);
    expect(await readPacket(place)).toBeUndefined();
    await expect(openEnvelope(locked, softKey(card.keyManagement))).rejects.toMatchObject({ code: 'Malformed' });
  });

  it('is for the recovery key alone where no device share rests on the laptop', async () => {
    const { folder, place, store, keeper } = await openWork();
    destroyLease(folder);
    await write(store);
    await keeper.sealed();
    expect(packets(folder)).toEqual(['unsent.json', 'unsent.p7m']);
    await expect(open(await readPacket(place), softKey(card.keyManagement))).rejects.toMatchObject({ code: 'NotARecipient' });
    expect(Buffer.from(await open(await readPacket(place), softKey(recovery))).includes(TEXT)).toBe(true);
  });

  it('is sealed anew at the close when its lease was taken away meanwhile', async () => {
    const { folder, place, store, keeper } = await openWork();
    await write(store);
    await keeper.sealed();
    destroyLease(folder);
    await keeper.close();
    expect(Buffer.from(await open(await readPacket(place), softKey(recovery))).includes(TEXT)).toBe(true);
  });

  it('is at least counted when it cannot be sealed, and what is typed goes on', async () => {
    const failing = { certificate: card.authentication.certificate, sign: () => Promise.reject(new Error('the card has gone')) };
    const vouch = createVouch(failing, { staffId: rahman.staffId, device: DEVICE }, now);
    const { dataFolder, folder, store, keeper } = await openWork({ vouch });
    await write(store);
    await keeper.sealed();
    expect(unsentOnLaptop(dataFolder)).toBe(1);
    expect(packets(folder)).toEqual(['unsent.json']);
    await keeper.close();
    await expect(store.read('outbox.count', null)).resolves.toBe(1);
  });

  it('counts a folder whose number cannot be read as work, never as none', async () => {
    const { dataFolder, folder, keeper } = await openWork();
    await keeper.close();
    writeFileSync(join(folder, 'unsent.json'), '{"count":');
    expect(unsentOnLaptop(dataFolder)).toBe(1);
  });

  it('is the old copy or the new one, whole, after a power cut', async () => {
    const { folder, place, store, keeper } = await openWork();
    await write(store);
    await keeper.sealed();
    writeFileSync(join(folder, 'unsent.locked.new'), 'half a packet');
    expect(Buffer.from(await open(await readPacket(place), softKey(recovery))).includes(TEXT)).toBe(true);
  });
});

describe('whose words they are', () => {
  const work = (staffId: string = rahman.staffId) => JSON.stringify({ staffId, device: DEVICE, sealedAt: now().toISOString(), items: [] });
  const voucher = (signer: Issued, staffId: string = rahman.staffId) => makeVoucher(signer.signer, { staffId, device: DEVICE }, now());
  const codeOf = async (bytes: Uint8Array): Promise<string> => {
    const read = readWriting(bytes, sealedWork, { staffId: rahman.staffId, trust, at: now() });
    return read.ok ? 'hers' : read.code;
  };
  beforeAll(async () => {
    trust = await freshTrust();
  });

  it("takes what this officer's card vouched for", async () => {
    expect(await codeOf(signWork(work(), await voucher(card.authentication)))).toBe('hers');
  });

  it("does not take words that another officer's card, a laptop, a stranger or nobody vouched for", async () => {
    const stranger = await makeForce('Another force');
    const others = [
      await force.issue('officer', subjectOf(halliwell), { kind: 'cardAuthentication' }),
      await force.issue('device', { commonName: DEVICE }, { kind: 'device' }),
      await stranger.issue('officer', subjectOf(rahman), { kind: 'cardAuthentication' }),
    ];
    for (const other of others) expect(await codeOf(signWork(work(), await voucher(other)))).toBe('NotTheirs');
    expect(await codeOf(new TextEncoder().encode(work()))).toBe('Malformed');
  });

  it('does not take words that were changed, or put beside the voucher of other words', async () => {
    const mine = await voucher(card.authentication);
    const signed = JSON.parse(Buffer.from(signWork(work(), mine)).toString());
    const changed = { ...signed, work: work().replace('[]', '[ ]') };
    expect(await codeOf(Buffer.from(JSON.stringify(changed)))).toBe('NotTheirs');
    const other = JSON.parse(Buffer.from(signWork(work(), await voucher(card.authentication))).toString());
    expect(await codeOf(Buffer.from(JSON.stringify({ ...signed, voucher: other.voucher })))).toBe('NotTheirs');
  });

  it('does not take what her card vouched for on behalf of somebody else', async () => {
    expect(await codeOf(signWork(work(halliwell.staffId), await voucher(card.authentication)))).toBe('NotTheirs');
    expect(await codeOf(signWork(work(), await voucher(card.authentication, halliwell.staffId)))).toBe('NotTheirs');
  });

  it('does not take the words of a card that was revoked', async () => {
    const lost = await force.issue('officer', subjectOf(rahman), { kind: 'cardAuthentication' });
    const signed = signWork(work(), await voucher(lost));
    expect(await codeOf(signed)).toBe('hers');
    force.revoke('officer', lost.certificate);
    await trust.update(await force.bundle());
    expect(await codeOf(signed)).toBe('NotTheirs');
  });
});
