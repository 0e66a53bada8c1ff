import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LockCause } from '../../../contracts/ipc/session.ts';
import { uploadJournal } from '../../../main/device/journal-upload.ts';
import { destroyLease, saveLease } from '../../../main/device/lease/lease.ts';
import { createTunnel } from '../../../main/device/tunnel/create-tunnel.ts';
import type { Tunnel } from '../../../main/device/tunnel/tunnel.ts';
import { readFolderState } from '../../../main/session/officers/state.ts';
import type { UnlockPorts, WorkParts } from '../../../main/session/unlock-ports.ts';
import type { WarrantCard } from '../../../main/session/work.ts';
import { asCredential } from '../../doubles/network/laptop.ts';
import { halliwell, rahman } from '../../hq/support/force.ts';
import { dropSharesOf } from '../../hq/support/leases.ts';
import { LAPTOP } from '../../hq/support/running.ts';
import { places, titled } from '../card/places.ts';
import { updateDraft } from '../support/drafts.ts';
import { temporaryFolder } from '../support/store.ts';
import { openBench, type SignedIn, type SignInBench } from './support.ts';

const [virtual] = places;
const STARTING_MS = 300_000;
const TEST_MS = 60_000;

describe.skipIf(virtual.missing !== undefined)(titled('what a lease leaves on the laptop', virtual.missing), () => {
  let bench: SignInBench;
  let card: WarrantCard;
  let offline: Tunnel;
  beforeAll(async () => {
    bench = await openBench();
    card = await bench.insert(rahman);
    const credential = asCredential(bench.force.laptop);
    const site = { name: 'HQ site A', host: '127.0.0.1', port: 9 };
    offline = createTunnel({ sites: [site], gatewayName: 'gateway.hq', credential: () => credential, trust: bench.trust });
  }, STARTING_MS);
  afterAll(async () => {
    await offline?.close();
    await bench?.close();
  }, STARTING_MS);

  const never = { offlineHours: () => 0 } as const;
  const refusalOf = async (change: Partial<UnlockPorts>): Promise<unknown> => {
    try {
      await (await bench.signIn(card, change)).work.close('command');
      return 'opened';
    } catch (error) {
      return error instanceof Error && 'code' in error ? error.code : error;
    }
  };
  const opened = async (change: Partial<UnlockPorts> = {}): Promise<SignedIn & { readonly folder: string }> => {
    const signedIn = await bench.signIn(card, change);
    return { ...signedIn, folder: signedIn.parts.place.folder };
  };

  it(
    'opens offline while policy lets it, and not an hour longer',
    async () => {
      const { work } = await opened();
      await work.close('command');
      expect(await refusalOf({ tunnel: offline, offlineHours: () => 1 })).toBe('opened');
      expect(await refusalOf({ tunnel: offline, offlineHours: () => 1, now: () => new Date(Date.now() + 61 * 60_000) })).toBe(
        'LeaseExpired',
      );
    },
    TEST_MS,
  );

  it(
    'locks when the lease ends while work is open, and keeps what is unsent sealed until HQ renews it',
    async () => {
      const causes: LockCause[] = [];
      const ended = Promise.withResolvers<void>();
      const short = async (parts: WorkParts) => {
        const lease = { ...parts.held.lease, notAfter: new Date(Date.now() + 300).toISOString() };
        const held = { lease, lastSeen: parts.held.lastSeen };
        await saveLease(parts.place, held);
        return bench.begin({ ...parts, held });
      };
      const { work, folder } = await opened({ begin: short });
      work.onEnded((cause) => {
        causes.push(cause);
        ended.resolve();
      });
      await work.store.write('drafts.save', { draft: updateDraft('LC-20210518-1587', 'typed'), now: '2021-05-18T14:42:00.000Z' });
      await ended.promise;
      expect(causes).toEqual(['leaseEnded']);
      await work.close('leaseEnded');
      expect(readFolderState(folder)?.unsent).toBe(1);
      expect(await refusalOf({ tunnel: offline })).toBe('LeaseExpired');
      const renewed = await opened();
      expect(await renewed.work.store.read('work.unfinished', null)).toBe(1);
      await renewed.work.close('command');
    },
    TEST_MS,
  );

  it(
    'rests nowhere under a policy of no offline hours: not while open, not after the lock, also when there was one before',
    async () => {
      const { work, folder } = await opened();
      expect(existsSync(join(folder, 'lease.sealed'))).toBe(true);
      await work.close('command');
      const { work: again } = await opened(never);
      expect(existsSync(join(folder, 'lease.sealed'))).toBe(false);
      await again.close('command');
      expect(readdirSync(folder)).not.toContain('lease.sealed');
      expect(await refusalOf({ ...never, tunnel: offline })).toBe('LeaseNeeded');
      expect(await refusalOf({ tunnel: offline })).toBe('LeaseNeeded');
      expect(await refusalOf(never)).toBe('opened');
    },
    TEST_MS,
  );

  it(
    'is taken away by a policy that changes while work is open, at the lock at the latest',
    async () => {
      let hours = 24;
      const { work, folder } = await opened({ offlineHours: () => hours });
      hours = 0;
      await work.close('command');
      expect(readdirSync(folder)).not.toContain('lease.sealed');
    },
    TEST_MS,
  );

  it(
    'does not come back with the lock after it was destroyed',
    async () => {
      const { work, folder } = await opened();
      destroyLease(folder);
      await work.close('order');
      expect(readdirSync(folder)).not.toContain('lease.sealed');
    },
    TEST_MS,
  );

  it(
    'notices that the end of the officer’s own journal was cut: an older copy of the store put back',
    async () => {
      const first = await opened();
      await first.work.close('idle');
      const copy = temporaryFolder();
      cpSync(first.folder, copy, { recursive: true });
      const second = await opened();
      await second.work.close('screenLock');
      for (const name of readdirSync(first.folder).filter((file) => file.startsWith('store.db')))
        cpSync(join(copy, name), join(first.folder, name));
      const before = bench.journal.head.seq;
      await (await opened()).work.close('command');
      const since = bench.journal.after(before, 10).map(({ action, subject }) => [action, subject]);
      expect(since).toEqual([
        ['journalBroken', first.parts.tag],
        ['signIn', first.parts.tag],
        ['lock', first.parts.tag],
      ]);
      await (await opened()).work.close('command');
      expect(bench.journal.after(before + 3, 10).map(({ action }) => action)).toEqual(['signIn', 'lock']);
    },
    TEST_MS,
  );

  it(
    'tells HQ who was at the laptop, without a name on it: the tag, and where each journal ends',
    async () => {
      const { journal, tunnel, folders, force } = bench;
      const upload = () => uploadJournal({ tunnel, journal, tagKey: folders.tagKey, log: () => undefined });
      expect(await upload()).toBe('uploaded');
      expect(await upload()).toBe('nothingNew');
      const rows = await force.hq.database.query
        .selectFrom('device_journal')
        .selectAll()
        .where('device', '=', LAPTOP)
        .orderBy('seq')
        .execute();
      expect(rows.map(({ hash }) => hash)).toEqual(journal.after(0, 1000).map(({ hash }) => hash));
      expect(
        rows.filter(({ subject }) => subject === folders.tagOf(rahman.staffId)).every(({ staff_id }) => staff_id === rahman.staffId),
      ).toBe(true);
      const locks = rows.filter(({ action }) => action === 'lock');
      expect(locks.length).toBeGreaterThan(3);
      expect(locks.every(({ detail }) => /^\w+ \d+:[0-9a-f]{64}$/.test(detail))).toBe(true);
      expect(JSON.stringify(rows.map(({ subject, detail }) => [subject, detail]))).not.toContain(rahman.staffId);
    },
    TEST_MS,
  );

  // The last two take rights away at HQ.
  it(
    'leaves a disk, taken after the last lock, on which card and PIN open nothing once HQ has dropped the share',
    async () => {
      const { work, folder } = await opened(never);
      await work.store.write('place.set', { pane: 'storm', at: '2021-05-18T14:42:00.000Z' });
      await work.close('cardRemoved');
      const image = temporaryFolder();
      cpSync(folder, image, { recursive: true });
      const copied = { ...never, folders: { ...bench.folders, of: () => image } };
      expect(await refusalOf(copied)).toBe('opened'); // The image is whole: with HQ's share it opens.
      await dropSharesOf(bench.force);
      expect(await refusalOf({ ...copied, tunnel: offline })).toBe('LeaseNeeded');
      expect(await refusalOf(copied)).toBe('StoreKeyMismatch');
      expect(await refusalOf({ ...copied, offlineHours: () => undefined })).toBe('StoreKeyMismatch');
    },
    TEST_MS,
  );

  it(
    'is destroyed when HQ says that the officer has no right any more',
    async () => {
      const his = await bench.insert(halliwell);
      const { work, parts } = await bench.signIn(his);
      await work.close('command');
      const { folder } = parts.place;
      await bench.force.hq.revokeOfficer(halliwell.staffId);
      // What policy lets the lease do without HQ is over, so HQ is asked.
      await expect(bench.signIn(his, { offlineHours: () => 0.000_001 })).rejects.toMatchObject({ code: 'OfficerRevoked' });
      expect(existsSync(join(folder, 'lease.sealed'))).toBe(false);
      expect(await bench.signIn(his, { tunnel: offline }).catch((error: { code: string }) => error.code)).toBe('LeaseNeeded');
    },
    TEST_MS,
  );
});
