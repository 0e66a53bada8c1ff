import { createECDH, publicEncrypt, verify, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CardService } from '../../../main/card/service.ts';
import { softCards, whyNoSoftCards } from '../../doubles/card/softhsm.ts';
import { type Replaceable, shimModule } from './bad-module.ts';
import { makeForce, makeForceCard } from './force.ts';
import { titled } from './places.ts';
import { certificateOf, KEY_9A, KEY_9C, KEY_9D, pin, startService, temporaryFolder, untilCard } from './support.ts';

const missing = whyNoSoftCards();
const DATA = new TextEncoder().encode('a request');
const SECRET = new Uint8Array(32).fill(9);
const OAEP = { oaepHash: 'sha256', padding: 4 } as const;

/** CKR_MECHANISM_INVALID and CKR_MECHANISM_PARAM_INVALID. */
const [INVALID, PARAMETER_INVALID] = ['0x70', '0x71'];
/** The mechanism's type is the first word of CK_MECHANISM, the second argument of C_SignInit and its like. */
const refuses = (types: readonly string[], code = INVALID) =>
  `word type = *(word *)b; if (${types.map((type) => `type == ${type}`).join(' || ')}) return ${code}; return CALL;`;
const RSA_PKCS = '0x1';
const RAW_RSA = '0x3';
const OAEP_TYPE = '0x9';
const SHA256_RSA_PKCS = '0x40';
/** The type of the signature that was begun last is kept, for the call that ends it. */
const LAST = 'static word last_type;';
const BEGINS = 'last_type = *(word *)b; return CALL;';
/** CK_ECDH1_DERIVE_PARAMS: kdf, length and data of what is shared, length and data of the point. */
const WANTS_DER = `struct { word kdf, sharedLength; unsigned char *shared; word length; unsigned char *point; } *p = *(void **)(b + 8);
  if (p->length != 67 || p->point[0] != 4 || p->point[1] != 65) return ${PARAMETER_INVALID};
  return CALL;`;

describe.skipIf(missing !== undefined)(titled('a token that has not every mechanism', missing), () => {
  const folder = temporaryFolder();
  const services: CardService[] = [];
  const env: Record<'rsa' | 'p256', Readonly<Record<string, string>>> = { rsa: {}, p256: {} };
  let number = 0;

  beforeAll(async () => {
    for (const kind of ['rsa', 'p256'] as const) {
      await makeForceCard(await makeForce(), join(folder.path, kind), { kind });
      const cards = softCards(join(folder.path, `tokens-${kind}`));
      cards.insert(join(folder.path, kind));
      env[kind] = cards.env;
    }
  });
  afterEach(async () => {
    for (const service of services.splice(0)) await service.close();
  });
  afterAll(() => folder.remove());

  const signedIn = async (kind: 'rsa' | 'p256', bodies: Readonly<Partial<Record<Replaceable, string>>>, helpers = '') => {
    number += 1;
    const { card } = startService(shimModule(join(folder.path, `module-${number}`), bodies, helpers), env[kind]);
    services.push(card);
    const { cardId, mechanisms } = await untilCard(card);
    await card.login(cardId, pin());
    const keyOf = async (keyId: Uint8Array) => new X509Certificate((await certificateOf(card, cardId, keyId)).der).publicKey;
    return { card, cardId, mechanisms, keyOf };
  };

  it.each([
    ['no hash of its own', [SHA256_RSA_PKCS]],
    ['raw RSA alone', [SHA256_RSA_PKCS, RSA_PKCS]],
  ])('signs with RSA where it has %s, though it says otherwise', async (_, types) => {
    const { card, cardId, keyOf } = await signedIn('rsa', { C_SignInit: refuses(types) });
    for (const [key, given] of [
      [KEY_9A, undefined],
      [KEY_9C, pin()],
    ] as const) {
      expect(verify('sha256', DATA, await keyOf(key), await card.sign(cardId, key, DATA, given))).toBe(true);
    }
  });

  it('signs with RSA where it lists nothing and has no way but its own hash', async () => {
    const { card, cardId, keyOf } = await signedIn('rsa', {
      C_GetMechanismList: 'return 0x54;',
      C_SignInit: refuses([RSA_PKCS, RAW_RSA]),
    });
    expect(verify('sha256', DATA, await keyOf(KEY_9A), await card.sign(cardId, KEY_9A, DATA))).toBe(true);
  });

  it('signs with RSA by its own hash or padding whatever it says of the key’s length', async () => {
    // CKA_MODULUS, when it is read: eight bytes of it.
    const C_GetAttributeValue = 'word rv = CALL; word *t = (word *)c; if (t[0] == 0x120 && t[1] != 0) t[2] = 8; return rv;';
    const { card, cardId, keyOf } = await signedIn('rsa', { C_GetAttributeValue });
    expect(verify('sha256', DATA, await keyOf(KEY_9A), await card.sign(cardId, KEY_9A, DATA))).toBe(true);
  });

  it('signs with RSA where what it began it then refuses', async () => {
    const C_Sign = `if (last_type == ${SHA256_RSA_PKCS}) { word rv = CALL; (void)rv; return ${INVALID}; } return CALL;`;
    const { card, cardId, keyOf } = await signedIn('rsa', { C_SignInit: BEGINS, C_Sign }, LAST);
    expect(verify('sha256', DATA, await keyOf(KEY_9A), await card.sign(cardId, KEY_9A, DATA))).toBe(true);
  });

  it.each([
    ['at once', { C_DecryptInit: refuses([OAEP_TYPE]) }],
    [
      'only when it should decrypt',
      {
        // Begun as raw RSA, which SoftHSM2 has, so that there is something to end.
        C_DecryptInit: `last_type = *(word *)b; word raw[3] = {${RAW_RSA}, 0, 0}; return REAL(a, raw, c);`,
        C_Decrypt: `word rv = CALL; return last_type == ${OAEP_TYPE} ? ${INVALID} : rv;`,
      },
    ],
    // SoftHSM2 has SHA-1 alone, as many have: it refuses SHA-256 by itself.
    ['for its parameters', {}],
  ])('opens by raw RSA what was sealed by OAEP where it refuses that %s', async (_, bodies) => {
    const { card, cardId, keyOf } = await signedIn('rsa', bodies, LAST);
    expect(await card.decrypt(cardId, KEY_9D, publicEncrypt({ key: await keyOf(KEY_9D), ...OAEP }, SECRET))).toEqual(SECRET);
  });

  it('that drops leading zeros gives the whole block', async () => {
    const stripped = `word rv = CALL; unsigned char *out = (unsigned char *)d; word *size = (word *)e;
      if (rv == 0 && last_type == ${RAW_RSA} && out != 0 && out[0] == 0) memmove(out, out + 1, --*size); return rv;`;
    const { card, cardId, keyOf } = await signedIn(
      'rsa',
      { C_DecryptInit: `last_type = *(word *)b; ${refuses([OAEP_TYPE])}`, C_Decrypt: stripped },
      LAST,
    );
    expect(await card.decrypt(cardId, KEY_9D, publicEncrypt({ key: await keyOf(KEY_9D), ...OAEP }, SECRET))).toEqual(SECRET);
  });

  it.each([
    ['wants the point as a DER octet string', { C_DeriveKey: WANTS_DER }],
    ['takes it as it is', {}],
  ])('agrees on a secret where it %s', async (_, bodies) => {
    const { card, cardId, keyOf } = await signedIn('p256', bodies);
    const peer = createECDH('prime256v1');
    const point = peer.generateKeys();
    const { x = '', y = '' } = (await keyOf(KEY_9D)).export({ format: 'jwk' });
    const own = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
    expect(Buffer.from(await card.derive(cardId, KEY_9D, point))).toEqual(peer.computeSecret(own));
  });

  it('gives its objects one by one', async () => {
    const { card, cardId } = await signedIn('p256', { C_FindObjects: 'return REAL(a, b, 1, d);' });
    expect(await card.certificates(cardId)).toHaveLength(3);
  });

  it('says what it has, and that is known before any PIN', async () => {
    const { mechanisms } = await signedIn('p256', {});
    expect(mechanisms).toEqual(expect.arrayContaining(['ECDSA', 'ECDH1_DERIVE']));
    const silent = await signedIn('p256', { C_GetMechanismList: 'return 0x54;' });
    expect(silent.mechanisms).toBeUndefined();
  });

  it.each([
    ['signs', '0x800', ['RSA_X_509_SIGN']],
    ['decrypts', '0x200', ['RSA_X_509_DECRYPT']],
    ['does not say what for', '0', ['RSA_X_509_SIGN', 'RSA_X_509_DECRYPT']],
  ])('that has raw RSA and %s with it is known to have that', async (_, flags, expected) => {
    // CK_MECHANISM_INFO: the shortest key, the longest, flags.
    const C_GetMechanismInfo = `word rv = CALL; if (b == ${RAW_RSA}) ((word *)c)[2] = ${flags}; return rv;`;
    const { mechanisms } = await signedIn('rsa', { C_GetMechanismInfo });
    expect(mechanisms?.filter((name) => name.startsWith('RSA_X_509'))).toEqual(expected);
  });
});
