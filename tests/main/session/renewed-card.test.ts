import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RewrapProblem } from '../../../contracts/hq/orders.ts';
import { createTunnel } from '../../../main/device/tunnel/create-tunnel.ts';
import type { Tunnel } from '../../../main/device/tunnel/tunnel.ts';
import { makeCardShare } from '../../../main/session/card-share.ts';
import type { WarrantCard } from '../../../main/session/work.ts';
import { asCredential } from '../../doubles/network/laptop.ts';
import { halliwell, rahman } from '../../hq/support/force.ts';
import { LAPTOP } from '../../hq/support/running.ts';
import { places, titled } from '../card/places.ts';
import { pin } from '../card/support.ts';
import { temporaryFolder } from '../support/store.ts';
import { openBench, type SignInBench, withRecoveryKey } from './support.ts';

/** HQ with a database, a reader with its daemon, three cards: all made from nothing. */
const STARTING_MS = 300_000;
const TEST_MS = 60_000;
const PLACE = { pane: 'storm', item: 'LC-20210518-1587', at: '2021-05-18T14:42:00.000Z' };

/** What the first card has, and the renewed one: each place has the change in one direction, so that both kinds are on both sides. */
const CHANGES = [
  { before: 'p256', after: 'rsa' },
  { before: 'rsa', after: 'p256' },
] as const;

describe.each(places.map((place, index) => ({ place, change: CHANGES[index] ?? CHANGES[0] })))(
  'a renewed card, $change.before before and $change.after after ($place.name)',
  ({ place, change }) => {
    describe.skipIf(place.missing !== undefined)(titled('of the same officer', place.missing), () => {
      let bench: SignInBench;
      let folder: string;
      let envelope: Buffer;
      let renewed: WarrantCard;

      beforeAll(async () => {
        bench = await openBench(place, withRecoveryKey);
        const { work, parts } = await bench.signIn(await bench.insert(rahman, { kind: change.before }));
        await work.store.write('place.set', PLACE);
        folder = parts.place.folder;
        await work.close('command');
        envelope = readFileSync(join(folder, 'key.p7m'));
        renewed = await bench.insert(rahman, { issue: 2, kind: change.after });
      }, STARTING_MS);
      afterAll(() => bench?.close(), STARTING_MS);

      const keyFiles = () => readdirSync(folder).filter((name) => name.startsWith('key'));
      const nobody = (): Tunnel => {
        const credential = asCredential(bench.force.laptop);
        const site = { name: 'HQ site A', host: '127.0.0.1', port: 9 };
        return createTunnel({ sites: [site], gatewayName: 'gateway.hq', credential: () => credential, trust: bench.trust });
      };
      /** HQ as it is, but for what it answers to a rewrap. */
      const answering = (status: number, body: object, type = 'application/json'): Tunnel => ({
        ...bench.tunnel,
        get status() {
          return bench.tunnel.status;
        },
        request: async (asked) =>
          asked.path === '/v1/device/rewrap'
            ? { status, headers: { 'content-type': type }, body: new TextEncoder().encode(JSON.stringify(body)) }
            : bench.tunnel.request(asked),
      });
      const refusing = (code: RewrapProblem): Tunnel =>
        answering(403, { type: 'about:blank', title: code, status: 403, code }, 'application/problem+json');
      const refusalOf = async (tunnel: Tunnel): Promise<unknown> => {
        try {
          await bench.signIn(renewed, { tunnel });
          return 'opened';
        } catch (error) {
          // Whatever the refusal was: nothing in the folder has changed.
          expect(readFileSync(join(folder, 'key.p7m'))).toEqual(envelope);
          expect(keyFiles()).toEqual(['key.own', 'key.p7m']);
          return error instanceof Error && 'code' in error ? error.code : error;
        }
      };

      it(
        'waits for HQ where there is no signal, and says so',
        async () => {
          const tunnel = nobody();
          try {
            expect(await refusalOf(tunnel)).toBe('CardRenewed');
          } finally {
            await tunnel.close();
          }
        },
        TEST_MS,
      );

      it(
        'leaves everything as it was when HQ refuses, whatever the reason',
        async () => {
          expect(await refusalOf(refusing('RecoveryElsewhere'))).toBe('StoreKeyMismatch');
          expect(await refusalOf(refusing('NotYourShare'))).toBe('StoreKeyMismatch');
          expect(await refusalOf(refusing('CardRevoked'))).toBe('CardRevoked');
          expect(await refusalOf(refusing('Malformed'))).toBe('HqUnusable');
        },
        TEST_MS,
      );

      it(
        'never takes what is another share, tampered with, or not for this card',
        async () => {
          const { recovery } = bench.trust;
          if (recovery === undefined) throw new Error('no recovery certificate');
          const elsewhere = temporaryFolder();
          await bench.card.login(renewed.cardId, pin());
          await makeCardShare(elsewhere, bench.card, renewed, recovery, { staffId: halliwell.staffId, device: LAPTOP });
          const another = readFileSync(join(elsewhere, 'key.p7m'));
          expect(await refusalOf(answering(200, { envelope: another.toString('base64') }))).toBe('StoreKeyMismatch');
          const last = another.byteLength - 1;
          another.writeUInt8(another.readUInt8(last) ^ 1, last);
          expect(await refusalOf(answering(200, { envelope: another.toString('base64') }))).toBe('HqUnusable');
          expect(await refusalOf(answering(200, { envelope: envelope.toString('base64') }))).toBe('HqUnusable');
        },
        TEST_MS,
      );

      it(
        'is taken over with HQ: the work is there, and both journals say so',
        async () => {
          const { work, parts } = await bench.signIn(renewed);
          expect(await work.store.read('place.get', null)).toEqual(PLACE);
          const entries = await work.store.read('journal.after', { after: 0, limit: 100 });
          expect(entries.map(({ action }) => action)).toContain('cardTakenOver');
          await work.close('command');
          const { tag } = parts;
          expect(bench.journal.after(0, 100).filter(({ action }) => action === 'cardTakenOver')).toMatchObject([{ subject: tag }]);
          expect(readFileSync(join(folder, 'key.p7m'))).not.toEqual(envelope);
        },
        TEST_MS,
      );

      it(
        'opens the work from then on without HQ',
        async () => {
          const tunnel = nobody();
          try {
            const { work } = await bench.signIn(renewed, { tunnel });
            expect(work.mail).toBeUndefined();
            await work.close('command');
          } finally {
            await tunnel.close();
          }
        },
        TEST_MS,
      );

      it(
        "does not make another officer's envelope one's own, even with HQ",
        async () => {
          const { work, parts } = await bench.signIn(await bench.insert(halliwell));
          await work.close('command');
          const his = parts.place.folder;
          const copy = temporaryFolder();
          cpSync(folder, copy, { recursive: true });
          for (const name of ['key.p7m', 'key.own']) cpSync(join(his, name), join(copy, name));
          renewed = await bench.insert(rahman, { issue: 2 });
          await expect(bench.signIn(renewed, { folders: { ...bench.folders, of: () => copy } })).rejects.toMatchObject({
            code: 'StoreKeyMismatch',
          });
          expect(readFileSync(join(copy, 'key.p7m'))).toEqual(readFileSync(join(his, 'key.p7m')));
        },
        TEST_MS,
      );
    });
  },
);
