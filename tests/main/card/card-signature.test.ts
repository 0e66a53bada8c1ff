import { verify, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CardSignature, cardSignature, signatureRefusalOf } from '../../../main/card/card-signature.ts';
import type { CardService } from '../../../main/card/service.ts';
import { makeForce, makeForceCard } from './force.ts';
import { type Place, places, titled } from './places.ts';
import { certificateOf, KEY_9A, KEY_9C, pin, startService, temporaryFolder, untilCard, untilNoCard } from './support.ts';

const DATA = new TextEncoder().encode('an order');
const codeOf = (signed: Promise<unknown>): Promise<string> => signed.then(() => 'signed', signatureRefusalOf);

describe.each(places)("orders' signatures on $name", ({ module, missing, open }) => {
  const folder = temporaryFolder();
  let place: Place;
  let card: CardService;
  let cardId: string;
  let signature: CardSignature;

  beforeAll(async () => {
    if (missing !== undefined) return;
    place = await open(folder.path);
    await makeForceCard(await makeForce(), join(folder.path, 'card'), { kind: 'p256' });
    await place.insert(join(folder.path, 'card'));
    ({ card } = startService(module, place.env));
    ({ cardId } = await untilCard(card));
    await card.login(cardId, pin());
    signature = cardSignature(card, cardId, await certificateOf(card, cardId, KEY_9C));
  });
  afterAll(async () => {
    await card?.close();
    await place?.close();
    folder.remove();
  });
  const test = it.skipIf(missing !== undefined);

  test(titled('are made with the PIN of each, which stays the caller’s to zero', missing), async () => {
    const typed = pin();
    const signed = await signature.sign(DATA, typed);
    expect(verify('sha256', DATA, new X509Certificate(signature.certificate).publicKey, signed)).toBe(true);
    expect(typed).toEqual(pin());
  });

  test('cost a wrong PIN one try, and the right one afterwards signs and gives the session its card back', async () => {
    expect(await codeOf(signature.sign(DATA, pin('111111')))).toBe('PinIncorrect');
    expect(await codeOf(signature.sign(DATA, pin()))).toBe('signed');
    expect(await codeOf(card.sign(cardId, KEY_9A, DATA))).toBe('signed');
  });

  test('use no try for a PIN that is too short', async () => {
    for (let time = 0; time < 5; time += 1) expect(await codeOf(signature.sign(DATA, pin('12')))).toBe('PinLength');
    expect(await codeOf(signature.sign(DATA, pin()))).toBe('signed');
  });

  test('end with the card', async () => {
    await place.remove();
    await untilNoCard(card);
    expect(await codeOf(signature.sign(DATA, pin()))).toBe('CardRemoved');
  });
});
