import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CardError, type CardService } from '../../../main/card/service.ts';
import { makeCard, NEW_CARD } from '../../doubles/card/make-card.ts';
import { OPENSC_MODULE } from '../../doubles/card/namespace.ts';
import { makeForce, makeForceCard } from './force.ts';
import { type Place, places, titled } from './places.ts';
import { KEY_9A, KEY_9C, pin, refusalOf, startService, temporaryFolder, untilCard, untilNoCard } from './support.ts';

const [virtual, soft] = places;
const DATA = new Uint8Array(10);
const puk = (digits: string = NEW_CARD.puk) => pin(digits);
const isZero = (bytes: Uint8Array) => bytes.every((byte) => byte === 0);

/** Counters of the virtual card, as they lie in its chip. */
interface Counters {
  readonly pin: string;
  readonly tries: number;
  readonly pukTries: number;
}

describe.skipIf(virtual.missing !== undefined)(titled('a new PIN, on a virtual card with three tries of each', virtual.missing), () => {
  const folder = temporaryFolder();
  const cardFolder = join(folder.path, 'card');
  const state = join(cardFolder, 'state.json');
  const counters = (): Counters => JSON.parse(readFileSync(state, 'utf8'));
  let place: Place;
  let card: CardService;
  let cardId: string;

  beforeAll(async () => {
    place = await virtual.open(folder.path);
    await makeForceCard(await makeForce(), cardFolder, { kind: 'p256' });
    ({ card } = startService(OPENSC_MODULE, place.env));
  });
  beforeEach(async () => {
    await place.remove();
    await untilNoCard(card);
    if (existsSync(state)) rmSync(state);
    await place.insert(cardFolder);
    ({ cardId } = await untilCard(card));
  });
  afterAll(async () => {
    await card?.close();
    await place?.close();
    folder.remove();
  });
  const block = async () => {
    for (let time = 0; time < NEW_CARD.maxTries; time += 1) await refusalOf(card.login(cardId, pin('000000')));
  };

  it('is set by the unblocking code on a card that is blocked, and gives all tries back', async () => {
    await block();
    await card.unblockPin(cardId, puk(), pin('975310'));
    expect(counters()).toMatchObject({ pin: '975310', tries: 3, pukTries: 3 });
    await untilCard(card, ({ flags }) => !flags.pinLocked && !flags.pinFinalTry);
    expect(await refusalOf(card.sign(cardId, KEY_9A, DATA))).toBe('NotSignedIn');
    await card.login(cardId, pin('975310'));
    expect(await card.sign(cardId, KEY_9A, DATA)).toBeInstanceOf(Uint8Array);
  });

  it('is refused to a wrong unblocking code, which costs one of its tries and none of the PIN’s, until that is blocked too', async () => {
    await block();
    expect(await refusalOf(card.unblockPin(cardId, puk('11111111'), pin('975310')))).toBe('PukIncorrect');
    expect(counters()).toMatchObject({ pin: NEW_CARD.pin, tries: 0, pukTries: 2 });
    expect(await refusalOf(card.unblockPin(cardId, puk('11111111'), pin('975310')))).toBe('PukIncorrect');
    expect(await refusalOf(card.unblockPin(cardId, puk('11111111'), pin('975310')))).toBe('PukBlocked');
    expect(await refusalOf(card.unblockPin(cardId, puk(), pin('975310')))).toBe('PukBlocked');
    expect(counters()).toMatchObject({ pin: NEW_CARD.pin, tries: 0, pukTries: 0 });
  });

  it('of a length that the card does not take costs no try of anything', async () => {
    await block();
    for (const digits of ['', '1', '123456789']) expect(await refusalOf(card.unblockPin(cardId, puk(), pin(digits)))).toBe('PinLength');
    expect(await refusalOf(card.unblockPin(cardId, puk(''), pin('975310')))).toBe('PukIncorrect');
    expect(await refusalOf(card.unblockPin(cardId, puk('1'), pin('975310')))).toBe('PukIncorrect');
    expect(counters()).toMatchObject({ tries: 0, pukTries: 3 });
  });

  it('is never mistaken for an unblocking: a wrong old PIN costs a try of the PIN alone', async () => {
    expect(await refusalOf(card.changePin(cardId, pin('000000'), pin('975310')))).toBe('PinIncorrect');
    expect(counters()).toMatchObject({ tries: 2, pukTries: 3 });
    expect(await refusalOf(card.changePin(cardId, puk(), pin('975310')))).toBe('PinFinalTry');
    expect(counters()).toMatchObject({ pin: NEW_CARD.pin, tries: 1, pukTries: 3 });
  });

  it('before a sign-in leaves nobody signed in; during one it leaves the login as it was', async () => {
    await card.changePin(cardId, pin(), pin('975310'));
    expect(await refusalOf(card.sign(cardId, KEY_9A, DATA))).toBe('NotSignedIn');
    await card.login(cardId, pin('975310'));
    await card.changePin(cardId, pin('975310'), pin('864209'));
    expect(await card.sign(cardId, KEY_9A, DATA)).toBeInstanceOf(Uint8Array);
    expect(await card.sign(cardId, KEY_9C, DATA, pin('864209'))).toBeInstanceOf(Uint8Array);
  });

  it('after a slip while signed in: the wrong PIN ends the login, the right one brings it back, whatever it is given for', async () => {
    const signedOut: string[] = [];
    const stop = card.onSignedOut((id) => signedOut.push(id));
    await card.login(cardId, pin());
    expect(await refusalOf(card.sign(cardId, KEY_9C, DATA, pin('000000')))).toBe('PinIncorrect');
    expect(await refusalOf(card.sign(cardId, KEY_9A, DATA))).toBe('NotSignedIn');
    expect(signedOut).toEqual([cardId]);
    expect(await card.sign(cardId, KEY_9C, DATA, pin())).toBeInstanceOf(Uint8Array);
    expect(await card.sign(cardId, KEY_9A, DATA)).toBeInstanceOf(Uint8Array);
    expect(await refusalOf(card.changePin(cardId, pin('000000'), pin('975310')))).toBe('PinIncorrect');
    await card.changePin(cardId, pin(), pin('975310'));
    expect(await card.sign(cardId, KEY_9A, DATA)).toBeInstanceOf(Uint8Array);
    expect(counters()).toMatchObject({ pin: '975310', tries: 3, pukTries: 3 });
    stop();
  });

  it.each([
    ['6985', 0x6985],
    ['6A80', 0x6a80],
    ['6984', 0x6984],
    ['6A86', 0x6a86],
    ['6F00', 0x6f00],
  ])('that is too simple for a card which says %s is refused as that: the old one holds, no try is used', async (_, weakPin) => {
    const again = async () => {
      await place.remove();
      await untilNoCard(card);
      if (existsSync(state)) rmSync(state);
      makeCard(cardFolder, {}, { ...NEW_CARD, weakPin });
      await place.insert(cardFolder);
      ({ cardId } = await untilCard(card));
    };
    try {
      await again();
      await refusalOf(card.login(cardId, pin('000000')));
      expect(await refusalOf(card.changePin(cardId, pin(), pin('111111')))).toBe('PinInvalid');
      expect(counters()).toMatchObject({ pin: NEW_CARD.pin, tries: 3 });
      expect(await refusalOf(card.sign(cardId, KEY_9A, DATA))).toBe('NotSignedIn');
      await card.login(cardId, pin());
      expect(await refusalOf(card.changePin(cardId, pin(), pin('123456')))).toBe('PinInvalid');
      expect(await card.sign(cardId, KEY_9A, DATA)).toBeInstanceOf(Uint8Array);
      expect(await refusalOf(card.changePin(cardId, pin('000000'), pin('123456')))).toBe('PinIncorrect');
      expect(counters()).toMatchObject({ pin: NEW_CARD.pin, tries: 2 });
      await card.changePin(cardId, pin(), pin('975310'));
      expect(counters()).toMatchObject({ pin: '975310', tries: 3 });

      await block();
      expect(await refusalOf(card.unblockPin(cardId, puk(), pin('111111')))).toBe('PinInvalid');
      expect(await refusalOf(card.unblockPin(cardId, puk('11111111'), pin('111111')))).toBe('PukIncorrect');
      expect(counters()).toMatchObject({ pin: '975310', tries: 0, pukTries: 2 });
      await card.unblockPin(cardId, puk(), pin('864209'));
      expect(counters()).toMatchObject({ pin: '864209', tries: 3, pukTries: 3 });
    } finally {
      makeCard(cardFolder, {});
    }
  });

  it.each([
    ['onepin-opensc-pkcs11.so', (): string | undefined => undefined],
    // The same module, under a name that does not tell which application it is.
    ['card.so', () => join(folder.path, 'card.so')],
  ])('is set by the unblocking code through %s too, which costs no try of the PIN', async (name, copy) => {
    const module = copy() ?? join(dirname(OPENSC_MODULE), name);
    if (!existsSync(module)) copyFileSync(join(dirname(OPENSC_MODULE), 'onepin-opensc-pkcs11.so'), module);
    const { card: onepin } = startService(module, place.env);
    try {
      const seen = await untilCard(onepin);
      for (let time = 0; time < NEW_CARD.maxTries; time += 1) await refusalOf(onepin.login(seen.cardId, pin('000000')));
      expect(await refusalOf(onepin.unblockPin(seen.cardId, puk('11111111'), pin('975310')))).toBe('PukIncorrect');
      await onepin.unblockPin(seen.cardId, puk(), pin('975310'));
      expect(counters()).toMatchObject({ pin: '975310', tries: 3, pukTries: 3 });
    } finally {
      await onepin.close();
    }
  });

  it('by unblocking is refused, and nothing is tried, where OpenSC was told for another application than the module is', async () => {
    const file = join(folder.path, 'one-application.conf');
    writeFileSync(file, 'app opensc-pkcs11 { pkcs11 { user_pin_unblock_style = set_pin_in_unlogged_session; } }');
    const { card: onepin } = startService(join(dirname(OPENSC_MODULE), 'onepin-opensc-pkcs11.so'), { ...place.env, OPENSC_CONF: file });
    try {
      const seen = await untilCard(onepin);
      expect(await refusalOf(onepin.unblockPin(seen.cardId, puk(), pin('975310')))).toBe('NotSupported');
      expect(existsSync(state) ? counters() : { tries: 3, pukTries: 3 }).toMatchObject({ tries: 3, pukTries: 3 });
    } finally {
      await onepin.close();
    }
  });

  it('leaves neither PIN nor unblocking code in the buffers that were given', async () => {
    const given = [pin('000000'), pin('975310'), puk('1'), pin('975310'), puk(), pin('1')] as const;
    await refusalOf(card.changePin(cardId, given[0], given[1]));
    await refusalOf(card.unblockPin(cardId, given[2], given[3]));
    await refusalOf(card.unblockPin('no-such-card', given[4], given[5]));
    expect(given.every(isZero)).toBe(true);
  });

  it('by unblocking is refused, and nothing is tried, where OpenSC was not told to unblock', async () => {
    const { OPENSC_CONF: _, ...env } = place.env;
    const { card: untold } = startService(OPENSC_MODULE, env);
    const seen = await untilCard(untold);
    expect(await refusalOf(untold.unblockPin(seen.cardId, puk(), pin('975310')))).toBe('NotSupported');
    expect(existsSync(state) ? counters() : { tries: 3, pukTries: 3 }).toMatchObject({ tries: 3, pukTries: 3 });
    await untold.close();
  });
});

describe.skipIf(soft.missing !== undefined)(
  titled('a new PIN on SoftHSM2, whose security officer holds the unblocking code', soft.missing),
  () => {
    const folder = temporaryFolder();
    let place: Place;
    let card: CardService;
    let cardId: string;
    beforeAll(async () => {
      place = await soft.open(folder.path);
      await makeForceCard(await makeForce(), join(folder.path, 'card'), { kind: 'p256' });
      await place.insert(join(folder.path, 'card'));
      ({ card } = startService(soft.module, place.env));
      ({ cardId } = await untilCard(card));
    });
    afterAll(async () => {
      await card?.close();
      await place?.close();
      folder.remove();
    });

    it('is set by the right code, and refused to a wrong one', async () => {
      const wrong = await card.unblockPin(cardId, puk('11111111'), pin('975310')).catch((error: unknown) => error);
      expect(wrong).toBeInstanceOf(CardError);
      expect(wrong).toMatchObject({ code: 'PukIncorrect' });
      await card.login(cardId, pin());
      await card.unblockPin(cardId, puk(), pin('975310'));
      expect(await refusalOf(card.sign(cardId, KEY_9A, DATA))).toBe('NotSignedIn');
      expect(await refusalOf(card.login(cardId, pin()))).toBe('PinIncorrect');
      await card.login(cardId, pin('975310'));
      expect(await card.sign(cardId, KEY_9A, DATA)).toBeInstanceOf(Uint8Array);
    });
  },
);
