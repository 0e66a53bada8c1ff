import { verify, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cardSignature, signatureRefusalOf } from '../../../main/card/card-signature.ts';
import type { CardService } from '../../../main/card/service.ts';
import { type SoftCards, softCards, whyNoSoftCards } from '../../doubles/card/softhsm.ts';
import { type Replaceable, shimModule } from './bad-module.ts';
import { makeForce, makeForceCard } from './force.ts';
import { titled } from './places.ts';
import { certificateOf, KEY_9A, KEY_9C, pin, refusalOf, startService, temporaryFolder, untilCard } from './support.ts';

const missing = whyNoSoftCards();
const DATA = new TextEncoder().encode('an order');
/** CKU_CONTEXT_SPECIFIC, as the log of the module has it: the PIN for one signature. */
const ONCE = '2';
const SHA256_RSA_PKCS = '0x40';

/** SoftHSM2 as other makers' modules are, with a key 9C that asks for the PIN each time. */
describe.skipIf(missing !== undefined)(titled('a key that asks for the PIN each time', missing), () => {
  const folder = temporaryFolder();
  const log = join(folder.path, 'asked');
  const services: CardService[] = [];
  let number = 0;
  let cards: SoftCards;
  let card: CardService;
  let cardId: string;

  beforeAll(async () => {
    const cardFolder = join(folder.path, 'card');
    await makeForceCard(await makeForce(), cardFolder, { kind: 'rsa' });
    cards = softCards(join(folder.path, 'tokens'));
    cards.insert(cardFolder);
  });
  afterEach(async () => {
    for (const service of services.splice(0)) await service.close();
  });
  afterAll(() => folder.remove());

  const signedIn = async (bodies: Readonly<Partial<Record<Replaceable, string>>>, helpers = '') => {
    number += 1;
    const C_Login = `FILE *file = fopen("${log}", "a"); fprintf(file, "%lu ", b); fclose(file); ${bodies.C_Login ?? 'return CALL;'}`;
    ({ card } = startService(shimModule(join(folder.path, `module-${number}`), { ...bodies, C_Login }, helpers), cards.env));
    services.push(card);
    ({ cardId } = await untilCard(card));
    await card.login(cardId, pin());
    asked();
  };
  /** The logins that were asked of the module since the last look, by their user type. */
  const asked = (): readonly string[] => {
    const words = existsSync(log) ? readFileSync(log, 'utf8').split(' ').filter(Boolean) : [];
    writeFileSync(log, '');
    return words;
  };
  const isSigned = async (keyId: Uint8Array, signature: Uint8Array) => {
    const { publicKey } = new X509Certificate((await certificateOf(card, cardId, keyId)).der);
    return verify('sha256', DATA, publicKey, signature);
  };

  it.each(['0x70', '0x71', '0x7', '0x54'])(
    'is given it once, though the signature is then refused as one that is not had (%s)',
    async (code) => {
      await signedIn({ C_Sign: `CALL; return ${code};` });
      await expect(card.sign(cardId, KEY_9C, DATA, pin())).rejects.toThrow();
      expect(asked()).toEqual([ONCE]);
    },
  );

  it('signs by another way where the first is refused before the PIN, which is given once', async () => {
    await signedIn({ C_SignInit: `if (*(word *)b == ${SHA256_RSA_PKCS}) return 0x70; return CALL;` });
    expect(await isSigned(KEY_9C, await card.sign(cardId, KEY_9C, DATA, pin()))).toBe(true);
    expect(asked()).toEqual([ONCE]);
  });

  describe('of a card that refuses what it has begun', () => {
    const refusing = () =>
      signedIn(
        {
          C_SignInit: 'last_type = *(word *)b; return CALL;',
          C_Sign: `word rv = CALL; return last_type == ${SHA256_RSA_PKCS} ? 0x70 : rv;`,
        },
        'static word last_type;',
      );

    it('signs by another way the next time that it is asked', async () => {
      await refusing();
      expect(await refusalOf(card.sign(cardId, KEY_9C, DATA, pin()))).toBe('NotSupported');
      expect(await isSigned(KEY_9C, await card.sign(cardId, KEY_9C, DATA, pin()))).toBe(true);
      expect(asked()).toEqual([ONCE, ONCE]);
    });

    it('signs at once where a key that asks for none has found the way', async () => {
      await refusing();
      expect(await isSigned(KEY_9A, await card.sign(cardId, KEY_9A, DATA))).toBe(true);
      expect(await isSigned(KEY_9C, await card.sign(cardId, KEY_9C, DATA, pin()))).toBe(true);
      expect(asked()).toEqual([ONCE]);
    });
  });

  it.each([
    ['CKR_PIN_INVALID', '0xa1', 'PinIncorrect'],
    ['CKR_PIN_EXPIRED', '0xa3', 'PinExpired'],
    ['CKR_FUNCTION_CANCELED', '0x50', 'PinCancelled'],
  ] as const)('has words of its own for whoever signs where the module says %s of it', async (_, code, refusal) => {
    await signedIn({ C_Login: `if (b == ${ONCE}) return ${code}; return CALL;` });
    const signature = cardSignature(card, cardId, await certificateOf(card, cardId, KEY_9C));
    expect(await signature.sign(DATA, pin()).catch(signatureRefusalOf)).toBe(refusal);
    expect(asked()).toEqual([ONCE]);
  });
});
