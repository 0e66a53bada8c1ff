import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCardService } from '../../../main/card/client.ts';
import type { CardService } from '../../../main/card/service.ts';
import type { Helper } from '../../../main/platform/shell/port.ts';
import { makeForce, makeForceCard } from './force.ts';
import { type Place, places, titled } from './places.ts';
import { KEY_9A, pin, refusalOf, startService, temporaryFolder, until, untilCard, untilNoCard } from './support.ts';

const DATA = new Uint8Array(10);

describe.each(places)('a card service that a PIN has passed through, on $name', ({ module, missing, open }) => {
  const folder = temporaryFolder();
  const [rahman, halliwell] = [join(folder.path, 'rahman'), join(folder.path, 'halliwell')];
  let place: Place;
  let card: CardService;
  let helpers: readonly Helper[];
  let cardId: string;

  beforeAll(async () => {
    if (missing !== undefined) return;
    place = await open(folder.path);
    const force = await makeForce();
    await makeForceCard(force, rahman, { kind: 'p256' });
    await makeForceCard(force, halliwell, { kind: 'p256', staffId: 'LC004127', name: 'Tom Halliwell' });
    await place.insert(rahman);
  });
  beforeEach(async () => {
    if (missing !== undefined) return;
    ({ card, helpers } = startService(module, place.env));
    ({ cardId } = await untilCard(card));
  });
  afterEach(async () => {
    await card?.close();
  });
  afterAll(async () => {
    await place?.close();
    folder.remove();
  });
  const test = it.skipIf(missing !== undefined);
  const used = async () => {
    await card.login(cardId, pin());
    await card.logout(cardId);
  };

  test(titled('gives way to a fresh process: the card keeps its name, is never out of sight, and works', missing), async () => {
    await used();
    const former = new Promise<boolean>((resolve) => helpers[0]?.onExit(({ asked }) => resolve(asked)));
    const told: number[] = [];
    const stop = card.onChange(() => told.push(card.cards.filter((present) => present.cardId === cardId).length));
    await card.renew();
    expect(await former).toBe(true);
    expect(helpers).toHaveLength(2);
    expect(card.cards.map((present) => present.cardId)).toEqual([cardId]);
    expect(told).not.toHaveLength(0);
    expect(told.every((count) => count === 1)).toBe(true);
    stop();
    expect(await card.certificates(cardId)).toHaveLength(3);
    expect(await refusalOf(card.sign(cardId, KEY_9A, DATA))).toBe('NotSignedIn');
    await card.login(cardId, pin());
    expect(await card.sign(cardId, KEY_9A, DATA)).toBeInstanceOf(Uint8Array);
  });

  test('stays when a PIN is given meanwhile: nobody who has just signed in is signed out', async () => {
    await used();
    const renewed = card.renew();
    await card.login(cardId, pin());
    await renewed;
    expect(await card.sign(cardId, KEY_9A, DATA)).toBeInstanceOf(Uint8Array);
    expect(card.cards.map((present) => present.cardId)).toEqual([cardId]);
    // … and gives way the next time, also when that is asked for while the first try is still under way.
    await card.logout(cardId);
    const first = card.renew();
    await card.login(cardId, pin());
    await card.logout(cardId);
    await Promise.all([first, card.renew()]);
    await card.login(cardId, pin());
    expect(await card.sign(cardId, KEY_9A, DATA)).toBeInstanceOf(Uint8Array);
    expect(helpers).toHaveLength(3);
  });

  test('stays when no PIN has passed through it', async () => {
    await card.certificates(cardId);
    await card.renew();
    expect(helpers).toHaveLength(1);
  });

  test('tells the card that was put in its place meanwhile from the one that was there', async () => {
    await used();
    const renewed = card.renew();
    await place.remove();
    await place.insert(halliwell);
    await renewed;
    const other = await untilCard(card, ({ label }) => label === 'Tom Halliwell');
    expect(other.cardId).not.toBe(cardId);
    expect(card.cards).toHaveLength(1);
    expect(['CardRemoved', 'NoSuchCard']).toContain(await refusalOf(card.login(cardId, pin())));
    await place.remove();
    await untilNoCard(card);
    await place.insert(rahman);
    await untilCard(card);
  });
});

describe('a card service whose fresh process does not come up', () => {
  it('is ended all the same, and started again', async () => {
    const lives: { killed: boolean }[] = [];
    // A stand-in, because a real service that has started once starts again.
    const helper = (): Helper => {
      const life = { killed: false };
      lives.push(life);
      const stillborn = lives.length === 2;
      return {
        pid: undefined,
        send: (message) => queueMicrotask(() => hear({ id: (message as { id: number }).id, ok: true, value: null })),
        onMessage: (listener) => {
          hear = listener;
          if (!stillborn) queueMicrotask(() => listener({ event: 'cards', cards: [] }));
        },
        onExit: (listener) => {
          if (stillborn) queueMicrotask(() => listener({ code: 1, asked: false }));
        },
        kill: () => {
          life.killed = true;
        },
      };
    };
    let hear: (message: unknown) => void = () => undefined;
    const card = createCardService({ helper });
    await card.login('a', pin());
    await card.renew();
    expect(lives[0]?.killed).toBe(true);
    await until(card, () => lives.length === 3);
    await card.close();
  });
});
