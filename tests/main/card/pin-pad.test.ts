import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardSignature, signatureRefusalOf } from '../../../main/card/card-signature.ts';
import type { CardService } from '../../../main/card/service.ts';
import { pinRefusal } from '../../../main/session/pin-rules.ts';
import { softCards, whyNoSoftCards } from '../../doubles/card/softhsm.ts';
import { shimModule } from './bad-module.ts';
import { makeForce, makeForceCard } from './force.ts';
import { titled } from './places.ts';
import { certificateOf, KEY_9A, KEY_9C, pin, refusalOf, startService, temporaryFolder, untilCard } from './support.ts';

const missing = whyNoSoftCards();
const DATA = new Uint8Array(10);
const AT_READER = new Uint8Array(0);
const CANCEL = 'cancel';

/**
 * SoftHSM2 as a module whose reader has keys of its own (CKF_PROTECTED_AUTHENTICATION_PATH, 0x100, in CK_TOKEN_INFO.flags at 96): a PIN
 * of no length is "typed at the reader", which is the file `typed`: the PIN, and on a second line the new one; or that Cancel was pressed. No reader with keys can
 * be had here; what the program does about one can be seen all the same.
 */
function padModule(path: string, typed: string): string {
  const helpers = `
static char first[65], second[65];
static void type_at_reader(void) {
  FILE *file = fopen("${typed}", "r");
  first[0] = second[0] = 0;
  if (file) { if (fscanf(file, "%64s %64s", first, second) < 1) first[0] = 0; fclose(file); }
}
`;
  const cancelled = `if (strcmp(first, "${CANCEL}") == 0) return 0x50;`;
  const login = `if (d != 0) return REAL(a, b, c, d, e); type_at_reader(); ${cancelled}
    return REAL(a, b, (word)first, strlen(first), e);`;
  const setPin = `if (c != 0 || e != 0) return REAL(a, b, c, d, e); type_at_reader(); ${cancelled}
    return REAL(a, (word)first, strlen(first), (word)second, strlen(second));`;
  const initPin = 'if (c != 0) return REAL(a, b, c, d, e); type_at_reader(); return REAL(a, (word)second, strlen(second), d, e);';
  const tokenInfo = 'word rv = REAL(a, b, c, d, e); if (rv == 0) *(word *)((char *)b + 96) |= 0x100; return rv;';
  return shimModule(path, { C_Login: login, C_SetPIN: setPin, C_InitPIN: initPin, C_GetTokenInfo: tokenInfo }, helpers);
}

describe.skipIf(missing !== undefined)(titled('a reader with keys of its own', missing), () => {
  const folder = temporaryFolder();
  const typed = join(folder.path, 'typed');
  const type = (...digits: readonly string[]) => writeFileSync(typed, digits.join('\n'));
  let card: CardService;
  let cardId: string;

  beforeAll(async () => {
    const cardFolder = join(folder.path, 'card');
    await makeForceCard(await makeForce(), cardFolder, { kind: 'p256' });
    const cards = softCards(join(folder.path, 'tokens'));
    cards.insert(cardFolder);
    ({ card } = startService(padModule(join(folder.path, 'pad'), typed), cards.env));
    ({ cardId } = await untilCard(card, ({ flags }) => flags.pinPad));
  });
  afterAll(async () => {
    await card?.close();
    folder.remove();
  });

  it('takes the PIN itself: the program gives none, for the login and for each signature', async () => {
    type('246810');
    await card.login(cardId, AT_READER);
    expect(await card.sign(cardId, KEY_9A, DATA)).toBeInstanceOf(Uint8Array);
    expect(await refusalOf(card.sign(cardId, KEY_9C, DATA))).toBe('NotSignedIn');
    expect(await card.sign(cardId, KEY_9C, DATA, AT_READER)).toBeInstanceOf(Uint8Array);
  });

  it('says that the PIN typed there was wrong', async () => {
    type('999999');
    expect(await refusalOf(card.login(cardId, AT_READER))).toBe('PinIncorrect');
  });

  it('takes both PINs when the PIN is changed, and the unblocking code', async () => {
    type('246810', '975310');
    await card.changePin(cardId, AT_READER, AT_READER);
    type('975310');
    await card.login(cardId, AT_READER);
    type('12345678', '246810');
    await card.unblockPin(cardId, AT_READER, AT_READER);
    await card.login(cardId, pin('246810'));
  });

  it('on which Cancel is pressed changes nothing, and that is said: at a signature, a new PIN, an unblocking', async () => {
    type('246810');
    await card.login(cardId, AT_READER);
    const signature = cardSignature(card, cardId, await certificateOf(card, cardId, KEY_9C));
    type(CANCEL);
    expect(await signature.sign(DATA, AT_READER).catch(signatureRefusalOf)).toBe('PinCancelled');
    const saidOf = (asked: Promise<void>) => asked.catch((error: unknown) => pinRefusal(error).code);
    expect(await saidOf(card.changePin(cardId, AT_READER, AT_READER))).toBe('PinCancelled');
    await card.logout(cardId);
    expect(await saidOf(card.changePin(cardId, AT_READER, AT_READER))).toBe('PinCancelled');
    expect(await saidOf(card.unblockPin(cardId, AT_READER, AT_READER))).toBe('PinCancelled');
    await card.login(cardId, pin('246810'));
  });
});
