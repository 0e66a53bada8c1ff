import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CardError, type CardService } from '../../../main/card/service.ts';
import { NEW_CARD } from '../../doubles/card/make-card.ts';
import { OPENSC_MODULE, whyNoReaders } from '../../doubles/card/namespace.ts';
import { type Readers, startReaders } from '../../doubles/card/readers.ts';
import { makeForce, makeForceCard } from './force.ts';
import { titled } from './places.ts';
import { KEY_9C, pin, refusalOf, startService, temporaryFolder, untilCard } from './support.ts';

const missing = whyNoReaders();
const force = await makeForce();

describe.skipIf(missing !== undefined)(titled('the life of a PIN, on a virtual card with three tries', missing), () => {
  const folder = temporaryFolder();
  let readers: Readers;
  let card: CardService;
  let cardId: string;
  const cardFolder = () => join(folder.path, 'card');
  const triesLeft = (): number => JSON.parse(readFileSync(join(cardFolder(), 'state.json'), 'utf8')).tries;

  beforeAll(async () => {
    readers = await startReaders({ folder: join(folder.path, 'readers') });
    await makeForceCard(force, cardFolder(), { kind: 'p256' });
  });
  beforeEach(async () => {
    // A card as it left the issuer.
    rmSync(join(cardFolder(), 'state.json'), { force: true });
    await readers.insert(cardFolder());
    ({ card } = startService(OPENSC_MODULE, readers.env));
    ({ cardId } = await untilCard(card));
  });
  afterEach(async () => {
    await readers.remove();
    await card.close();
  });
  afterAll(async () => {
    await readers?.close();
    folder.remove();
  });

  it('warns before the last try, then says that the card is blocked, and uses one try for each PIN typed', async () => {
    expect(await refusalOf(card.login(cardId, pin('000000')))).toBe('PinIncorrect');
    expect(triesLeft()).toBe(2);
    const second = await card.login(cardId, pin('000000')).catch((error: unknown) => error);
    expect(second).toBeInstanceOf(CardError);
    expect(second).toMatchObject({ code: 'PinFinalTry', flags: { pinFinalTry: true, pinLocked: false } });
    expect(triesLeft()).toBe(1);
    expect(await refusalOf(card.login(cardId, pin('000000')))).toBe('PinBlocked');
    expect(triesLeft()).toBe(0);
    expect(await refusalOf(card.login(cardId, pin()))).toBe('PinBlocked');
    await untilCard(card, ({ flags }) => flags.pinLocked);
  });

  it('gives all tries back after the right PIN', async () => {
    await refusalOf(card.login(cardId, pin('000000')));
    await refusalOf(card.login(cardId, pin('000000')));
    await card.login(cardId, pin());
    expect(triesLeft()).toBe(3);
    expect(await refusalOf(card.login(cardId, pin('000000')))).toBe('PinIncorrect');
  });

  it('remembers the tries when the card is put in again', async () => {
    await refusalOf(card.login(cardId, pin('000000')));
    await refusalOf(card.login(cardId, pin('000000')));
    await readers.remove();
    await readers.insert(cardFolder());
    const again = await untilCard(card, (presence) => presence.cardId !== cardId);
    expect(again.flags.pinFinalTry).toBe(true);
  });

  it('refuses a PIN of the wrong length without using a try', async () => {
    await refusalOf(card.login(cardId, pin('000000')));
    for (const digits of ['', '1', '123', '123456789']) expect(await refusalOf(card.login(cardId, pin(digits)))).toBe('PinLength');
    expect(await refusalOf(card.changePin(cardId, pin(), pin('1')))).toBe('PinLength');
    expect(await refusalOf(card.sign(cardId, KEY_9C, new Uint8Array(1), pin('1')))).toBe('NotSignedIn');
    expect(triesLeft()).toBe(2);
  });

  it('counts a wrong old PIN as a try when the PIN is changed', async () => {
    expect(await refusalOf(card.changePin(cardId, pin('000000'), pin('135790')))).toBe('PinIncorrect');
    expect(triesLeft()).toBe(2);
    expect(await refusalOf(card.changePin(cardId, pin('000000'), pin('135790')))).toBe('PinFinalTry');
  });

  it('signs in again after ICT has unblocked the card with its PUK', async () => {
    for (let time = 0; time < 3; time += 1) await refusalOf(card.login(cardId, pin('000000')));
    const unblock = ['--unblock-pin', '--auth-id', '01', '--puk', NEW_CARD.puk, '--new-pin', '975310'];
    execFileSync('pkcs15-tool', unblock, { env: { ...process.env, ...readers.env }, stdio: 'ignore' });
    const { cardId: now } = await untilCard(card);
    await card.login(now, pin('975310'));
  });
});
