import { createHash } from 'node:crypto';
import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTunnel } from '../../../main/device/tunnel/create-tunnel.ts';
import { openCardShare } from '../../../main/session/card-share.ts';
import { deriveStoreKey } from '../../../main/session/store-key.ts';
import { integrityReads } from '../../../main/store/integrity.ts';
import { openStore } from '../../../main/store/open.ts';
import { openConnection } from '../../../main/store/worker/connection.ts';
import { createDatabase } from '../../../main/store/worker/database.ts';
import { faultOf } from '../../../main/store/worker/faults.ts';
import { asCredential } from '../../doubles/network/laptop.ts';
import { halliwell, rahman } from '../../hq/support/force.ts';
import { LAPTOP } from '../../hq/support/running.ts';
import { pin } from '../card/support.ts';
import { temporaryFolder, workerEntry } from '../support/store.ts';
import { openBench, type SignedIn, type SignInBench, whyNoCard } from './support.ts';

const open = openStore(workerEntry);
/** HQ with a database, a reader with its daemon, two cards: all made from nothing. */
const STARTING_MS = 300_000;

/** One officer's two shares, brought out as only that officer's card and lease can. */
interface Shares {
  readonly folder: string;
  readonly card: Uint8Array;
  readonly device: Uint8Array;
  readonly key: Uint8Array;
}

describe.skipIf(whyNoCard !== undefined)(
  `the two shares of a store key${whyNoCard === undefined ? '' : ` (skipped: ${whyNoCard})`}`,
  () => {
    let bench: SignInBench;
    let hers: Shares;
    let his: Shares;

    const sharesOf = async (officer: typeof rahman): Promise<Shares> => {
      const card = await bench.insert(officer);
      const { work, parts, key }: SignedIn = await bench.signIn(card);
      try {
        const { folder } = parts.place;
        const share = await openCardShare(folder, bench.card, card);
        return { folder, card: share, device: new Uint8Array(Buffer.from(parts.held.lease.deviceShare, 'base64')), key };
      } finally {
        await work.close('command');
      }
    };

    beforeAll(async () => {
      bench = await openBench();
      hers = await sharesOf(rahman);
      his = await sharesOf(halliwell);
    }, STARTING_MS);
    afterAll(() => bench?.close());

    const tryKey = async (key: Uint8Array): Promise<string> => {
      try {
        const store = await open({ folder: hers.folder, key: Uint8Array.from(key) });
        await store.close();
        return 'opened';
      } catch (error) {
        return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      }
    };
    const derived = (card: Uint8Array, device: Uint8Array, staffId = rahman.staffId, laptop = LAPTOP): Uint8Array =>
      deriveStoreKey(card, device, { staffId, device: laptop });

    it('open the store together', async () => {
      expect(derived(hers.card, hers.device)).toEqual(hers.key);
      expect(await tryKey(derived(hers.card, hers.device))).toBe('opened');
      expect(damageOf(hers.folder, hers.key)).toBeUndefined();
    });

    it('open nothing alone: neither as they are, nor beside zeros, nor beside themselves', async () => {
      const zeros = new Uint8Array(32);
      const { card, device } = hers;
      const alone = [
        card,
        device,
        derived(card, zeros),
        derived(zeros, device),
        derived(card, card),
        derived(device, device),
        derived(device, card),
      ];
      for (const key of alone) expect(await tryKey(key)).toBe('StoreKeyMismatch');
    });

    it("open nothing with one or both of another officer's, nor under another name or on another laptop", async () => {
      const { card, device } = hers;
      const wrong = [
        derived(his.card, device),
        derived(card, his.device),
        derived(his.card, his.device),
        derived(his.card, his.device, halliwell.staffId),
        derived(card, device, halliwell.staffId),
        derived(card, device, rahman.staffId, 'LAP-0418'),
      ];
      for (const key of wrong) expect(await tryKey(key)).toBe('StoreKeyMismatch');
      expect(await tryKey(hers.key)).toBe('opened');
    });

    it("leave neither share, nor the key, nor the PIN on the laptop's disk", () => {
      const secrets = [hers.card, hers.device, hers.key].flatMap((secret) => {
        const bytes = Buffer.from(secret);
        return [bytes, ...(['hex', 'base64', 'base64url'] as const).map((as) => Buffer.from(bytes.toString(as)))];
      });
      secrets.push(Buffer.from(pin()));
      const files = globSync('**/*', { cwd: hers.folder, withFileTypes: true }).filter((entry) => entry.isFile());
      expect(files.map((entry) => entry.name)).toEqual(expect.arrayContaining(['store.db', 'key.p7m', 'lease.sealed']));
      for (const file of files) {
        const content = readFileSync(join(file.parentPath, file.name));
        for (const secret of secrets) expect(content.includes(secret), file.name).toBe(false);
      }
    });

    it("refuses a card whose officer's envelope was put in another's place", async () => {
      const folder = temporaryFolder();
      cpSync(hers.folder, folder, { recursive: true });
      const card = await bench.insert(halliwell);
      cpSync(join(his.folder, 'lease.sealed'), join(folder, 'lease.sealed'));
      await expect(bench.signIn(card, { folders: { ...bench.folders, of: () => folder } })).rejects.toMatchObject({
        code: 'StoreKeyMismatch',
      });
    });

    it('zeroes the PIN, whether or not it opens', async () => {
      const card = await bench.insert(rahman);
      const { work, pin: typed } = await bench.signIn(card);
      await work.close('command');
      expect(typed).toEqual(new Uint8Array(6));
    });

    it('leaves a store of a newer version untouched, and says so', async () => {
      const folder = temporaryFolder();
      cpSync(hers.folder, folder, { recursive: true });
      const newer = openConnection(folder, Uint8Array.from(hers.key));
      newer.pragma('user_version=9999');
      newer.close();
      const before = digestOf(folder);
      const card = await bench.insert(rahman);
      await expect(bench.signIn(card, { folders: { ...bench.folders, of: () => folder } })).rejects.toMatchObject({
        code: 'StoreFromFuture',
      });
      expect(digestOf(folder)).toBe(before);
    });

    it.each([
      ['first', 0],
      ['last', 0.999],
    ])('says of an envelope whose %s byte was changed that the work is damaged, and deletes nothing', async (_, part) => {
      const card = await bench.insert(rahman);
      const folder = temporaryFolder();
      cpSync(hers.folder, folder, { recursive: true });
      flip(join(folder, 'key.p7m'), part);
      await expect(bench.signIn(card, { folders: { ...bench.folders, of: () => folder } })).rejects.toMatchObject({ code: 'StoreCorrupt' });
      expect(globSync('*', { cwd: folder }).toSorted()).toEqual(globSync('*', { cwd: hers.folder }).toSorted());
    });

    it('finds a flipped byte wherever it lies in the store, at the opening or at the check of all pages', () => {
      for (let part = 0; part < 1; part += 1 / 24) {
        const folder = temporaryFolder();
        cpSync(hers.folder, folder, { recursive: true });
        flip(join(folder, 'store.db'), part);
        expect(damageOf(folder, hers.key), `at ${part}`).toBe('StoreCorrupt');
      }
    });

    it('wait for signal when this laptop holds no lease, and HQ cannot be reached', async () => {
      const folder = temporaryFolder();
      cpSync(join(hers.folder, 'store.db'), join(folder, 'store.db'));
      const credential = asCredential(bench.force.laptop);
      const nobody = { name: 'HQ site A', host: '127.0.0.1', port: 9 };
      const tunnel = createTunnel({ sites: [nobody], gatewayName: 'gateway.hq', credential: () => credential, trust: bench.trust });
      try {
        const card = await bench.insert(rahman);
        await expect(bench.signIn(card, { tunnel, folders: { ...bench.folders, of: () => folder } })).rejects.toMatchObject({
          code: 'LeaseNeeded',
        });
      } finally {
        await tunnel.close();
      }
    });
  },
);

/** What the store's worker would tell of a store in which everything is read; undefined when it is whole. */
const damageOf = (folder: string, key: Uint8Array): string | undefined => {
  try {
    const driver = openConnection(folder, Uint8Array.from(key));
    try {
      createDatabase(driver).read((db) => integrityReads['store.check'](db, null));
    } finally {
      driver.close();
    }
    return undefined;
  } catch (error) {
    return faultOf(error).code;
  }
};

/** Changes one bit, this far into the file. */
const flip = (file: string, part: number): void => {
  const bytes = readFileSync(file);
  const at = Math.floor(part * bytes.byteLength);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0x10, at);
  writeFileSync(file, bytes);
};

const digestOf = (folder: string): string =>
  createHash('sha256')
    .update(readFileSync(join(folder, 'store.db')))
    .digest('hex');
