import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CardService } from '../../../main/card/service.ts';
import { LockedError } from '../../../main/platform/ipc/locked.ts';
import { createSessionHandlers } from '../../../main/session/handlers.ts';
import { createIdleLock } from '../../../main/session/idle.ts';
import { OPENSC_MODULE, whyNoReaders } from '../../doubles/card/namespace.ts';
import { type Readers, startReaders } from '../../doubles/card/readers.ts';
import { makeForce, makeForceCard, type TestForce } from '../card/force.ts';
import { titled } from '../card/places.ts';
import { KEY_9C, pause, pin, refusalOf, startService, temporaryFolder, until } from '../card/support.ts';
import { openSignIn, type SignInScreen } from './sign-in-screen.ts';

const missing = whyNoReaders();
/** What a contact card takes for an answer. */
const SLOW_MS = 44;

describe.skipIf(missing !== undefined)(titled('a session whose card leaves', missing), () => {
  const folder = temporaryFolder();
  const [rahman, halliwell] = [join(folder.path, 'rahman'), join(folder.path, 'halliwell')];
  let force: TestForce;
  let readers: Readers;
  let card: CardService;
  let screen: SignInScreen;

  beforeAll(async () => {
    force = await makeForce();
    await makeForceCard(force, rahman, { kind: 'rsa' });
    await makeForceCard(force, halliwell, { kind: 'p256', staffId: 'LC004127', name: 'Tom Halliwell' });
    for (const staffId of ['LC002418', 'LC004127']) mkdirSync(join(folder.path, staffId));
    readers = await startReaders({ folder: join(folder.path, 'readers') });
    ({ card } = startService(OPENSC_MODULE, readers.env));
  });
  beforeEach(() => {
    screen = openSignIn(force, card, folder.path);
  });
  afterEach(async () => {
    await readers.setSlow(0);
    await screen.close();
    for (const reader of [0, 1]) await readers.remove(reader);
    await until(card, () => card.cards.length === 0);
  });
  afterAll(async () => {
    await card?.close();
    await readers?.close();
    folder.remove();
  });
  const holderIs = (staffId: string) => (state: { readonly holder: { readonly staffId: string } }) => state.holder.staffId === staffId;
  const signIn = async (staffId = 'LC002418') => {
    await screen.until('pin', holderIs(staffId));
    expect(await screen.session.signIn(pin())).toEqual({ ok: true, value: null });
    expect(screen.session.state).toMatchObject({ kind: 'open', officer: { staffId } });
  };

  it('while its PIN is on the way opens nothing, and says that the card was taken out', async () => {
    await readers.insert(rahman);
    await screen.until('pin');
    await readers.setSlow(400);
    const typed = pin();
    const answer = screen.session.signIn(typed);
    await pause(200);
    await readers.remove();
    expect(await answer).toEqual({ ok: false, code: 'CardRemoved' });
    await screen.until('noCard');
    await screen.session.closed();
    expect(screen.openWorks).toEqual([]);
    expect(typed.every((byte) => byte === 0)).toBe(true);
  });

  it('after its PIN was taken, but before the work is open, closes what opens too late', async () => {
    await readers.insert(rahman);
    await screen.until('pin');
    const answer = screen.session.signIn(pin());
    // Wherever the sign-in has come to by now: it must not stay open.
    await readers.remove();
    const { ok } = await answer;
    await screen.until('noCard');
    await screen.session.closed();
    expect(screen.openWorks).toEqual([]);
    expect(screen.notes.some(({ action }) => action === 'signInFailed')).toBe(!ok);
  });

  it('and is back in the blink of an eye is locked all the same', async () => {
    await readers.insert(rahman);
    await signIn();
    await readers.remove();
    await pause(30);
    await readers.insert(rahman);
    expect(await screen.until('pin')).toMatchObject({ held: { cause: 'cardRemoved' } });
    await screen.session.closed();
    expect(screen.openWorks).toEqual([]);
    await signIn();
  });

  it('and another officer’s is there in a blink asks that one’s PIN, and shows nothing of the first but whose work waits', async () => {
    await readers.insert(rahman);
    await signIn();
    await readers.remove();
    await pause(30);
    await readers.insert(halliwell);
    const asked = await screen.until('pin', holderIs('LC004127'));
    expect(asked.held).toMatchObject({ holder: { name: 'Aisha Rahman' }, cause: 'cardRemoved' });
    expect(screen.session.work).toBeUndefined();
    await signIn('LC004127');
    expect(screen.openWorks.map(({ officer }) => officer.staffId)).toEqual(['LC004127']);
    expect(screen.notes.at(-1)).toEqual({ action: 'switch', staffId: 'LC004127', detail: '' });
  });

  it('with another in the second reader goes over to that one; until then the second waits', async () => {
    await readers.insert(rahman, 0);
    await signIn();
    await readers.insert(halliwell, 1);
    await until(card, () => card.cards.length === 2);
    expect(screen.session.state.kind).toBe('open');
    await readers.remove(0);
    await screen.until('pin', holderIs('LC004127'));
    await screen.session.closed();
    expect(screen.openWorks).toEqual([]);
  });

  it('is the only one that takes its PIN page away: a card that cannot be read beside it does not', async () => {
    await readers.insert(rahman, 0);
    await screen.until('pin', holderIs('LC002418'));
    const seen: string[] = [];
    screen.session.onChange(({ kind }) => seen.push(kind));
    await readers.setDamage('garbage');
    await readers.insert(halliwell, 1);
    await until(card, () => card.cards.some(({ label }) => label === ''));
    await readers.setDamage(undefined);
    expect(seen).toEqual([]);
    await signIn();
    await readers.remove(1);
    await until(card, () => card.cards.length === 1);
    expect(screen.session.state.kind).toBe('open');
  });

  it('with its reader is locked', async () => {
    await readers.insert(rahman);
    await signIn();
    await readers.unplug();
    expect(await screen.until('noCard')).toMatchObject({ held: { cause: 'cardRemoved' } });
    await readers.plug();
    await screen.until('pin');
  });

  it('in the middle of a slow signature is locked, and signs nothing', async () => {
    await readers.insert(rahman);
    await signIn();
    await readers.setSlow(SLOW_MS * 10);
    const { cardId = '' } = card.cards[0] ?? {};
    const signature = refusalOf(card.sign(cardId, KEY_9C, new Uint8Array(8), pin()));
    await pause(200);
    await readers.remove();
    expect(await screen.until('noCard')).toMatchObject({ held: { cause: 'cardRemoved' } });
    expect(await signature).toBe('CardRemoved');
  });

  it('while its PIN is being changed leaves the old one or the new one on the card, and nobody signed in', async () => {
    await readers.insert(halliwell);
    await screen.until('pin');
    await readers.setSlow(SLOW_MS * 4);
    const changed = screen.session.changePin(pin(), pin('975310'));
    await pause(SLOW_MS * 8);
    await readers.remove();
    const answer = await changed;
    await readers.setSlow(0);
    await screen.until('noCard');
    await screen.session.closed();
    expect(screen.openWorks).toEqual([]);
    await readers.insert(halliwell);
    await screen.until('pin');
    // A change whose answer was lost may have been carried out: never told as done when it was not.
    const [sure, maybe] = answer.ok ? ['975310', '975310'] : ['246810', '975310'];
    const first = await screen.session.signIn(pin(sure));
    expect(first.ok || (await screen.session.signIn(pin(maybe))).ok).toBe(true);
    await screen.session.changePin(pin(first.ok ? sure : maybe), pin('246810'));
  });

  it('in the middle of a write has the write whole or not at all, and told so', async () => {
    await readers.insert(rahman);
    await signIn();
    const store = screen.session.work?.store;
    const at = new Date().toISOString();
    const write = (number: number) => store?.write('journal.append', { at, action: 'edit', subject: `w${number}`, detail: '' });
    const writes = Array.from({ length: 50 }, (_, number) => write(number));
    const ended = Promise.allSettled(writes);
    await readers.remove();
    const settled = await ended;
    await screen.until('noCard');
    await screen.session.closed();
    await readers.insert(rahman);
    await signIn();
    const kept = new Set((await screen.session.work?.store.read('journal.after', { after: 0, limit: 500 }))?.map(({ subject }) => subject));
    const acknowledged = settled.flatMap(({ status }, number) => (status === 'fulfilled' ? [`w${number}`] : []));
    expect(acknowledged.filter((subject) => !kept.has(subject))).toEqual([]);
  });

  it('leads back to where the officer was, and tells the next officer nothing of it', async () => {
    const handlers = createSessionHandlers({
      session: screen.session,
      idle: createIdleLock({ seconds: () => 900, onSoon: () => undefined, onIdle: () => undefined }),
      about: () => Promise.reject(new Error('not asked')),
      dataFolder: folder.path,
    });
    await expect(handlers.place(null)).rejects.toBeInstanceOf(LockedError);
    const place = { pane: 'storm', item: 'LC-20210518-1587', at: '2021-05-18T14:42:00.000Z' };
    await readers.insert(rahman);
    await signIn();
    expect(await handlers.setPlace(place)).toEqual({ ok: true, value: null });
    await readers.remove();
    await screen.until('noCard');
    await readers.insert(halliwell);
    await signIn('LC004127');
    expect(await handlers.place(null)).toEqual({ ok: true, value: null });
    await readers.remove();
    await screen.until('noCard');
    await readers.insert(rahman);
    await signIn();
    expect(await handlers.place(null)).toEqual({ ok: true, value: place });
  });
});
