import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardService } from '../../../main/card/service.ts';
import { NEW_CARD } from '../../doubles/card/make-card.ts';
import { type SoftCards, softCards, whyNoSoftCards } from '../../doubles/card/softhsm.ts';
import { makeForce, makeForceCard, type TestForce } from '../card/force.ts';
import { titled } from '../card/places.ts';
import { pin, startService, temporaryFolder } from '../card/support.ts';
import { openSignIn, type SignInScreen } from './sign-in-screen.ts';

const missing = whyNoSoftCards();

describe.skipIf(missing !== undefined)(titled('a card on which two officers are whole', missing), () => {
  const folder = temporaryFolder();
  let force: TestForce;
  let cards: SoftCards;
  let card: CardService;
  let screen: SignInScreen;

  beforeAll(async () => {
    force = await makeForce();
    const [rahman, halliwell] = [join(folder.path, 'rahman'), join(folder.path, 'halliwell')];
    await makeForceCard(force, rahman, { kind: 'p256' });
    await makeForceCard(force, halliwell, { kind: 'p256', staffId: 'LC004127', name: 'Tom Halliwell' });
    cards = softCards(join(folder.path, 'tokens'));
    cards.insert(rahman);
    addTo(cards, halliwell);
    for (const staffId of ['LC002418', 'LC004127']) mkdirSync(join(folder.path, staffId));
    ({ card } = startService(cards.module, cards.env));
    screen = openSignIn(force, card, folder.path);
  });
  afterAll(async () => {
    await screen?.close();
    await card?.close();
    folder.remove();
  });
  const choices = async () => {
    const state = await screen.until('choose');
    return new Map(state.choices.map((choice) => [choice.holder.staffId, choice]));
  };

  it('has the officer say whose it is, and asks no PIN before', async () => {
    const offered = await choices();
    expect([...offered.keys()].sort()).toEqual(['LC002418', 'LC004127']);
    expect(offered.get('LC004127')).toMatchObject({ holder: { name: 'Tom Halliwell' }, issuer: 'Officer CA' });
    expect(await screen.session.signIn(pin())).toEqual({ ok: false, code: 'CardBusy' });
    expect(screen.session.choose('no-such-choice')).toEqual({ ok: false, code: 'CardRemoved' });
    expect(screen.session.state.kind).toBe('choose');
  });

  it('opens the work of the one who was chosen, and asks again after a lock', async () => {
    for (const staffId of ['LC004127', 'LC002418']) {
      const { id = '' } = (await choices()).get(staffId) ?? {};
      expect(screen.session.choose(id)).toEqual({ ok: true, value: null });
      expect(await screen.until('pin')).toMatchObject({ holder: { staffId } });
      expect(screen.session.choose(id)).toEqual({ ok: false, code: 'CardRemoved' });
      expect(await screen.session.signIn(pin())).toEqual({ ok: true, value: null });
      expect(screen.session.state).toMatchObject({ kind: 'open', officer: { staffId } });
      screen.session.lock('command');
    }
    expect(screen.notes.filter(({ action }) => action === 'switch')).toEqual([{ action: 'switch', staffId: 'LC002418', detail: '' }]);
  });
});

/** Puts a card's keys and certificates onto the token that is in, beside its own. */
function addTo({ module, env }: SoftCards, cardFolder: string): void {
  const uses = { '9a': ['--usage-sign'], '9c': ['--usage-sign', '--always-auth'], '9d': ['--usage-decrypt', '--usage-derive'] };
  for (const [index, [slot, usage]] of Object.entries(uses).entries()) {
    const write = (file: string, ...options: readonly string[]) =>
      execFileSync(
        'pkcs11-tool',
        ['--module', module, '--login', '--pin', NEW_CARD.pin, '--write-object', join(cardFolder, file), '--id', `1${index}`, ...options],
        { env: { ...process.env, ...env }, stdio: 'pipe' },
      );
    write(`${slot}.key`, '--type', 'privkey', ...usage);
    write(`${slot}.der`, '--type', 'cert');
  }
}
