import { verify, X509Certificate } from 'node:crypto';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cardSignature } from '../../../main/card/card-signature.ts';
import type { CardService } from '../../../main/card/service.ts';
import { NEW_CARD } from '../../doubles/card/make-card.ts';
import { type SoftCards, softCards, whyNoSoftCards } from '../../doubles/card/softhsm.ts';
import { type Replaceable, shimModule } from './bad-module.ts';
import { makeForce, makeForceCard } from './force.ts';
import { titled } from './places.ts';
import { certificateOf, KEY_9A, KEY_9C, pin, refusalOf, startService, temporaryFolder, untilCard } from './support.ts';

const missing = whyNoSoftCards();
const DATA = new TextEncoder().encode('an order');
const WRONG = '000000';
const NEW = '975310';
/** CKU_SO and CKU_USER of PKCS#11, as the log of the module has them. */
const SO = '0';
const USER = '1';

/** SoftHSM2 as other makers' modules are: each test alters some of its answers, and sees what was asked of it. */
describe.skipIf(missing !== undefined)(titled('a PIN or unblocking code that is given', missing), () => {
  const folder = temporaryFolder();
  const log = join(folder.path, 'asked');
  const cardFolder = join(folder.path, 'card');
  const services: CardService[] = [];
  const tokens = join(folder.path, 'tokens', 'in');
  const asIssued = join(folder.path, 'as-issued');
  let number = 0;
  let cards: SoftCards;
  let card: CardService;
  let cardId: string;

  beforeAll(async () => {
    await makeForceCard(await makeForce(), cardFolder, { kind: 'p256' });
    cards = softCards(join(folder.path, 'tokens'), { asksEachTime: false });
    cards.insert(cardFolder);
    cpSync(tokens, asIssued, { recursive: true });
  });
  beforeEach(() => {
    number += 1;
    rmSync(tokens, { recursive: true });
    cpSync(asIssued, tokens, { recursive: true });
  });
  afterEach(async () => {
    for (const service of services.splice(0)) await service.close();
  });
  afterAll(() => folder.remove());

  const start = async (bodies: Readonly<Partial<Record<Replaceable, string>>> = {}, env: Readonly<Record<string, string>> = {}) => {
    const note = (what: string) => `FILE *file = fopen("${log}", "a"); fprintf(file, ${what}); fclose(file);`;
    const logged = {
      ...bodies,
      C_Login: `${note('"%lu ", b')} ${bodies.C_Login ?? 'return CALL;'}`,
      C_Sign: `${note('"sign "')} ${bodies.C_Sign ?? 'return CALL;'}`,
    };
    ({ card } = startService(shimModule(join(folder.path, `module-${number}`), logged), { ...cards.env, ...env }));
    services.push(card);
    ({ cardId } = await untilCard(card));
    asked();
  };
  /** What was asked of the module since the last look: logins by their user type, and signatures. */
  const asked = (): readonly string[] => {
    const words = existsSync(log) ? readFileSync(log, 'utf8').split(' ').filter(Boolean) : [];
    writeFileSync(log, '');
    return words;
  };

  describe('for a signature, with a key that does not ask for it', () => {
    it('is proven before anything is signed: a wrong one costs one try and signs nothing', async () => {
      await start();
      await card.login(cardId, pin());
      asked();
      for (const key of [KEY_9A, KEY_9C]) {
        expect(await refusalOf(card.sign(cardId, key, DATA, pin(WRONG)))).toBe('PinIncorrect');
        expect(asked()).toEqual([USER]);
        expect(await refusalOf(card.sign(cardId, key, DATA))).toBe('NotSignedIn');
        const { publicKey } = new X509Certificate((await certificateOf(card, cardId, key)).der);
        expect(verify('sha256', DATA, publicKey, await card.sign(cardId, key, DATA, pin()))).toBe(true);
        expect(asked()).toEqual([USER, 'sign']);
        expect(await card.sign(cardId, key, DATA)).toBeInstanceOf(Uint8Array);
        asked();
      }
    });

    it('is not taken by a card to which nobody is signed in, nor when it is too short: no try is used', async () => {
      await start();
      expect(await refusalOf(card.sign(cardId, KEY_9C, DATA, pin()))).toBe('NotSignedIn');
      await card.login(cardId, pin());
      asked();
      expect(await refusalOf(card.sign(cardId, KEY_9C, DATA, pin('1')))).toBe('PinLength');
      expect(asked()).toEqual([]);
      expect(await card.sign(cardId, KEY_9C, DATA)).toBeInstanceOf(Uint8Array);
    });

    it('signs an order only when it is right, with one try for each that is typed', async () => {
      await start();
      await card.login(cardId, pin());
      const signature = cardSignature(card, cardId, await certificateOf(card, cardId, KEY_9C));
      asked();
      for (let time = 0; time < 2; time += 1) {
        expect(await refusalOf(signature.sign(DATA, pin(WRONG)))).toBe('PinIncorrect');
        expect(asked()).toEqual([USER]);
      }
      expect(await signature.sign(DATA, pin())).toBeInstanceOf(Uint8Array);
      await card.logout(cardId);
      asked();
      expect(await refusalOf(signature.sign(DATA, pin(WRONG)))).toBe('PinIncorrect');
      expect(asked()).toEqual([USER]);
    });

    it('signs nothing for a token that says once that the key asks, and then that it does not', async () => {
      const once = join(folder.path, 'asks-once');
      const body = `word rv = CALL; word *t = (word *)c; if (rv == 0 && t[0] == 0x202 && t[1] != 0) *(char *)t[1] = unlink("${once}") == 0;
        return rv;`;
      await start({ C_GetAttributeValue: body });
      await card.login(cardId, pin());
      asked();
      writeFileSync(once, '');
      expect(await refusalOf(card.sign(cardId, KEY_9C, DATA, pin(WRONG)))).toBe('CardFault');
      expect(asked()).toEqual([]);
    });

    it('keeps the login to be made good when the module fails at it', async () => {
      const failing = join(folder.path, 'failing');
      await start({ C_Login: `if (access("${failing}", F_OK) == 0) return 0x30; return CALL;` });
      await card.login(cardId, pin());
      writeFileSync(failing, '');
      expect(await refusalOf(card.sign(cardId, KEY_9C, DATA, pin()))).toBe('CardFault');
      rmSync(failing);
      expect(await card.sign(cardId, KEY_9C, DATA, pin())).toBeInstanceOf(Uint8Array);
      expect(await card.sign(cardId, KEY_9A, DATA)).toBeInstanceOf(Uint8Array);
    });
  });

  describe('as the old one when the PIN is changed', () => {
    it.each([
      ['CKR_PIN_INVALID', '0xa1'],
      ['CKR_GENERAL_ERROR', '0x5'],
      ['CKR_DEVICE_ERROR', '0x30'],
    ])('is told as wrong, once, where the module says %s of it', async (_, code) => {
      await start({ C_SetPIN: `word rv = CALL; return rv == 0xa0 ? ${code} : rv;` });
      for (const signedIn of [false, true]) {
        if (signedIn) await card.login(cardId, pin());
        asked();
        expect(await refusalOf(card.changePin(cardId, pin(WRONG), pin(NEW)))).toBe('PinIncorrect');
        expect(asked()).toEqual([USER]);
      }
      await card.changePin(cardId, pin(), pin(NEW));
      expect(await card.sign(cardId, KEY_9A, DATA)).toBeInstanceOf(Uint8Array);
    });

    it.each([
      ['CKR_PIN_INVALID', '0xa1'],
      ['CKR_FUNCTION_FAILED', '0x6'],
      ['CKR_DATA_INVALID', '0x20'],
      ['CKR_PIN_INCORRECT', '0xa0'],
    ])('holds still when the card refuses the new one with %s, which is said', async (_, code) => {
      await start({ C_SetPIN: `return ${code};` });
      expect(await refusalOf(card.changePin(cardId, pin(), pin(NEW)))).toBe('PinInvalid');
      await card.login(cardId, pin());
      expect(await refusalOf(card.changePin(cardId, pin(), pin(NEW)))).toBe('PinInvalid');
      expect(await card.sign(cardId, KEY_9A, DATA)).toBeInstanceOf(Uint8Array);
    });

    it('leaves open which one holds when the card took the new one and the module fails', async () => {
      await start({ C_SetPIN: 'CALL; return 0x30;' });
      expect(await refusalOf(card.changePin(cardId, pin(), pin(NEW)))).toBe('CardFault');
      await card.login(cardId, pin(NEW));
    });
  });

  describe('as the unblocking code', () => {
    const puk = (digits: string = NEW_CARD.puk) => pin(digits);
    /** CK_INFO.manufacturerID is 32 characters behind the version. */
    const madeBy = (maker: string) => ({ C_GetInfo: `word rv = CALL; memcpy((char *)a + 2, "${maker.padEnd(32)}", 32); return rv;` });
    /** CKF_SO_PIN_LOCKED in CK_TOKEN_INFO.flags, at 96. */
    const officerLocked = { C_GetTokenInfo: 'word rv = CALL; if (rv == 0) *(word *)((char *)b + 96) |= 0x400000; return rv;' };
    const officer = (code: string) => ({ C_Login: `if (b == 0) return ${code}; return CALL;` });

    it.each([
      ['CKR_PIN_LOCKED', '0xa4'],
      ['CKR_GENERAL_ERROR', '0x5'],
      ['CKR_FUNCTION_FAILED', '0x6'],
      ['CKR_DEVICE_ERROR', '0x30'],
      ['CKR_PIN_EXPIRED', '0xa3'],
      ['CKR_USER_ANOTHER_ALREADY_LOGGED_IN', '0x104'],
    ])('is never said to be blocked, nor wrong, on the word %s alone', async (_, code) => {
      await start(officer(code));
      expect(await refusalOf(card.unblockPin(cardId, puk(), pin(NEW)))).toBe('UnblockFailed');
      expect(asked()).toEqual([SO]);
      await card.login(cardId, pin());
    });

    it('is said to be blocked where the token says so', async () => {
      await start({ ...officer('0xa4'), ...officerLocked });
      expect(await refusalOf(card.unblockPin(cardId, puk(), pin(NEW)))).toBe('PukBlocked');
    });

    it('that is right, with a new PIN that the card does not take, is told as that', async () => {
      await start({ C_InitPIN: 'return 0xa1;' });
      expect(await refusalOf(card.unblockPin(cardId, puk(), pin(NEW)))).toBe('PinInvalid');
      expect(await refusalOf(card.unblockPin(cardId, puk('11111111'), pin(NEW)))).toBe('PukIncorrect');
    });

    it.each(['Yubico (www.yubico.com)', 'PKCS#11 Kit', 'A maker that nobody knows'])(
      'never reaches a module of which it is not known what it does with it: %s',
      async (maker) => {
        await start(madeBy(maker));
        asked();
        expect(await refusalOf(card.unblockPin(cardId, puk(), pin(NEW)))).toBe('NotSupported');
        expect(asked()).toEqual([]);
        await card.login(cardId, pin());
      },
    );

    it('reaches such a module where ICT says that its security officer has it', async () => {
      await start(madeBy('A maker that nobody knows'), { MOBILE_OFFICE_UNBLOCK: 'securityOfficer' });
      await card.unblockPin(cardId, puk(), pin(NEW));
      await card.login(cardId, pin(NEW));
    });
  });
});
