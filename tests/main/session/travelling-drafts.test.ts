import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { TravellingDrafts } from '../../../contracts/domain/draft.ts';
import { draftKeyOf } from '../../../contracts/domain/draft-key.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { createTunnel } from '../../../main/device/tunnel/create-tunnel.ts';
import { createVouch, signWork } from '../../../main/device/unsent/voucher.ts';
import { cardSigner, otherCertificates } from '../../../main/session/card-signer.ts';
import { openOfficerFolders } from '../../../main/session/officer-folder.ts';
import { cardKey } from '../../../main/session/unsent/restore-unsent.ts';
import { type TravelPorts, travelDrafts } from '../../../main/session/unsent/travelling-drafts.ts';
import type { WarrantCard } from '../../../main/session/work.ts';
import type { Store } from '../../../main/store/store.ts';
import type { NewDraft } from '../../../main/sync/drafts/drafts.ts';
import { createServicesConnection } from '../../../main/sync/services/connection.ts';
import { type ShiftCredential, takeShiftCertificate } from '../../../main/sync/services/shift-certificate.ts';
import { sealEnvelope } from '../../../pki/index.ts';
import { asCredential, isUp, statusOf } from '../../doubles/network/laptop.ts';
import { halliwell, rahman } from '../../hq/support/force.ts';
import { addLaptop } from '../../hq/support/ict.ts';
import { updateDraft } from '../support/drafts.ts';
import { temporaryFolder, temporaryStore } from '../support/store.ts';
import { openBench, type SignInBench, whyNoCard } from './support.ts';

/** By then HQ has written what it was given. */
const LATE_MS = 300;
/** HQ with a database, a reader with its daemon, a card: all made from nothing. */
const STARTING_MS = 300_000;
const LOG = 'LC-20210518-1587';
const KEY = draftKeyOf('incident.addLine', LOG);
const TEXT = 'Mrs Iqbal saw a silver Corsa';
const minute = (n: number): string => `2026-05-18T14:${String(n).padStart(2, '0')}:00.000Z`;
const PIN = '246810';

describe.skipIf(whyNoCard !== undefined)(
  `drafts where the policy lets them travel${whyNoCard === undefined ? '' : ` (skipped: ${whyNoCard})`}`,
  () => {
    let bench: SignInBench;
    let card: WarrantCard;
    let laptops = 0;
    beforeAll(async () => {
      bench = await openBench(undefined, { signedPolicy: { draftsTravel: true } });
      card = await bench.insert(rahman);
      await bench.card.login(card.cardId, new TextEncoder().encode(PIN));
    }, STARTING_MS);
    afterAll(() => bench?.close());
    beforeEach(async () => {
      // What a laptop of the test before had under way may still come.
      do {
        await query().deleteFrom('travelling_drafts').execute();
        await delay(LATE_MS);
      } while ((await rowsAtHq()).length > 0);
    });

    const query = () => bench.force.hq.database.query;
    const now = (): Date => new Date();

    /** Another laptop of the pool, in reach of HQ. */
    const nextLaptop = async () => {
      laptops += 1;
      const device = `LAP-07${String(laptops).padStart(2, '0')}`;
      const credential = asCredential(await addLaptop(bench.force, device));
      const site = { name: 'HQ site A', host: '127.0.0.1', port: bench.force.hq.ports.gateway };
      const tunnel = createTunnel({ sites: [site], gatewayName: 'gateway.hq', credential: () => credential, trust: bench.trust });
      onTestFinished(() => tunnel.close());
      await statusOf(tunnel, isUp);
      return { device, tunnel };
    };
    const shiftOn = async ({ device, tunnel }: Awaited<ReturnType<typeof nextLaptop>>): Promise<ShiftCredential> => {
      const signer = cardSigner(bench.card, card);
      const taken = await takeShiftCertificate({
        tunnel,
        trust: bench.trust,
        device,
        signer,
        cardCertificates: otherCertificates(card),
        at: now(),
      });
      if (!taken.ok) throw new Error(taken.code);
      return taken.value;
    };
    /** The officer at work there: what is on the laptop, and what the log says. */
    const workOn = async (change: Partial<TravelPorts> = {}) => {
      const laptop = await nextLaptop();
      const store = change.store ?? (await temporaryStore());
      const shift = await shiftOn(laptop);
      const logged: string[] = [];
      const begin = (instead: Partial<TravelPorts> = {}) => {
        const travel = travelDrafts({
          ...{ store, staffId: rahman.staffId, device: laptop.device, mayTravel: () => true, trust: bench.trust, now },
          vouch: createVouch(cardSigner(bench.card, card), { staffId: rahman.staffId, device: laptop.device }, now),
          key: cardKey(bench.card, card),
          recovery: () => bench.trust.recovery,
          log: (code, facts) => logged.push(`${code} ${JSON.stringify(facts ?? {})}`),
          timing: { afterFeedsMs: 0, pauseMs: 10, intervalMs: 50 },
          ...{ ...change, ...instead },
        });
        onTestFinished(() => travel.close());
        travel.onShift(() => createServicesConnection({ tunnel: laptop.tunnel, trust: bench.trust, shift }));
        return travel;
      };
      return { ...laptop, store, logged, begin };
    };
    const rowsAtHq = () => query().selectFrom('travelling_drafts').selectAll().orderBy('device').execute();
    const textIn = async (store: Store) => (await store.read('drafts.get', { key: KEY }))?.fields['text'];
    const eventually = (look: () => Promise<void>) => vi.waitFor(look, { timeout: 20_000, interval: 50 });
    const save = (store: Store, given: string | NewDraft, at: string) =>
      store.write('drafts.save', { draft: typeof given === 'string' ? updateDraft(LOG, given) : given, now: at });

    it('are on the officer’s next laptop as they were left, and HQ can read nothing of them', async () => {
      const [first, second] = [await workOn(), await workOn()];
      await save(first.store, TEXT, minute(1));
      first.begin();
      await eventually(async () => expect(await rowsAtHq()).toHaveLength(1));
      second.begin();
      await eventually(async () => expect(await textIn(second.store)).toBe(TEXT));
      const left = await first.store.read('drafts.get', { key: KEY });
      expect(await second.store.read('drafts.get', { key: KEY })).toEqual({ ...left, basedOn: left?.at });
      for (const { envelope } of await rowsAtHq()) expect(Buffer.from(envelope).includes('Corsa')).toBe(false);
      const audit = await query().selectFrom('audit').selectAll().where('action', 'in', ['draftsKept', 'draftsFetched']).execute();
      expect(audit.map(({ actor, action }) => `${actor} ${action}`)).toEqual(expect.arrayContaining([`${rahman.staffId} draftsKept`]));
      expect(JSON.stringify([audit, first.logged, second.logged])).not.toMatch(/Iqbal|Corsa|1587/);
    });

    it('say of what is attached to them on which laptop it is, also once they were written on elsewhere and came back', async () => {
      const [first, second] = [await workOn(), await workOn()];
      const blob = { hash: 'ab'.repeat(32), bytes: 120_000, type: 'image/jpeg', name: 'door.jpg' };
      await save(first.store, updateDraft(LOG, TEXT, { blobs: [blob] }), minute(1));
      first.begin();
      await eventually(async () => expect(await rowsAtHq()).toHaveLength(1));
      second.begin();
      const onSecond = async () => (await second.store.read('drafts.get', { key: KEY }))?.blobs;
      await eventually(async () => expect(await onSecond()).toEqual([{ ...blob, from: first.device }]));
      await save(second.store, updateDraft(LOG, 'written on', { blobs: (await onSecond()) ?? [] }), minute(2));
      await eventually(async () => expect(await rowsAtHq()).toHaveLength(2));
      const third = await workOn();
      third.begin();
      await eventually(async () => expect(await textIn(third.store)).toBe('written on'));
      expect((await third.store.read('drafts.get', { key: KEY }))?.blobs).toEqual([{ ...blob, from: first.device }]);
      expect(await third.store.read('drafts.list', null)).toHaveLength(1);
    });

    it('follow what is typed, one after the other, and the newer wins on both', async () => {
      const [first, second] = [await workOn(), await workOn()];
      await save(first.store, 'older', minute(1));
      await save(second.store, 'newer', minute(2));
      first.begin();
      await eventually(async () => expect(await rowsAtHq()).toHaveLength(1));
      second.begin();
      await eventually(async () => expect(await rowsAtHq()).toHaveLength(2));
      expect(await textIn(second.store)).toBe('newer');
      await save(second.store, 'newest', minute(3));
      const before = (await rowsAtHq()).at(-1)?.received_at.getTime() ?? 0;
      await eventually(async () => expect((await rowsAtHq()).at(-1)?.received_at.getTime()).toBeGreaterThan(before));
      const back = await workOn({ store: first.store });
      back.begin();
      await eventually(async () => expect(await textIn(first.store)).toBe('newest'));
    });

    it('that were sent or discarded on one laptop are gone from the other', async () => {
      const [first, second] = [await workOn(), await workOn()];
      await save(first.store, TEXT, minute(1));
      const opened = first.begin();
      await eventually(async () => expect(await rowsAtHq()).toHaveLength(1));
      opened.close();
      second.begin();
      await eventually(async () => expect(await textIn(second.store)).toBe(TEXT));
      await second.store.write('drafts.discard', { key: KEY, now: minute(5) });
      const stamp = async () => (await rowsAtHq()).find(({ device }) => device === second.device)?.received_at.getTime();
      const before = await stamp();
      await eventually(async () => expect(await stamp()).not.toBe(before));
      const back = await workOn({ store: first.store });
      back.begin();
      await eventually(async () => expect(await textIn(first.store)).toBeUndefined());
    });

    it('do not come back to the laptop that gave them, once they were written on or sent there', async () => {
      const { store, begin } = await workOn();
      await save(store, 'Suspect seen', minute(1));
      await save(store, updateDraft('LC-20210518-1402', 'Window boarded'), minute(1));
      const opened = begin();
      await eventually(async () => expect(await rowsAtHq()).toHaveLength(1));
      opened.close();
      await save(store, 'Suspect seen running north', minute(3));
      const sent = draftKeyOf('incident.addLine', 'LC-20210518-1402');
      await store.write('drafts.discard', { key: sent, now: minute(3) });
      await save(store, updateDraft('LC-20210518-1402', 'Keyholder told'), minute(4));
      const [before] = await rowsAtHq();
      const again = begin();
      await eventually(async () => expect((await rowsAtHq())[0]?.received_at).not.toEqual(before?.received_at));
      again.close();
      const words = (await store.read('drafts.export', null)).drafts.map(({ key, fields }) => [key, fields['text']]);
      expect(words).toEqual([
        [sent, 'Keyholder told'],
        [KEY, 'Suspect seen running north'],
      ]);
    });

    it('are there again on a laptop that was wiped and enrolled anew under its name, also beside what was begun there since', async () => {
      const first = await workOn();
      await save(first.store, TEXT, minute(1));
      const opened = first.begin();
      await eventually(async () => expect(await rowsAtHq()).toHaveLength(1));
      opened.close();
      const store = await temporaryStore();
      await save(store, updateDraft('LC-20210518-1402', 'Begun before there was signal'), minute(2));
      const anew = first.begin({ store });
      await eventually(async () => expect(await textIn(store)).toBe(TEXT));
      anew.close();
      expect(await store.read('drafts.list', null)).toHaveLength(2);
    });

    it('stay where the policy says no: nothing leaves the laptop and nothing is asked for', async () => {
      const { store, begin } = await workOn({ mayTravel: () => false });
      await save(store, TEXT, minute(1));
      const asked = async () => (await query().selectFrom('audit').select('seq').where('action', 'like', 'drafts%').execute()).length;
      const before = await asked();
      begin();
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect([await rowsAtHq(), await asked()]).toEqual([[], before]);
    });

    it('are not taken from anybody but this officer, whoever sealed them for the officer’s card', async () => {
      const { store, begin, device, logged } = await workOn();
      const other = await bench.force.pki.card(halliwell);
      const forged = async (staffId: string, vouchedFor: Officer['staffId']) => {
        const drafts = [{ ...updateDraft(LOG, 'I saw nothing'), at: minute(9) }];
        const content: TravellingDrafts = { purpose: 'drafts', staffId, device, sealedAt: minute(9), drafts, ended: [] };
        const voucher = await createVouch(other.signer, { staffId: vouchedFor, device }, now)();
        if (voucher === undefined) throw new Error('no voucher');
        return sealEnvelope(signWork(JSON.stringify(content), voucher), [card.keyManagement.der]);
      };
      const envelopes = [
        await forged(rahman.staffId, rahman.staffId),
        await forged(halliwell.staffId, halliwell.staffId),
        await sealEnvelope(new TextEncoder().encode('{}'), [card.keyManagement.der]),
        await sealEnvelope(new TextEncoder().encode('{}'), [bench.trust.recovery ?? new Uint8Array()]),
        new Uint8Array(40),
      ];
      for (const [index, envelope] of envelopes.entries()) {
        const name = `LAP-08${index}0`;
        await addLaptop(bench.force, name);
        await query()
          .insertInto('travelling_drafts')
          .values({ staff_id: rahman.staffId, device: name, envelope, received_at: now() })
          .execute();
      }
      begin();
      await eventually(async () =>
        expect(logged.filter((line) => /^drafts(NotTaken|NotOpened)/.test(line))).toHaveLength(envelopes.length),
      );
      expect(await store.read('drafts.list', null)).toEqual([]);
    });

    it('wait for signal: what HQ did not get it gets later', async () => {
      const { store, begin, tunnel, logged } = await workOn();
      await save(store, TEXT, minute(1));
      await tunnel.close();
      begin();
      await eventually(async () => expect(logged.some((line) => line.startsWith('draftsStayed'))).toBe(true));
      expect(await textIn(store)).toBe(TEXT);
      const again = await workOn({ store });
      again.begin();
      await eventually(async () => expect(await rowsAtHq()).toHaveLength(1));
    });

    it('travel in the product, from one sign-in to the next on another laptop', async () => {
      await bench.card.logout(card.cardId);
      for (const role of ['writes', 'reads']) {
        const laptop = await nextLaptop();
        const folders = await openOfficerFolders(temporaryFolder(), bench.secrets);
        const begin = bench.beginOn({ ...laptop, draftsTravel: () => true });
        const { work } = await bench.signIn(card, { folders, device: laptop.device, tunnel: laptop.tunnel, begin });
        if (role === 'writes') {
          await save(work.store, TEXT, minute(1));
          await eventually(async () => expect(await rowsAtHq()).toHaveLength(1));
        } else await eventually(async () => expect(await textIn(work.store)).toBe(TEXT));
        await work.close('command');
      }
    });
  },
);
