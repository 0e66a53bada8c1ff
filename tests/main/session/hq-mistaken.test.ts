import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { UnlockPorts } from '../../../main/session/unlock-ports.ts';
import type { WarrantCard } from '../../../main/session/work.ts';
import { isUp, statusOf } from '../../doubles/network/laptop.ts';
import { incident, rahman } from '../../hq/support/force.ts';
import { LAPTOP } from '../../hq/support/running.ts';
import { addUpdate } from '../support/give.ts';
import { temporaryFolder } from '../support/store.ts';
import { openBench, type SignedIn, type SignInBench, whyNoCard } from './support.ts';

const STARTING_MS = 300_000;
const TEST_MS = 90_000;
const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;
const INCIDENT = 'LC-20260111-0841';
/** Policy that asks HQ at each sign-in, and yet lets a device share rest on the laptop. */
const askHq = { offlineHours: () => 0.000_001 } as const;
/** Online work asks HQ half a second after it has opened. */
const ASKED_MS = 3000;

describe.skipIf(whyNoCard !== undefined)(`an HQ that is mistaken${whyNoCard === undefined ? '' : ` (skipped: ${whyNoCard})`}`, () => {
  let bench: SignInBench;
  let card: WarrantCard;
  let folder: string;
  beforeAll(async () => {
    bench = await openBench(undefined, { items: [incident(INCIDENT, rahman.area)] });
    card = await bench.insert(rahman);
  }, STARTING_MS);
  beforeEach(async () => {
    folder = temporaryFolder();
    await connected();
    const { work } = await signIn();
    // The log that is written in comes first.
    await vi.waitFor(async () => expect(await work.store.read('storm.get', { id: INCIDENT, officer: rahman })).toBeDefined(), 20_000);
    await work.close('command');
  }, TEST_MS);
  afterEach(() => void vi.useRealTimers());
  afterAll(() => bench?.close(), STARTING_MS);

  const signIn = (change: Partial<UnlockPorts> = {}): Promise<SignedIn> =>
    bench.signIn(card, { ...change, folders: { ...bench.folders, of: () => folder } });
  const refusal = async (): Promise<unknown> => {
    try {
      await (await signIn(askHq)).work.close('command');
      return 'opened';
    } catch (error) {
      return error instanceof Error && 'code' in error ? error.code : error;
    }
  };
  const sealed = () => readFileSync(join(folder, 'lease.sealed'));
  const connected = async (): Promise<void> => {
    bench.tunnel.tryNow();
    await statusOf(bench.tunnel, isUp);
  };
  const query = () => bench.force.hq.database.query;
  const timesAtHq = async (text: string): Promise<number> => {
    const items = await query().selectFrom('item').selectAll().execute();
    return JSON.stringify(items).split(text).length - 1;
  };

  /** What every mistake must leave as it is; `refused` are the answers that an officer may get while it lasts. */
  const loseNothing = async (refused: readonly string[], mistaken: () => unknown, right: () => unknown): Promise<void> => {
    const before = sealed();
    await mistaken();
    const text = `Written meanwhile ${randomUUID()}`;
    try {
      expect(refused).toContain(await refusal());
      expect(sealed()).toEqual(before);

      // By the lease that rests here the work opens, stays open and takes what is written, whatever HQ says meanwhile.
      const { work } = await signIn();
      const ended = vi.fn();
      work.onEnded(ended);
      const payload = { incidentId: INCIDENT, text, at: '2026-01-11T02:41:00.000Z' };
      expect(await addUpdate(work.store, { outboxId: randomUUID(), payload })).toBe(true);
      await delay(ASKED_MS);
      expect(ended).not.toHaveBeenCalled();
      expect(await work.store.read('outbox.count', null)).toBe(1);
      await work.close('command');
      expect(sealed().byteLength).toBeGreaterThan(0);
    } finally {
      await right();
    }
    await connected();
    expect(await refusal()).toBe('opened');
    const again = await signIn();
    await vi.waitFor(async () => expect(await again.work.store.read('outbox.count', null)).toBe(0), { timeout: 20_000 });
    await again.work.close('command');
    expect(await timesAtHq(text)).toBe(1);
  };

  it.each([
    ['two years ahead', 2 * YEAR_MS],
    ['two years behind', -2 * YEAR_MS],
    ['past the end of the card', 10 * HOUR_MS],
  ])(
    'in its clock (%s) ends no work and destroys no lease; what was written meanwhile arrives once',
    async (_, ms) => {
      const shift = () => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
      await loseNothing(['ClockTurnedBack', 'DeviceUnknown', 'HqUnusable'], shift, () => vi.useRealTimers());
    },
    TEST_MS,
  );

  it(
    'about an officer whom it does not know any more (an older backup) ends no work and destroys no lease',
    async () => {
      const staff = rahman.staffId;
      const entry = await query().selectFrom('officer').selectAll().where('staff_id', '=', staff).executeTakeFirstOrThrow();
      const lease = await query().selectFrom('lease').selectAll().where('staff_id', '=', staff).executeTakeFirstOrThrow();
      const forget = async () => {
        await query().deleteFrom('lease').where('staff_id', '=', staff).execute();
        await query().deleteFrom('certificate').where('staff_id', '=', staff).execute();
        await query().deleteFrom('command').where('staff_id', '=', staff).execute();
        await query().deleteFrom('officer').where('staff_id', '=', staff).execute();
      };
      await loseNothing(['OfficerUnknown'], forget, async () => {
        await query().insertInto('officer').values(entry).execute();
        await query().insertInto('lease').values(lease).execute();
      });
    },
    TEST_MS,
  );

  it(
    'about a shift certificate that it does not know any more (an older backup) destroys no lease, and the next sign-in takes another',
    async () => {
      const before = sealed();
      const { request } = bench.tunnel;
      let forgotten = 0;
      const spy = vi.spyOn(bench.tunnel, 'request').mockImplementation(async (asked) => {
        if (asked.path === '/v1/device/lease') {
          forgotten += 1;
          await query().deleteFrom('certificate').where('kind', '=', 'shift').execute();
        }
        return request(asked);
      });
      expect(await refusal()).toBe('NotAuthorised');
      expect(sealed()).toEqual(before);
      expect(forgotten).toBe(1);
      spy.mockRestore();
      expect(await refusal()).toBe('opened');
    },
    TEST_MS,
  );

  it(
    'about a laptop whose certificate it does not know any more (an older backup) locks nothing and destroys no lease',
    async () => {
      const certificate = await query()
        .selectFrom('certificate')
        .selectAll()
        .where('device', '=', LAPTOP)
        .where('kind', '=', 'device')
        .executeTakeFirstOrThrow();
      const forget = () => query().deleteFrom('certificate').where('serial', '=', certificate.serial).execute();
      await loseNothing(['DeviceUnknown'], forget, async () => {
        expect(bench.tunnel.status).toMatchObject({ link: 'offline', disowned: false });
        await query().insertInto('certificate').values(certificate).execute();
      });
    },
    TEST_MS,
  );
});
