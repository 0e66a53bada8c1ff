import { verify, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CardError, type CardService } from '../../../main/card/service.ts';
import { OPENSC_MODULE, whyNoReaders } from '../../doubles/card/namespace.ts';
import { type Readers, startReaders } from '../../doubles/card/readers.ts';
import { makeForce, makeForceCard } from './force.ts';
import { titled } from './places.ts';
import { certificateOf, KEY_9C, pin, refusalOf, startService, temporaryFolder, untilCard, untilNoCard } from './support.ts';

const missing = whyNoReaders();
const DATA = new Uint8Array(10);

describe.skipIf(missing !== undefined)(titled('a damaged card', missing), () => {
  const folder = temporaryFolder();
  const good = join(folder.path, 'card');
  let readers: Readers;
  let card: CardService;

  beforeAll(async () => {
    await makeForceCard(await makeForce(), good, { kind: 'rsa' });
    readers = await startReaders({ folder: join(folder.path, 'readers') });
  });
  beforeEach(async () => {
    ({ card } = startService(OPENSC_MODULE, readers.env, { login: 8000, sign: 8000 }));
    await readers.insert(good);
    await untilCard(card);
    await readers.remove();
    await untilNoCard(card);
  });
  afterEach(async () => {
    await readers.remove();
    await readers.setDamage(undefined);
    await card.close();
  });
  afterAll(async () => {
    await readers?.close();
    folder.remove();
  });

  const worksAgain = async () => {
    await readers.remove();
    await readers.setDamage(undefined);
    await untilNoCard(card);
    await readers.insert(good);
    const { cardId } = await untilCard(card, ({ label }) => label !== '');
    await card.login(cardId, pin());
    expect(await card.sign(cardId, KEY_9C, DATA, pin())).toHaveLength(256);
  };

  it.each(['garbage', 'truncated', 'endless', 'silent'] as const)(
    'that answers %s is shown as one that cannot be read; a good one works',
    async (damage) => {
      await readers.setDamage(damage);
      await readers.insert(good);
      const { cardId, label, serial } = await untilCard(card);
      expect({ label, serial }).toEqual({ label: '', serial: '' });
      expect(await refusalOf(card.certificates(cardId))).toBe('CardFault');
      await worksAgain();
    },
  );

  it('that was in the reader before the program began, and never answers, is shown as one that cannot be read', async () => {
    await card.close();
    await readers.setDamage('silent');
    await readers.insert(good);
    ({ card } = startService(OPENSC_MODULE, readers.env));
    expect((await untilCard(card)).label).toBe('');
    await worksAgain();
  });

  it.each(['garbage', 'truncated', 'endless', 'silent'] as const)(
    'whose answers turn to %s fails the signature, or makes one that nobody takes; a good one works',
    async (damage) => {
      await readers.insert(good);
      const { cardId } = await untilCard(card);
      await card.login(cardId, pin());
      const { publicKey } = new X509Certificate((await certificateOf(card, cardId, KEY_9C)).der);
      await readers.setDamage(damage);
      const taken = await card.sign(cardId, KEY_9C, DATA, pin()).then(
        (signature) => verify('sha256', DATA, publicKey, signature),
        (error: unknown) => !(error instanceof CardError),
      );
      expect(taken).toBe(false);
      await worksAgain();
    },
  );
});
