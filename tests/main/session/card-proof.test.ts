import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WarrantCard } from '../../../main/session/work.ts';
import { rahman } from '../../hq/support/force.ts';
import { type Replaceable, shimModule } from '../card/bad-module.ts';
import { places, titled } from '../card/places.ts';
import { temporaryFolder } from '../card/support.ts';
import { openBench, type SignInBench, withRecoveryKey } from './support.ts';

const [, soft] = places;
/** HQ with a database and tokens of three cards: all made from nothing. */
const STARTING_MS = 300_000;
const TEST_MS = 60_000;
const PLACE = { pane: 'storm', item: 'LC-20210518-1587', at: '2021-05-18T14:42:00.000Z' };

/** SoftHSM2, whose 9D does as the marks on the disk say: each is one of the ways in which modules fail at it. */
const folder = temporaryFolder();
const mark = (name: string) => join(folder.path, name);
const when = (name: string, what: string) => `if (access("${mark(name)}", F_OK) == 0) { ${what} }`;
const BODIES: Readonly<Partial<Record<Replaceable, string>>> = {
  C_DeriveKey: `${when('no-derive', 'return 0x54;')} ${when('fails', 'return 0x6;')} ${when('asks', 'return 0x101;')} return CALL;`,
  C_DecryptInit: `${when('no-decrypt', 'return 0x70;')} ${when('asks', 'return 0x101;')} return CALL;`,
  C_Decrypt: `${when('fails', 'return 0x6;')} return CALL;`,
  // The value of the shared secret, which is read as 32 bytes: not the one that it should be.
  C_GetAttributeValue: `word rv = CALL; word *t = (word *)c;
    ${when('wrong', 'if (rv == 0 && t[0] == 0x11 && t[1] != 0 && t[2] == 32) *(char *)t[1] ^= 1;')} return rv;`,
};

const FAULTS = {
  p256: ['no-derive', 'fails', 'asks', 'wrong'],
  rsa: ['no-decrypt', 'fails', 'asks'],
} as const;

describe.each(['p256', 'rsa'] as const)('work on a laptop whose card software cannot open what is sealed for the card (%s)', (kind) => {
  describe.skipIf(soft.missing !== undefined)(titled('on SoftHSM2', soft.missing), () => {
    let bench: SignInBench;
    beforeAll(async () => {
      bench = await openBench({ open: soft.open, module: shimModule(join(folder.path, `module-${kind}`), BODIES) }, withRecoveryKey);
    }, STARTING_MS);
    afterEach(() => {
      for (const name of FAULTS[kind]) rmSync(mark(name), { force: true });
    });
    afterAll(async () => {
      await bench?.close();
      if (kind === 'rsa') folder.remove();
    }, STARTING_MS);

    const refusalOf = async (card: WarrantCard, laptop: string): Promise<unknown> => {
      try {
        await (await bench.signIn(card, { folders: { ...bench.folders, of: () => laptop } })).work.close('command');
        return 'opened';
      } catch (error) {
        return error instanceof Error && 'code' in error ? error.code : error;
      }
    };
    const filesOf = (laptop: string) => readdirSync(laptop).map((name) => [name, readFileSync(join(laptop, name)).toString('base64')]);

    it.each(FAULTS[kind])(
      'is not begun: no store is made, and none is sealed to a key that was never tried (%s)',
      async (fault) => {
        const card = await bench.insert(rahman, { kind });
        const laptop = temporaryFolder().path;
        writeFileSync(mark(fault), '');
        for (let time = 0; time < 2; time += 1) expect(await refusalOf(card, laptop)).toBe('CardKeyUnusable');
        expect(readdirSync(laptop)).toEqual([]);
        rmSync(mark(fault));
        expect(await refusalOf(card, laptop)).toBe('opened');
        expect(await refusalOf(card, laptop)).toBe('opened');
      },
      TEST_MS,
    );

    it.each(FAULTS[kind])(
      'that is there stays as it was, and is said to be, when the software cannot any more (%s)',
      async (fault) => {
        const card = await bench.insert(rahman, { kind });
        const laptop = temporaryFolder().path;
        expect(await refusalOf(card, laptop)).toBe('opened');
        const before = filesOf(laptop);
        writeFileSync(mark(fault), '');
        expect(await refusalOf(card, laptop)).toBe('CardKeyUnusable');
        expect(filesOf(laptop)).toEqual(before);
        rmSync(mark(fault));
        expect(await refusalOf(card, laptop)).toBe('opened');
      },
      TEST_MS,
    );

    it.each(FAULTS[kind])(
      'is not taken over by a renewed card that cannot open it: the old envelope stays in force (%s)',
      async (fault) => {
        const old = await bench.insert(rahman, { kind });
        const laptop = temporaryFolder().path;
        const folders = { ...bench.folders, of: () => laptop };
        const { work } = await bench.signIn(old, { folders });
        await work.store.write('place.set', PLACE);
        await work.close('command');
        const before = filesOf(laptop);
        const renewed = await bench.insert(rahman, { kind, issue: 2 });
        writeFileSync(mark(fault), '');
        expect(await refusalOf(renewed, laptop)).toBe('CardKeyUnusable');
        expect(filesOf(laptop)).toEqual(before);
        rmSync(mark(fault));
        const again = await bench.signIn(renewed, { folders });
        expect(await again.work.store.read('place.get', null)).toEqual(PLACE);
        await again.work.close('command');
        expect(existsSync(join(laptop, 'store.db'))).toBe(true);
      },
      TEST_MS,
    );

    it(
      'that was damaged is told as that, not as the card’s fault',
      async () => {
        const card = await bench.insert(rahman, { kind });
        const laptop = temporaryFolder().path;
        expect(await refusalOf(card, laptop)).toBe('opened');
        const file = join(laptop, 'key.p7m');
        const whole = readFileSync(file);
        for (const part of [0.3, 0.45, 0.999]) {
          const bytes = Buffer.from(whole);
          const at = Math.floor(part * bytes.byteLength);
          bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
          writeFileSync(file, bytes);
          expect(['StoreCorrupt', 'StoreKeyMismatch', 'opened']).toContain(await refusalOf(card, laptop));
        }
      },
      TEST_MS,
    );
  });
});
