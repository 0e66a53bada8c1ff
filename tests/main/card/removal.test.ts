import { createECDH, publicEncrypt, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CardService } from '../../../main/card/service.ts';
import { OPENSC_MODULE, whyNoReaders } from '../../doubles/card/namespace.ts';
import { type Readers, startReaders } from '../../doubles/card/readers.ts';
import { makeForce, makeForceCard } from './force.ts';
import { titled } from './places.ts';
import {
  certificateOf,
  KEY_9A,
  KEY_9C,
  KEY_9D,
  pause,
  pin,
  refusalOf,
  startService,
  temporaryFolder,
  until,
  untilCard,
  untilNoCard,
} from './support.ts';

const missing = whyNoReaders();
/** What a contact card takes for an answer. */
const SLOW_MS = 44;
const DATA = new Uint8Array(10);

describe.skipIf(missing !== undefined)(titled('a card that leaves', missing), () => {
  const cards = temporaryFolder();
  const rahman = join(cards.path, 'rahman');
  const halliwell = join(cards.path, 'halliwell');
  let readers: Readers;
  let card: CardService;

  beforeAll(async () => {
    const force = await makeForce();
    await makeForceCard(force, rahman, { kind: 'rsa' });
    await makeForceCard(force, halliwell, { kind: 'p256', staffId: 'LC004127', name: 'Tom Halliwell' });
    readers = await startReaders({ folder: join(cards.path, 'readers') });
    return async () => {
      await readers.close();
      cards.remove();
    };
  });
  beforeEach(async () => {
    ({ card } = startService(OPENSC_MODULE, readers.env));
    await until(card, () => card.fault === undefined);
  });
  afterEach(async () => {
    await readers.setSlow(0);
    for (const reader of [0, 1]) await readers.remove(reader);
    await untilNoCard(card);
    await card.close();
  });

  it('is noticed before any PIN', async () => {
    await readers.insert(rahman);
    const { cardId } = await untilCard(card);
    await readers.remove();
    await untilNoCard(card);
    expect(await refusalOf(card.login(cardId, pin()))).toBe('CardRemoved');
  });

  it('is noticed while it is signed in, and its keys are gone with it', async () => {
    await readers.insert(rahman);
    const { cardId } = await untilCard(card);
    await card.login(cardId, pin());
    await readers.remove();
    await untilNoCard(card);
    expect(await refusalOf(card.sign(cardId, KEY_9A, DATA))).toBe('CardRemoved');
  });

  it('fails a login that is under way', async () => {
    await readers.insert(rahman);
    const { cardId } = await untilCard(card);
    await readers.setSlow(400);
    const login = refusalOf(card.login(cardId, pin()));
    await pause(200);
    await readers.remove();
    expect(await login).toBe('CardRemoved');
    await untilNoCard(card);
  });

  it('fails a signature that is under way', async () => {
    await readers.insert(rahman);
    const { cardId } = await untilCard(card);
    await card.login(cardId, pin());
    await readers.setSlow(400);
    const signature = refusalOf(card.sign(cardId, KEY_9C, DATA, pin()));
    await pause(200);
    await readers.remove();
    expect(await signature).toBe('CardRemoved');
    await untilNoCard(card);
  });

  it.each(['rsa', 'p256'] as const)('fails the opening of a share that is under way, on a %s card', async (kind) => {
    const cardFolder = kind === 'rsa' ? rahman : halliwell;
    await readers.insert(cardFolder);
    const { cardId } = await untilCard(card);
    await card.login(cardId, pin());
    const { publicKey } = new X509Certificate((await certificateOf(card, cardId, KEY_9D)).der);
    const sealed = kind === 'rsa' && publicEncrypt({ key: publicKey, oaepHash: 'sha256' }, DATA);
    await readers.setSlow(SLOW_MS * 8);
    const opening = sealed ? card.decrypt(cardId, KEY_9D, sealed) : card.derive(cardId, KEY_9D, createECDH('prime256v1').generateKeys());
    const opened = refusalOf(opening);
    await pause(SLOW_MS * 4);
    await readers.remove();
    expect(await opened).toBe('CardRemoved');
    await untilNoCard(card);
  });

  it('is another presence after the blink of an eye, and its login is over', async () => {
    await readers.insert(rahman);
    const { cardId } = await untilCard(card);
    await card.login(cardId, pin());
    await readers.remove();
    await pause(50);
    await readers.insert(rahman);
    const again = await untilCard(card, (presence) => presence.cardId !== cardId);
    expect(card.cards).toHaveLength(1);
    expect(await refusalOf(card.sign(again.cardId, KEY_9A, DATA))).toBe('NotSignedIn');
  });

  it('is told from the card of another officer put in its place', async () => {
    await readers.insert(rahman);
    const first = await untilCard(card);
    await readers.remove();
    await pause(50);
    await readers.insert(halliwell);
    const second = await untilCard(card, ({ serial }) => serial !== first.serial);
    expect(second.label).toBe('Tom Halliwell');
    expect(second.cardId).not.toBe(first.cardId);
  });

  it('goes with a reader that is unplugged, and comes back with it', async () => {
    await readers.insert(rahman);
    const { cardId } = await untilCard(card);
    await card.login(cardId, pin());
    await readers.unplug();
    await untilNoCard(card);
    await readers.plug();
    const again = await untilCard(card);
    expect(again.cardId).not.toBe(cardId);
  });

  it('leaves the card in the other reader alone', async () => {
    await readers.insert(rahman, 0);
    await readers.insert(halliwell, 1);
    const staying = await untilCard(card, ({ label }) => label === 'Tom Halliwell');
    await untilCard(card, ({ label }) => label === 'Aisha Rahman');
    await card.login(staying.cardId, pin());
    await readers.remove(0);
    await until(card, () => card.cards.length === 1);
    expect(card.cards[0]?.cardId).toBe(staying.cardId);
    expect(await card.sign(staying.cardId, KEY_9A, DATA)).toBeInstanceOf(Uint8Array);
  });

  it('is told while a slow card in the other reader works', async () => {
    await readers.insert(rahman, 0);
    await readers.insert(halliwell, 1);
    const working = await untilCard(card, ({ label }) => label === 'Aisha Rahman');
    const leaving = await untilCard(card, ({ label }) => label === 'Tom Halliwell');
    await card.login(working.cardId, pin());
    await readers.setSlow(SLOW_MS);
    let signed = false;
    const signature = card.sign(working.cardId, KEY_9C, DATA, pin()).then(() => {
      signed = true;
    });
    await readers.setSlow(1500);
    await readers.remove(1);
    await until(card, () => !card.cards.some(({ cardId }) => cardId === leaving.cardId));
    expect(signed).toBe(false);
    await readers.setSlow(0);
    await signature;
  });

  it('is told with the reader service that stops, and all is well when that comes back', async () => {
    await readers.insert(rahman);
    const { cardId } = await untilCard(card);
    await card.login(cardId, pin());
    await readers.stopService();
    await until(card, () => card.fault === 'ReaderServiceDown');
    expect(card.cards).toEqual([]);
    await readers.startService();
    await until(card, () => card.fault === undefined);
    await readers.insert(rahman);
    const again = await untilCard(card);
    await card.login(again.cardId, pin());
  });
});
