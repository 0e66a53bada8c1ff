import { verify, X509Certificate } from 'node:crypto';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cardSignature } from '../../../main/card/card-signature.ts';
import type { CardService } from '../../../main/card/service.ts';
import { pinRefusal } from '../../../main/session/pin-rules.ts';
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
      C_SetPIN: `${note('"set "')} ${bodies.C_SetPIN ?? 'return CALL;'}`,
    };
    ({ card } = startService(shimModule(join(folder.path, `module-${number}`), logged), { ...cards.env, ...env }));
    services.push(card);
    ({ cardId } = await untilCard(card));
    asked();
  };
  /** What was asked of the module since the last look: logins by their user type, signatures, and PINs set. */
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

  describe('to sign in', () => {
    it.each([
      ['CKR_PIN_EXPIRED', '0xa3', 'PinExpired'],
      ['CKR_USER_PIN_NOT_INITIALIZED', '0x102', 'PinNotSet'],
      ['CKR_FUNCTION_CANCELED', '0x50', 'PinCancelled'],
      ['CKR_PIN_INVALID', '0xa1', 'PinIncorrect'],
    ] as const)('is told in its own words where the module says %s', async (_, code, refusal) => {
      await start({ C_Login: `return ${code};` });
      expect(await refusalOf(card.login(cardId, pin()))).toBe(refusal);
      expect(asked()).toEqual([USER]);
    });

    it('that has expired is changed with it, once', async () => {
      const expired = join(folder.path, 'expired');
      writeFileSync(expired, '');
      await start({
        C_Login: `if (access("${expired}", F_OK) == 0) return 0xa3; return CALL;`,
        C_SetPIN: `word rv = CALL; if (rv == 0) unlink("${expired}"); return rv;`,
      });
      expect(await refusalOf(card.login(cardId, pin()))).toBe('PinExpired');
      await card.changePin(cardId, pin(), pin(NEW));
      await card.login(cardId, pin(NEW));
    });

    it.each([
      ['is told as wrong', '0xa0', 'PinIncorrect'],
      ['leaves open which one holds where the module does not say why', '0x30', 'CardFault'],
    ] as const)('that has expired and is given wrong to be changed, is given once to each call, and %s', async (_, code, refusal) => {
      // As a module that looks at no PIN once it has expired.
      await start({ C_Login: 'return 0xa3;', C_SetPIN: `word rv = CALL; return rv == 0xa0 ? ${code} : rv;` });
      expect(await refusalOf(card.changePin(cardId, pin(WRONG), pin(NEW)))).toBe(refusal);
      expect(asked()).toEqual([USER, 'set']);
    });

    it('that has expired, on a card that changes none that has, is told as that', async () => {
      await start({ C_Login: 'return 0xa3;', C_SetPIN: 'return 0xa3;' });
      expect(await card.changePin(cardId, pin(), pin(NEW)).catch((error: unknown) => pinRefusal(error).code)).toBe('PinExpired');
    });

    it('that has expired is no unblocking code: it never reaches OpenSC that would take it for one', async () => {
      const configuration = join(folder.path, 'opensc.conf');
      writeFileSync(configuration, 'app default { pkcs11 { user_pin_unblock_style = set_pin_in_unlogged_session; } }');
      // CK_INFO.libraryDescription is 32 characters at 48.
      const C_GetInfo = `word rv = CALL; memcpy((char *)a + 48, "${'OpenSC smartcard framework'.padEnd(32)}", 32); return rv;`;
      await start({ C_GetInfo, C_Login: 'return 0xa3;' }, { OPENSC_CONF: configuration });
      expect(await refusalOf(card.changePin(cardId, pin(), pin(NEW)))).toBe('NotSupported');
      expect(asked()).toEqual([USER]);
    });
  });

  it('on a card whose certificates cannot be read is not asked for: the card is at fault, and not without any', async () => {
    await start({ C_GetAttributeValue: 'word *t = (word *)c; if (t[0] == 0x11) return 0x30; return CALL;' });
    expect(await refusalOf(card.certificates(cardId))).toBe('CardFault');
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
