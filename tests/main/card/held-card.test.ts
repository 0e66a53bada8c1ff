import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CardService } from '../../../main/card/service.ts';
import { type HeldCard, holdCard } from '../../doubles/card/hold-card.ts';
import { OPENSC_MODULE, whyNoReaders } from '../../doubles/card/namespace.ts';
import { type Readers, startReaders } from '../../doubles/card/readers.ts';
import { openSignIn, type SignInScreen } from '../session/sign-in-screen.ts';
import { makeForce, makeForceCard, type TestForce } from './force.ts';
import { titled } from './places.ts';
import { pin, refusalOf, startService, temporaryFolder, untilCard } from './support.ts';

const missing = whyNoReaders();

describe.skipIf(missing !== undefined)(titled('a card that another program has for itself', missing), () => {
  const folder = temporaryFolder();
  const rahman = join(folder.path, 'rahman');
  let force: TestForce;
  let readers: Readers;
  let card: CardService;
  let screen: SignInScreen;

  beforeAll(async () => {
    force = await makeForce();
    await makeForceCard(force, rahman, { kind: 'rsa' });
    mkdirSync(join(folder.path, 'LC002418'));
    readers = await startReaders({ folder: join(folder.path, 'readers') });
  });
  afterEach(async () => {
    await screen?.close();
    await card?.close();
    await readers.setDamage(undefined);
    await readers.remove();
  });
  afterAll(async () => {
    await readers?.close();
    folder.remove();
  });
  /** The program starts once the other has the card: which of two has it first is chance. */
  const startBeside = async (): Promise<HeldCard> => {
    await readers.insert(rahman);
    const held = await holdCard(readers.env.PCSCLITE_CSOCK_NAME ?? '', 'Virtual reader 0 00 00');
    ({ card } = startService(OPENSC_MODULE, readers.env));
    screen = openSignIn(force, card, folder.path);
    return held;
  };

  it('is said to be in use, and not to be damaged; once it is let go its PIN is asked for by itself', async () => {
    const held = await startBeside();
    expect(await screen.until('cardRefused')).toMatchObject({ refusal: 'CardBusy' });
    const { cardId } = await untilCard(card);
    expect(await refusalOf(card.login(cardId, pin()))).toBe('CardBusy');
    await held.letGo();
    await screen.until('pin');
    expect(screen.notes.filter(({ action }) => action === 'cardRefused').map(({ detail }) => detail)).toEqual(['CardBusy']);
    expect(await screen.session.signIn(pin())).toEqual({ ok: true, value: null });
  });

  it('and is damaged too is said to be damaged once it is let go', async () => {
    const held = await startBeside();
    await screen.until('cardRefused', ({ refusal }) => refusal === 'CardBusy');
    await readers.setDamage('garbage');
    await held.letGo();
    await screen.until('cardRefused', ({ refusal }) => refusal === 'CardDamaged');
  });
});
