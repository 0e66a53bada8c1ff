import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CardService } from '../../../main/card/service.ts';
import type { Helper } from '../../../main/platform/shell/port.ts';
import { makeCard, NEW_CARD } from '../../doubles/card/make-card.ts';
import { makeForce, makeForceCard, type TestForce } from '../card/force.ts';
import { type Place, places, titled } from '../card/places.ts';
import { KEY_9A, KEY_9C, pin, refusalOf, startService, temporaryFolder, until } from '../card/support.ts';
import { openSignIn, type SignInScreen } from './sign-in-screen.ts';

const [virtual] = places;
const DATA = new Uint8Array(10);
const FRESH = { final: false, low: false };
const refused = (code: string) => ({ ok: false, code });
const done = { ok: true, value: null };

describe.skipIf(virtual.missing !== undefined)(titled('the officer’s PIN, at the sign-in screen and at work', virtual.missing), () => {
  const folder = temporaryFolder();
  const cardFolder = join(folder.path, 'card');
  const state = join(cardFolder, 'state.json');
  const triesLeft = (): number => (existsSync(state) ? JSON.parse(readFileSync(state, 'utf8')).tries : NEW_CARD.maxTries);
  let force: TestForce;
  let place: Place;
  let card: CardService;
  let helpers: readonly Helper[];
  let screen: SignInScreen;

  beforeAll(async () => {
    force = await makeForce();
    place = await virtual.open(folder.path);
    await makeForceCard(force, cardFolder, { kind: 'p256' });
    mkdirSync(join(folder.path, 'LC002418'));
    ({ card, helpers } = startService(virtual.module, place.env));
  });
  beforeEach(async () => {
    screen = openSignIn(force, card, folder.path);
    if (existsSync(state)) rmSync(state);
    await place.insert(cardFolder);
    await screen.until('pin');
  });
  afterEach(async () => {
    await screen.close();
    await place.remove();
    await until(card, () => card.cards.length === 0);
  });
  afterAll(async () => {
    await card?.close();
    await place?.close();
    folder.remove();
  });
  const signIn = async (digits?: string) => {
    expect(await screen.session.signIn(pin(digits))).toEqual(done);
    await screen.until('open');
  };
  const block = async () => {
    for (let time = 0; time < NEW_CARD.maxTries; time += 1) await screen.session.signIn(pin('000000'));
    return screen.until('blocked');
  };

  it('is changed at the prompt, and the new one opens the work', async () => {
    expect(await screen.session.changePin(pin(), pin('975310'))).toEqual(done);
    expect(screen.session.state).toMatchObject({ kind: 'pin', tries: FRESH });
    expect(await screen.session.signIn(pin())).toEqual(refused('PinIncorrect'));
    await signIn('975310');
    expect(screen.notes.map(({ action }) => action)).toEqual(['cardSeen', 'pinChanged', 'signInFailed']);
  });

  it('is checked against the rules before a try is used: length, digits only, another than before', async () => {
    for (const next of ['97531', '975310864', ''])
      expect(await screen.session.changePin(pin('000000'), pin(next))).toEqual(refused('PinLength'));
    expect(await screen.session.changePin(pin(''), pin('975310'))).toEqual(refused('PinLength'));
    expect(await screen.session.changePin(pin('000000'), pin('97531x'))).toEqual(refused('PinInvalid'));
    expect(await screen.session.changePin(pin('000000'), pin('000000'))).toEqual(refused('PinInvalid'));
    expect(triesLeft()).toBe(3);
  });

  it.each(['111111', '00000000', '123456', '87654321', '890123', '109876', '121212', '123123'])(
    'that everybody tries first is not set, although the card would take it, and no try is used (%s)',
    async (next) => {
      expect(await screen.session.changePin(pin('000000'), pin(next))).toEqual(refused('PinTrivial'));
      expect(triesLeft()).toBe(3);
    },
  );

  it.each([0x6985, 0x6a80])('that is too simple for the card is said to be (status word %i): the old one still opens', async (weakPin) => {
    await place.remove();
    await screen.until('noCard');
    makeCard(cardFolder, {}, { ...NEW_CARD, weakPin });
    try {
      await place.insert(cardFolder);
      await screen.until('pin');
      expect(await screen.session.changePin(pin(), pin('112221'))).toEqual(refused('PinInvalid'));
      expect(screen.session.state).toMatchObject({ kind: 'pin', tries: FRESH });
      expect(triesLeft()).toBe(3);
      await signIn();
      expect(await screen.session.changePin(pin(), pin('455445'))).toEqual(refused('PinInvalid'));
      expect(screen.session.state.kind).toBe('open');
      expect(triesLeft()).toBe(3);
    } finally {
      makeCard(cardFolder, {});
    }
  });

  it('that is mistyped when it is changed costs a try, is counted on the prompt, and blocks the card in the end', async () => {
    expect(await screen.session.changePin(pin('000000'), pin('975310'))).toEqual(refused('PinIncorrect'));
    expect(await screen.session.changePin(pin('000000'), pin('975310'))).toEqual(refused('PinFinalTry'));
    expect(screen.session.state).toMatchObject({ kind: 'pin', tries: { final: true } });
    expect(await screen.session.changePin(pin('000000'), pin('975310'))).toEqual(refused('PinBlocked'));
    expect(await screen.until('blocked')).toMatchObject({ rules: { minLength: 6, maxLength: 8 } });
    expect(await screen.session.changePin(pin(), pin('975310'))).toEqual(refused('CardBusy'));
  });

  it('that is blocked is set anew by the unblocking code; the sign-in screen then asks for it with all its tries', async () => {
    await block();
    expect(await screen.session.unblockPin(pin(NEW_CARD.puk), pin('97531'))).toEqual(refused('PinLength'));
    expect(await screen.session.unblockPin(pin(NEW_CARD.puk), pin('444444'))).toEqual(refused('PinTrivial'));
    expect(await screen.session.unblockPin(pin('11111111'), pin('975310'))).toEqual(refused('PukIncorrect'));
    expect(screen.session.state.kind).toBe('blocked');
    expect(await screen.session.unblockPin(pin(NEW_CARD.puk), pin('975310'))).toEqual(done);
    expect(screen.session.state).toMatchObject({ kind: 'pin', tries: FRESH });
    expect(triesLeft()).toBe(3);
    await signIn('975310');
    expect(screen.notes.slice(-2).map(({ action, detail }) => [action, detail])).toEqual([
      ['signInFailed', 'PukIncorrect'],
      ['pinUnblocked', ''],
    ]);
  });

  it('is never unblocked while it is not blocked', async () => {
    expect(await screen.session.unblockPin(pin(NEW_CARD.puk), pin('975310'))).toEqual(refused('CardBusy'));
    expect(await screen.session.signIn(pin())).toEqual(done);
  });

  it('is changed at work too, which goes on, and both journals say so', async () => {
    await signIn();
    expect(await screen.session.changePin(pin(), pin('975310'))).toEqual(done);
    expect(screen.session.state.kind).toBe('open');
    expect(screen.notes.at(-1)).toEqual({ action: 'pinChanged', staffId: 'LC002418', detail: '' });
    const entries = await screen.session.work?.store.read('journal.after', { after: 0, limit: 100 });
    expect(entries?.at(-1)).toMatchObject({ action: 'pinChanged', subject: 'LC002418' });
  });

  it('that is mistyped at work leaves the work open; it locks only when the card’s login is needed and was not made good', async () => {
    await signIn();
    const { cardId = '' } = card.cards[0] ?? {};
    expect(await refusalOf(card.sign(cardId, KEY_9C, DATA, pin('000000')))).toBe('PinIncorrect');
    expect(await card.sign(cardId, KEY_9C, DATA, pin())).toBeInstanceOf(Uint8Array);
    expect(await card.sign(cardId, KEY_9A, DATA)).toBeInstanceOf(Uint8Array);
    expect(await screen.session.changePin(pin('000000'), pin('975310'))).toEqual(refused('PinIncorrect'));
    expect(screen.session.state.kind).toBe('open');
    expect(await refusalOf(card.sign(cardId, KEY_9A, DATA))).toBe('NotSignedIn');
    expect(await screen.until('pin')).toMatchObject({ held: { cause: 'command' } });
    await signIn();
  });

  it('that is blocked at work locks it, and the sign-in screen says that the card is blocked', async () => {
    await signIn();
    for (const code of ['PinIncorrect', 'PinFinalTry', 'PinBlocked']) {
      expect(await screen.session.changePin(pin('000000'), pin('975310'))).toEqual(refused(code));
    }
    await screen.until('blocked');
    await screen.session.closed();
    expect(screen.openWorks).toEqual([]);
  });

  it('leaves no trace in the buffers that were given, whatever is refused', async () => {
    const given = [pin('000000'), pin('1'), pin(), pin('975310'), pin(NEW_CARD.puk), pin('975310')] as const;
    await screen.session.changePin(given[0], given[1]);
    await screen.session.changePin(given[2], given[3]);
    await screen.session.unblockPin(given[4], given[5]);
    expect(given.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
  });

  it('goes with the card service’s process after a lock: another one serves the same card, which nobody notices', async () => {
    // What the stories before this one have left is done with first.
    await card.renew();
    await signIn();
    const before = helpers.length;
    const kinds: string[] = [];
    screen.session.onChange(({ kind }) => kinds.push(kind));
    const gone = new Promise((resolve) => helpers.at(-1)?.onExit(resolve));
    screen.session.lock('idle');
    await gone;
    await screen.until('pin');
    expect(helpers).toHaveLength(before + 1);
    expect(kinds).toEqual(['cardSeen', 'pin']);
    await signIn();
  });
});
