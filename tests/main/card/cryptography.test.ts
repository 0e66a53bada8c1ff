import { constants, createECDH, publicEncrypt, verify, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CardService } from '../../../main/card/service.ts';
import { makeForce, makeForceCard } from './force.ts';
import { type Place, places, titled } from './places.ts';
import { certificateOf, KEY_9A, KEY_9C, KEY_9D, pin, refusalOf, startService, temporaryFolder, untilCard, untilNoCard } from './support.ts';

const DATA = new TextEncoder().encode('one PIN opens everything');
const SECRET = Uint8Array.from({ length: 32 }, (_, at) => at);
const OAEP = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' } as const;

const cases = places.flatMap((place) => (['rsa', 'p256'] as const).map((kind) => ({ ...place, kind })));

describe.each(cases)('a $kind warrant card on $name', ({ module, missing, open, kind }) => {
  const folder = temporaryFolder();
  let place: Place;
  let card: CardService;
  let cardId: string;

  beforeAll(async () => {
    if (missing !== undefined) return;
    place = await open(folder.path);
    await makeForceCard(await makeForce(), join(folder.path, 'card'), { kind });
    await place.insert(join(folder.path, 'card'));
    ({ card } = startService(module, place.env));
    ({ cardId } = await untilCard(card));
  });
  beforeEach(async () => {
    if (missing === undefined) await card.login(cardId, pin());
  });
  afterAll(async () => {
    await card?.close();
    await place?.close();
    folder.remove();
  });

  const test = it.skipIf(missing !== undefined);
  const publicKeyOf = async (keyId: Uint8Array) => new X509Certificate((await certificateOf(card, cardId, keyId)).der).publicKey;

  test(titled('shows its three certificates, each with its key, and which key asks for the PIN each time', missing), async () => {
    const shown = [...(await card.certificates(cardId))].sort((a, b) => Buffer.compare(a.keyId, b.keyId));
    expect(shown.map(({ keyId, hasKey, pinEachTime }) => ({ keyId: [...keyId], hasKey, pinEachTime }))).toEqual([
      { keyId: [1], hasKey: true, pinEachTime: false },
      { keyId: [2], hasKey: true, pinEachTime: true },
      { keyId: [3], hasKey: true, pinEachTime: false },
    ]);
    for (const { der } of shown) expect(der.buffer.byteLength).toBe(der.byteLength);
  });

  test('shows its certificates before any PIN', async () => {
    await card.logout(cardId);
    expect(await card.certificates(cardId)).toHaveLength(3);
    expect(await refusalOf(card.sign(cardId, KEY_9A, DATA))).toBe('NotSignedIn');
  });

  test('signs with the authentication key what its certificate verifies', async () => {
    const signature = await card.sign(cardId, KEY_9A, DATA);
    expect(verify('sha256', DATA, await publicKeyOf(KEY_9A), signature)).toBe(true);
    expect(signature.buffer.byteLength).toBe(signature.byteLength);
  });

  test('signs with the signature key only when the PIN comes along, each time', async () => {
    const key = await publicKeyOf(KEY_9C);
    expect(await refusalOf(card.sign(cardId, KEY_9C, DATA))).toBe('NotSignedIn');
    for (let time = 0; time < 2; time += 1) expect(verify('sha256', DATA, key, await card.sign(cardId, KEY_9C, DATA, pin()))).toBe(true);
    expect(await refusalOf(card.sign(cardId, KEY_9C, DATA))).toBe('NotSignedIn');
    expect(await card.sign(cardId, KEY_9A, DATA)).toBeInstanceOf(Uint8Array);
  });

  test('ends the login when the PIN for a signature is wrong, and stays the same card', async () => {
    expect(await refusalOf(card.sign(cardId, KEY_9C, DATA, pin('999999')))).toBe('PinIncorrect');
    expect(await refusalOf(card.sign(cardId, KEY_9A, DATA))).toBe('NotSignedIn');
    await card.login(cardId, pin());
    expect(await card.sign(cardId, KEY_9A, DATA)).toBeInstanceOf(Uint8Array);
  });

  test('signs what is larger than a card takes at once', async () => {
    const large = new Uint8Array(200_000).fill(7);
    expect(verify('sha256', large, await publicKeyOf(KEY_9A), await card.sign(cardId, KEY_9A, large))).toBe(true);
  });

  test('refuses a key that is not on the card, and a card that never was', async () => {
    expect(await refusalOf(card.sign(cardId, Uint8Array.of(9), DATA))).toBe('NoSuchKey');
    expect(await refusalOf(card.sign('no-such-card', KEY_9A, DATA))).toBe('NoSuchCard');
  });

  test('changes the PIN, and the old one no longer signs in', async () => {
    await card.changePin(cardId, pin(), pin('135790'));
    expect(await refusalOf(card.login(cardId, pin()))).toBe('PinIncorrect');
    await card.login(cardId, pin('135790'));
    await card.changePin(cardId, pin('135790'), pin());
    await card.login(cardId, pin());
  });

  test('answers to a PIN whatever login is still open', async () => {
    expect(await refusalOf(card.login(cardId, pin('999999')))).toBe('PinIncorrect');
    await card.login(cardId, pin());
  });

  const rsaOnly = kind === 'rsa' ? test : undefined;
  const ecOnly = kind === 'p256' ? test : undefined;

  rsaOnly?.('opens what was sealed for it with OAEP and SHA-256, and nothing else', async () => {
    const key = await publicKeyOf(KEY_9D);
    const sealed = publicEncrypt({ key, ...OAEP }, SECRET);
    expect(await card.decrypt(cardId, KEY_9D, sealed)).toEqual(SECRET);
    expect(await refusalOf(card.decrypt(cardId, KEY_9D, publicEncrypt({ key, ...OAEP, oaepHash: 'sha1' }, SECRET)))).toBe('CardFault');
    expect(await refusalOf(card.derive(cardId, KEY_9D, createECDH('prime256v1').generateKeys()))).toBe('NotSupported');
  });

  rsaOnly?.('gives a block with its padding, as mail of other programs needs it', async () => {
    const sealed = publicEncrypt({ key: await publicKeyOf(KEY_9D), padding: constants.RSA_PKCS1_PADDING }, SECRET);
    const block = await card.decryptRaw(cardId, KEY_9D, sealed);
    expect(block).toHaveLength(sealed.length);
    expect([...block.subarray(0, 2)]).toEqual([0, 2]);
    expect(block.subarray(block.length - SECRET.length)).toEqual(SECRET);
  });

  ecOnly?.('agrees on a secret with a point of P-256, and with nothing off the curve', async () => {
    const peer = createECDH('prime256v1');
    const point = peer.generateKeys();
    const { x = '', y = '' } = (await publicKeyOf(KEY_9D)).export({ format: 'jwk' });
    const own = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
    expect(Buffer.from(await card.derive(cardId, KEY_9D, point))).toEqual(peer.computeSecret(own));
    const off = Uint8Array.from(point);
    off[64] = (off[64] ?? 0) ^ 1;
    expect(await refusalOf(card.derive(cardId, KEY_9D, off))).toBe('CardFault');
    expect(await refusalOf(card.decrypt(cardId, KEY_9D, SECRET))).toBe('NotSupported');
  });

  test('leaves no PIN in the buffers it was given, whether it worked or not', async () => {
    const given = [pin(), pin('999999'), pin('1'), pin(), pin(), pin('13579024')] as const;
    await card.login(cardId, given[0]);
    await refusalOf(card.login(cardId, given[1]));
    await refusalOf(card.login(cardId, given[2]));
    await refusalOf(card.sign('no-such-card', KEY_9C, DATA, given[3]));
    await refusalOf(card.changePin('no-such-card', given[4], given[5]));
    for (const bytes of given) expect([...bytes].every((byte) => byte === 0)).toBe(true);
  });

  test('is another presence when it is put in again, and the former one is gone', async () => {
    await place.remove();
    await untilNoCard(card);
    expect(await refusalOf(card.sign(cardId, KEY_9A, DATA))).toBe('CardRemoved');
    await place.insert(join(folder.path, 'card'));
    const again = await untilCard(card);
    expect(again.cardId).not.toBe(cardId);
    expect(await refusalOf(card.login(cardId, pin()))).toBe('CardRemoved');
    ({ cardId } = again);
    expect(await refusalOf(card.sign(cardId, KEY_9A, DATA))).toBe('NotSignedIn');
    await card.login(cardId, pin());
  });
});
