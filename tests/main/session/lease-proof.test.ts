import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { destroyLease, loadLease, saveLease } from '../../../main/device/lease/lease.ts';
import { createTunnel } from '../../../main/device/tunnel/create-tunnel.ts';
import type { Tunnel } from '../../../main/device/tunnel/tunnel.ts';
import type { UnlockPorts } from '../../../main/session/unlock-ports.ts';
import type { WarrantCard } from '../../../main/session/work.ts';
import { StoreError } from '../../../main/store/error.ts';
import { asCredential } from '../../doubles/network/laptop.ts';
import { rahman } from '../../hq/support/force.ts';
import { LAPTOP } from '../../hq/support/running.ts';
import { temporaryFolder } from '../support/store.ts';
import { openBench, type SignedIn, type SignInBench, whyNoCard, withRecoveryKey } from './support.ts';

/** HQ with a database, a reader with its daemon, two cards: all made from nothing. */
const STARTING_MS = 300_000;
const TEST_MS = 60_000;
/** Policy that asks HQ at each sign-in, and yet lets a device share rest on the laptop. */
const askHq = { offlineHours: () => 0.000_001 } as const;

describe.skipIf(whyNoCard !== undefined)(
  `a lease that opens the store here${whyNoCard === undefined ? '' : ` (skipped: ${whyNoCard})`}`,
  () => {
    let bench: SignInBench;
    let card: WarrantCard;
    let offline: Tunnel;
    let folder: string;
    beforeAll(async () => {
      bench = await openBench(undefined, withRecoveryKey);
      card = await bench.insert(rahman);
      const credential = asCredential(bench.force.laptop);
      const site = { name: 'HQ site A', host: '127.0.0.1', port: 9 };
      offline = createTunnel({ sites: [site], gatewayName: 'gateway.hq', credential: () => credential, trust: bench.trust });
    }, STARTING_MS);
    afterEach(async () => {
      await forget();
    });
    afterAll(async () => {
      await offline?.close();
      await bench?.close();
    }, STARTING_MS);

    const sealed = () => join(folder, 'lease.sealed');
    const signIn = (change: Partial<UnlockPorts> = {}): Promise<SignedIn> =>
      bench.signIn(card, { ...change, folders: { ...bench.folders, of: () => folder } });
    const opens = async (change: Partial<UnlockPorts> = {}): Promise<unknown> => {
      try {
        await (await signIn(change)).work.close('command');
        return 'opened';
      } catch (error) {
        return error instanceof Error && 'code' in error ? error.code : error;
      }
    };
    /** A laptop on which the officer has worked once. */
    const worked = async (): Promise<string> => {
      folder = temporaryFolder();
      const { work, parts } = await signIn();
      await work.close('command');
      return parts.held.lease.deviceShare;
    };
    const leases = () => bench.force.hq.database.query;
    /** HQ as it is after a backup was restored that is older than the lease: it lends another share. Gives the way back. */
    const forget = async () => {
      const rows = await leases().selectFrom('lease').selectAll().where('device', '=', LAPTOP).execute();
      await leases().deleteFrom('lease').where('device', '=', LAPTOP).execute();
      return async () => {
        await leases().deleteFrom('lease').where('device', '=', LAPTOP).execute();
        for (const row of rows) await leases().insertInto('lease').values(row).execute();
      };
    };
    const shareAtRest = async (): Promise<string | undefined> => {
      const held = await loadLease({ folder, secrets: bench.secrets });
      return held.ok ? held.value.lease.deviceShare : undefined;
    };
    const differs = (since: number) => bench.journal.after(since, 50).filter(({ action }) => action === 'deviceShareDiffers');

    it(
      'is not given up when HQ lends another share while the work is open: its time is renewed, and HQ hears of it',
      async () => {
        const share = await worked();
        await forget();
        const before = bench.journal.head.seq;
        const { work, parts } = await signIn();
        const renewed = new Promise<Date>((resolve) => work.onLease((_, until) => resolve(until)));
        const until = await renewed;
        await vi.waitFor(() => expect(differs(before)).toMatchObject([{ subject: parts.tag }]));
        await work.close('command');
        expect(await shareAtRest()).toBe(share);
        const rests = await loadLease({ folder, secrets: bench.secrets });
        expect(rests.ok && rests.value.lease.notAfter).toBe(until.toISOString());
        expect(await opens({ tunnel: offline })).toBe('opened');
        expect(await opens(askHq)).toBe('opened');
      },
      TEST_MS,
    );

    it(
      'is not given up at a sign-in for which HQ has to be asked: it opens the store, and stays',
      async () => {
        const share = await worked();
        await forget();
        const before = bench.journal.head.seq;
        for (let time = 0; time < 2; time += 1) expect(await opens(askHq)).toBe('opened');
        expect(differs(before).length).toBeGreaterThan(0);
        expect(await shareAtRest()).toBe(share);
        expect(await opens({ tunnel: offline })).toBe('opened');
      },
      TEST_MS,
    );

    it(
      'is not given up for a share that could not be tried, whatever stopped the sign-in',
      async () => {
        await worked();
        const bytes = readFileSync(sealed());
        await forget();
        const stops: readonly Partial<UnlockPorts>[] = [
          { openStore: () => Promise.reject(new StoreError('StoreCorrupt')) },
          { openStore: () => Promise.reject(new Error('power cut')) },
        ];
        for (const stop of stops) {
          expect(await opens({ ...askHq, ...stop })).not.toBe('opened');
          expect(readFileSync(sealed())).toEqual(bytes);
        }
        expect(await opens({ tunnel: offline })).toBe('opened');
      },
      TEST_MS,
    );

    it(
      'is not given up when the card was renewed, too',
      async () => {
        const share = await worked();
        await forget();
        const first = card;
        card = await bench.insert(rahman, { issue: 2 });
        try {
          expect(await opens(askHq)).toBe('opened');
          expect(await shareAtRest()).toBe(share);
          expect(await opens({ tunnel: offline })).toBe('opened');
        } finally {
          card = await bench.insert(rahman);
          expect(card.holder).toEqual(first.holder);
        }
      },
      TEST_MS,
    );

    it(
      'comes from HQ again where one that does not open the store rests here; without signal that one stays',
      async () => {
        const share = await worked();
        const place = { folder, secrets: bench.secrets };
        const held = await loadLease(place);
        if (!held.ok) throw new Error('no lease');
        const lease = { ...held.value.lease, deviceShare: randomBytes(32).toString('base64') };
        await saveLease(place, { ...held.value, lease });
        expect(await opens({ tunnel: offline })).toBe('StoreKeyMismatch');
        expect(await shareAtRest()).toBe(lease.deviceShare);
        expect(await opens()).toBe('opened');
        expect(await shareAtRest()).toBe(share);
        expect(await opens({ tunnel: offline })).toBe('opened');
      },
      TEST_MS,
    );

    it(
      'is waited for where none rests here and HQ’s share opens nothing: that one is not kept, and HQ’s own opens again once it is back',
      async () => {
        await worked();
        destroyLease(folder);
        const restore = await forget();
        expect(await opens()).toBe('StoreKeyMismatch');
        expect(readdirSync(folder)).not.toContain('lease.sealed');
        await restore();
        expect(await opens()).toBe('opened');
      },
      TEST_MS,
    );

    it(
      'still ends, and is still destroyed, when HQ says so',
      async () => {
        await worked();
        await forget();
        expect(await opens(askHq)).toBe('opened');
        expect(await opens({ tunnel: offline, now: () => new Date(Date.now() + 366 * 24 * 3_600_000) })).toBe('LeaseExpired');
        await bench.force.hq.revokeOfficer(rahman.staffId);
        expect(await opens(askHq)).toBe('OfficerRevoked');
        expect(readdirSync(folder)).not.toContain('lease.sealed');
        expect(await opens({ tunnel: offline })).toBe('LeaseNeeded');
      },
      TEST_MS,
    );
  },
);
