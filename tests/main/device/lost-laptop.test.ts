import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { UnsentCommand } from '../../../contracts/domain/unsent.ts';
import { destroyLease, loadLease } from '../../../main/device/lease/lease.ts';
import { createTunnel } from '../../../main/device/tunnel/create-tunnel.ts';
import { readPacket } from '../../../main/device/unsent/files.ts';
import { unlockPacket } from '../../../main/device/unsent/lock.ts';
import { createUnsentSender } from '../../../main/device/unsent/upload-unsent.ts';
import { startWipe } from '../../../main/device/wipe/index.ts';
import { openOfficerFolders } from '../../../main/session/officer-folder.ts';
import { deriveStoreKey } from '../../../main/session/store-key.ts';
import { openStore } from '../../../main/store/open.ts';
import { openEnvelope, type RecipientKey } from '../../../pki/index.ts';
import { asCredential } from '../../doubles/network/laptop.ts';
import { halliwell, rahman } from '../../hq/support/force.ts';
import { dropSharesOf } from '../../hq/support/leases.ts';
import { LAPTOP } from '../../hq/support/running.ts';
import { openBench, type SignInBench, whyNoCard } from '../session/support.ts';
import { temporaryFolder, workerEntry } from '../support/store.ts';
import { testPorts, wipeOrder } from './wipe/support.ts';

/** HQ with a database, a reader with its daemon, two cards: all made from nothing. */
const STARTING_MS = 300_000;
const TEXT = 'Informant fears her brother Darren Whittle';

/** Work that HQ has refused stays in the outbox until the officer has seen it: no link takes it away under the test. */
const unsent = (): UnsentCommand => ({
  ...{ id: randomUUID(), system: 'storm', command: 'incident.addLine', itemKind: 'incident', itemId: 'LC-20210518-1587', baseVersion: 0 },
  ...{ payload: { text: TEXT }, summary: TEXT, at: new Date().toISOString(), state: 'refused', attempts: 1, reason: 'The log is closed.' },
});

const isPacket = (name: string): boolean => name === 'unsent.locked' || name === 'unsent.p7m';

describe.skipIf(whyNoCard !== undefined)(
  `a laptop in the wrong hands, with card and PIN${whyNoCard === undefined ? '' : ` (skipped: ${whyNoCard})`}`,
  () => {
    let bench: SignInBench;
    beforeAll(async () => {
      bench = await openBench();
    }, STARTING_MS);
    afterAll(() => bench?.close());

    /** The folder as it is after an evening's work and a lock, copied as a thief would; and what its keys were. */
    const imageAfterLock = async (officer: typeof rahman, offlineHours: number | undefined) => {
      const card = await bench.insert(officer);
      const laptop = temporaryFolder();
      const folders = await openOfficerFolders(laptop, bench.secrets);
      const { work, parts } = await bench.signIn(card, { folders, offlineHours: () => offlineHours });
      await work.store.write('outbox.import', { items: [unsent()], author: officer });
      // On a busy machine the close alone may not have the time.
      await vi.waitFor(() => expect(readdirSync(parts.place.folder).some(isPacket)).toBe(true), { timeout: 20_000 });
      await work.close('command');
      const disk = temporaryFolder();
      cpSync(laptop, disk, { recursive: true });
      const folder = join(disk, 'officers', basename(parts.place.folder));
      return { card, disk, folder, deviceShare: Buffer.from(parts.held.lease.deviceShare, 'base64') };
    };
    type Image = Awaited<ReturnType<typeof imageAfterLock>>;

    const cardKey = ({ card: { cardId, keyManagement } }: Image): RecipientKey => ({
      certificate: keyManagement.der,
      decrypt: (ciphertext) => bench.card.decrypt(cardId, keyManagement.keyId, ciphertext),
      derive: (point) => bench.card.derive(cardId, keyManagement.keyId, point),
    });

    /** Everything that card, PIN and disk can be made to try on the store and on the sealed work, with all that is to be had. */
    const openedBy = async (image: Image, deviceShares: readonly Uint8Array[]): Promise<readonly string[]> => {
      const { card, folder } = image;
      const opened: string[] = [];
      await bench.card.login(card.cardId, new TextEncoder().encode('246810'));
      const share = await openEnvelope(readFileSync(join(folder, 'key.p7m')), cardKey(image));
      const names = readFileSync(join(image.disk, 'officers', 'names.sealed'));
      const lease = await loadLease({ folder, secrets: bench.secrets });
      const atRest = lease.ok ? [new Uint8Array(Buffer.from(lease.value.lease.deviceShare, 'base64'))] : [];
      const candidates = [...deviceShares, ...atRest, new Uint8Array(32), share, await bench.secrets.open(names)];
      for (const candidate of candidates) {
        const key = deriveStoreKey(share, candidate, { staffId: card.holder.staffId, device: LAPTOP });
        const store = await openStore(workerEntry)({ folder, key }).catch(() => undefined);
        if (store !== undefined) opened.push('the store');
        await store?.close();
      }
      const packet = await readPacket({ folder, secrets: bench.secrets });
      const locked = join(folder, 'unsent.locked');
      const unlocked = existsSync(locked) ? candidates.map((candidate) => unlockPacket(readFileSync(locked), candidate)) : [];
      for (const envelope of [packet, ...unlocked, existsSync(locked) ? readFileSync(locked) : undefined]) {
        const work = envelope && (await openEnvelope(envelope, cardKey(image)).catch(() => undefined));
        if (work !== undefined) opened.push('the unsent work');
      }
      await bench.card.logout(card.cardId);
      return [...new Set(opened)];
    };
    /** HQ's share as it lends it now to whoever signs in. */
    const freshShare = async (image: Image): Promise<Uint8Array> => {
      const folders = await openOfficerFolders(temporaryFolder(), bench.secrets);
      const { work, parts } = await bench.signIn(image.card, { folders });
      await work.close('command');
      return Buffer.from(parts.held.lease.deviceShare, 'base64');
    };

    it('opens within a lease, as docs/security.md says: so this test can tell', async () => {
      const image = await imageAfterLock(rahman, undefined);
      expect(readdirSync(image.folder)).toEqual(expect.arrayContaining(['lease.sealed', 'unsent.locked', 'unsent.json']));
      expect(await openedBy(image, [])).toEqual(['the store', 'the unsent work']);
    });

    it("opens nothing once HQ has dropped its share and the laptop's copy is gone", async () => {
      const image = await imageAfterLock(rahman, undefined);
      await dropSharesOf(bench.force);
      destroyLease(image.folder);
      expect(await openedBy(image, [await freshShare(image)])).toEqual([]);
      const signIn = bench.signIn(image.card, { folders: { ...bench.folders, of: () => image.folder } });
      await expect(signIn).rejects.toMatchObject({ code: 'StoreKeyMismatch' });
    });

    it('opens nothing from an image taken after the last lock where policy sets the offline time to zero', async () => {
      const image = await imageAfterLock(halliwell, 0);
      expect(readdirSync(image.folder)).toEqual(expect.arrayContaining(['key.p7m', 'store.db', 'unsent.p7m', 'unsent.json']));
      expect(readdirSync(image.folder)).not.toContain('lease.sealed');
      for (const path of readdirSync(image.disk, { recursive: true, encoding: 'utf8', withFileTypes: true })) {
        if (path.isFile()) expect(readFileSync(join(path.parentPath, path.name)).includes(image.deviceShare), path.name).toBe(false);
      }
      // With HQ's share it would open: it is HQ alone that keeps it shut.
      expect(await openedBy(image, [image.deviceShare])).toEqual(['the store']);
      const credential = asCredential(bench.force.laptop);
      const nobody = { name: 'HQ site A', host: '127.0.0.1', port: 9 };
      const tunnel = createTunnel({ sites: [nobody], gatewayName: 'gateway.hq', credential: () => credential, trust: bench.trust });
      const folders = { ...bench.folders, of: () => image.folder };
      await expect(bench.signIn(image.card, { tunnel, folders })).rejects.toMatchObject({ code: 'LeaseNeeded' });
      await tunnel.close();
      await dropSharesOf(bench.force);
      expect(await openedBy(image, [await freshShare(image)])).toEqual([]);
    });

    it('hands work over before it is wiped, and its officer finds it on another laptop, once', async () => {
      const image = await imageAfterLock(rahman, undefined);
      const { tunnel, secrets } = bench;
      mkdirSync(join(image.disk, 'device'), { recursive: true });
      const uploadUnsentBundle = createUnsentSender({ tunnel, dataFolder: image.disk, secrets });
      const ports = testPorts(image.disk, { secrets, uploadUnsentBundle, signer: async () => bench.force.laptop.signer });
      await startWipe(wipeOrder(true), ports);
      expect(readdirSync(image.disk, { recursive: true })).toEqual(['device', 'device/wiped.json']);
      const waiting = () => bench.force.hq.database.query.selectFrom('unsent_bundle').selectAll().where('taken_at', 'is', null).execute();
      expect(await waiting()).toHaveLength(1);

      const folders = await openOfficerFolders(temporaryFolder(), secrets);
      for (const again of [false, true]) {
        const { work } = await bench.signIn(image.card, { folders });
        await vi.waitFor(async () => expect(await work.store.read('outbox.count', null)).toBe(1), { timeout: 20_000 });
        await vi.waitFor(async () => expect(await waiting()).toEqual([]), { timeout: 20_000 });
        expect(await work.store.read('outbox.list', null), String(again)).toMatchObject([{ summary: TEXT, state: 'refused' }]);
        await work.close('command');
      }
    });
  },
);
