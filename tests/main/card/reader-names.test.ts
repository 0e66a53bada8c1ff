import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CardService } from '../../../main/card/service.ts';
import { holdCard } from '../../doubles/card/hold-card.ts';
import { OPENSC_MODULE, whyNoReaders } from '../../doubles/card/namespace.ts';
import { type Readers, startReaders } from '../../doubles/card/readers.ts';
import { makeForce, makeForceCard } from './force.ts';
import { titled } from './places.ts';
import { KEY_9A, pin, refusalOf, startService, temporaryFolder, until, untilCard, untilNoCard } from './support.ts';

const missing = whyNoReaders();
/** Each longer than the 64 bytes that PKCS#11 has for it, and like its neighbour as far as that goes. */
const kinds: readonly (readonly [string, string])[] = [
  ['long', 'Broadcom Corp 58200 [Contacted SmartCard] (0123456789ABCDEF)'],
  ['of letters of several bytes', 'é'.repeat(40)],
];

describe.skipIf(missing !== undefined).each(kinds)(titled('two readers with names that are %s', missing), (_what, name) => {
  const cards = temporaryFolder();
  const rahman = join(cards.path, 'rahman');
  const halliwell = join(cards.path, 'halliwell');
  let readers: Readers;
  let card: CardService;

  beforeAll(async () => {
    const force = await makeForce();
    await makeForceCard(force, rahman, { kind: 'rsa' });
    await makeForceCard(force, halliwell, { kind: 'p256', staffId: 'LC004127', name: 'Tom Halliwell' });
    readers = await startReaders({ folder: join(cards.path, 'readers'), names: [`${name} A`, `${name} B`] });
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
    await readers.setDamage(undefined);
    for (const reader of [0, 1]) await readers.remove(reader);
    await untilNoCard(card);
    await card.close();
  });

  it('tell of a damaged card', async () => {
    await readers.setDamage('garbage');
    await readers.insert(halliwell, 1);
    expect((await untilCard(card)).label).toBe('');
  });

  it('tell of a card that another program has beside a good one', async () => {
    await card.close(); // Which of two programs has a card first is chance.
    await readers.insert(halliwell, 1);
    const held = await holdCard(readers.env.PCSCLITE_CSOCK_NAME ?? '', `${name} B 00 00`);
    await readers.insert(rahman, 0);
    ({ card } = startService(OPENSC_MODULE, readers.env));
    const good = await untilCard(card, ({ label }) => label === 'Aisha Rahman');
    const other = await untilCard(card, ({ label }) => label === '');
    expect(await refusalOf(card.certificates(other.cardId))).toBe('CardBusy');
    expect(card.cards.map(({ cardId }) => cardId)).toContain(good.cardId);
    await held.letGo();
    await untilCard(card, ({ label }) => label === 'Tom Halliwell');
  });

  it.each([
    [0, 1],
    [1, 0],
  ])('lose the card of reader %i alone', async (goes, stays) => {
    await readers.insert(rahman, goes);
    await untilCard(card, ({ label }) => label === 'Aisha Rahman');
    await readers.insert(halliwell, stays);
    const staying = await untilCard(card, ({ label }) => label === 'Tom Halliwell');
    await card.login(staying.cardId, pin());
    await readers.remove(goes);
    await until(card, () => card.cards.length === 1);
    expect(card.cards[0]?.cardId).toBe(staying.cardId);
    expect(await card.sign(staying.cardId, KEY_9A, new Uint8Array(10))).toBeInstanceOf(Uint8Array);
  });
});
