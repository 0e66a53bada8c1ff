import { describe, expect, it } from 'vitest';
import { createCardService } from '../../../main/card/client.ts';
import type { Helper } from '../../../main/platform/shell/port.ts';
import type { CardPresence, ToService } from '../../../native/protocol/index.ts';
import { KEY_9A, pin, refusalOf, until, untilCard } from './support.ts';

const flags = { pinLow: false, pinFinalTry: false, pinLocked: false, pinPad: false };
const presence: CardPresence = { cardId: 'a', reader: 'r', label: 'l', serial: 's', minPin: 4, maxPin: 8, flags };

/** A service process that answers each request with what `answer` makes of it; a stand-in, because a real one keeps to the protocol. */
function serviceThat(answer: (message: ToService) => unknown) {
  interface Life {
    killed: boolean;
    say: (message: unknown) => void;
  }
  const lives: Life[] = [];
  const helper = (): Helper => {
    const life: Life = { killed: false, say: () => undefined };
    lives.push(life);
    return {
      pid: undefined,
      send: (message) => queueMicrotask(() => life.say(answer(message as ToService))),
      onMessage: (listener) => {
        life.say = listener;
        queueMicrotask(() => listener({ event: 'cards', cards: [presence] }));
      },
      onExit: () => undefined,
      kill: () => {
        life.killed = true;
      },
    };
  };
  return { card: createCardService({ helper, deadlineMs: { login: 50 } }), lives };
}

describe('a card service that does not keep to the protocol', () => {
  it.each([
    ['nonsense', () => 'nonsense'],
    ['a code that there is not', ({ id }: ToService) => ({ id, ok: false, code: 'AllIsLost', detail: '' })],
    [
      'more mechanisms than there are',
      () => ({ event: 'cards', cards: [{ ...presence, mechanisms: Array.from({ length: 1000 }, () => 'ECDSA') }] }),
    ],
    ['a list that is too long', () => ({ event: 'cards', cards: Array.from({ length: 1000 }, () => presence) })],
  ])('is ended and started again when it says %s', async (_, answer) => {
    const { card, lives } = serviceThat(answer);
    await untilCard(card);
    expect(await refusalOf(card.sign('a', KEY_9A, KEY_9A))).toBe('ServiceCrashed');
    expect(lives[0]?.killed).toBe(true);
    expect(card.cards).toEqual([]);
    await untilCard(card);
    expect(lives).toHaveLength(2);
    await card.close();
  });

  it('is not believed when its answer is not the answer to what was asked', async () => {
    const { card } = serviceThat(({ id }) => ({ id, ok: true, value: 'signed' }));
    await untilCard(card);
    expect(await refusalOf(card.sign('a', KEY_9A, KEY_9A))).toBe('CardFault');
    await card.close();
  });

  it('is not heard when it answers what nobody asked', async () => {
    const { card } = serviceThat(({ id }) => ({ id: id + 1, ok: true, value: null }));
    await untilCard(card);
    expect(await refusalOf(card.login('a', pin()))).toBe('DeadlinePassed');
    await card.close();
  });

  it('is not heard any more after its end', async () => {
    const { card, lives } = serviceThat(() => 'nonsense');
    await untilCard(card);
    await refusalOf(card.certificates('a'));
    lives[0]?.say({ event: 'cards', cards: [{ ...presence, cardId: 'late' }] });
    expect(card.cards).toEqual([]);
    await until(card, () => card.cards.some(({ cardId }) => cardId === 'a'));
    await card.close();
  });

  it('leaves no PIN behind even when it is never sent', async () => {
    const { card } = serviceThat(() => 'nonsense');
    await untilCard(card);
    const [first, queued] = [pin(), pin()];
    await Promise.all([refusalOf(card.login('a', first)), refusalOf(card.login('a', queued))]);
    expect([...first, ...queued].every((byte) => byte === 0)).toBe(true);
    await card.close();
  });
});
