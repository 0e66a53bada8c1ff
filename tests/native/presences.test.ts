import { describe, expect, it } from 'vitest';
import type { ReaderService } from '../../native/pcsc/watch.ts';
import { Presences } from '../../native/presences.ts';
import type { CardEvent, CardPresence } from '../../native/protocol/index.ts';

const flags = { pinLow: false, pinFinalTry: false, pinLocked: false, pinPad: false };
const card = (cardId: string, reader = 'Car reader'): CardPresence => ({
  cardId,
  reader,
  label: '',
  serial: '',
  minPin: 4,
  maxPin: 8,
  flags,
});
const up = (events: number, present: boolean, name = 'Car reader'): ReaderService => ({
  state: 'up',
  readers: [{ name, events, present, held: false }],
});

function presences() {
  const told: CardEvent[] = [];
  const ended: (readonly string[])[] = [];
  const list = new Presences(
    (event) => told.push(event),
    (cards) => ended.push(cards),
  );
  const scanned = (cards: readonly CardPresence[], epoch = list.epoch, readers: readonly string[] = []) =>
    list.fromModule({ kind: 'cards', shared: true, epoch, cards, readers, usable: true, lost: false });
  return { list, told, ended, scanned };
}

describe('the list of cards', () => {
  it('loses a card as soon as the reader service says so, before the module does', () => {
    const { list, told, ended, scanned } = presences();
    list.fromReaderService(up(1, true));
    scanned([card('a')]);
    list.fromReaderService(up(2, false));
    expect(told.at(-1)).toEqual({ event: 'cards', cards: [] });
    expect(ended.at(-1)).toEqual(['a']);
  });

  it('does not bring a card back by a look that began before it left', () => {
    const { list, told, scanned } = presences();
    list.fromReaderService(up(1, true));
    const before = list.epoch;
    scanned([card('a')]);
    list.fromReaderService(up(2, false));
    scanned([card('a')], before);
    expect(told.at(-1)).toEqual({ event: 'cards', cards: [] });
    scanned([card('b')]);
    expect(told.at(-1)).toEqual({ event: 'cards', cards: [card('b')] });
  });

  it('loses a card that was pulled and put back between two reports', () => {
    const { list, ended, scanned } = presences();
    list.fromReaderService(up(1, true));
    scanned([card('a')]);
    list.fromReaderService(up(3, true));
    expect(ended.at(-1)).toEqual(['a']);
  });

  it('keeps a card that the module saw before the service told of its coming', () => {
    const { list, ended, scanned } = presences();
    list.fromReaderService(up(0, false));
    scanned([card('a')]);
    list.fromReaderService(up(1, true));
    expect(ended.at(-1)).toEqual([]);
    expect(list.has('a')).toBe(true);
  });

  it('loses the cards of a reader that is unplugged and of no other', () => {
    const { list, ended, scanned } = presences();
    const both: ReaderService = { state: 'up', readers: [...readersOf(up(1, true)), ...readersOf(up(5, true, 'Desk reader'))] };
    list.fromReaderService(both);
    scanned([card('a'), card('b', 'Desk reader')]);
    list.fromReaderService(up(5, true, 'Desk reader'));
    expect(ended.at(-1)).toEqual(['a']);
    expect(list.has('b')).toBe(true);
  });

  it('says that the reader service is down when the module has no other readers, and that all is well again after', () => {
    const { list, told, scanned } = presences();
    list.fromReaderService(up(1, false));
    scanned([], 0, ['Car reader']);
    list.fromReaderService({ state: 'down' });
    scanned([], 0, ['Car reader']);
    expect(told.at(-1)).toEqual({ event: 'fault', code: 'ReaderServiceDown' });
    list.fromReaderService(up(1, false));
    scanned([], 0, ['Car reader']);
    expect(told.at(-1)).toEqual({ event: 'ready' });
  });

  it('has no fault without a reader service when the module has readers of its own', () => {
    const { list, told, scanned } = presences();
    list.fromReaderService({ state: 'down' });
    scanned([], 0, ['Soft slot']);
    expect(told).toEqual([{ event: 'ready' }, { event: 'cards', cards: [] }]);
  });
});

describe('the name of a reader', () => {
  const LONG = 'Broadcom Corp 58200 [Contacted SmartCard] (0123456789ABCDEF) 00 00';
  const LETTERS = `${'é'.repeat(40)} 00 00`;
  const lists = (card: CardPresence, name: string) => {
    const { list, ended, scanned } = presences();
    list.fromReaderService(up(1, true, name));
    scanned([card]);
    list.fromReaderService(up(2, false, name));
    return ended.at(-1);
  };
  it.each([
    ['whole', 'Virtual reader 0 00 00', 'Virtual reader 0 00 00'],
    ['of which the module leaves the end out', 'Virtual reader 0', 'Virtual reader 0 00 00'],
    ['cut to 64 bytes', LONG.slice(0, 64), LONG],
    ['cut to 64 bytes that end with a blank', `${'x'.repeat(63)}`, `${'x'.repeat(63)} y 00 00`],
    ['cut by OpenSC', `${LONG.slice(0, 61)}...`, LONG],
    ['cut by OpenSC behind a blank', `${'x'.repeat(60)} ...`, `${'x'.repeat(60)} y 00 00`],
    ['cut in the midst of a letter', `${'é'.repeat(30)}\uFFFD...`, LETTERS],
    ['that ends with dots of its own', 'Reader ...', 'Reader ...'],
  ])('%s is known for the system’s own: its card leaves at once', (_what, shown, name) =>
    expect(lists(card('a', shown), name)).toEqual(['a']),
  );

  it('is no other reader’s that begins like it', () => {
    const { list, ended, scanned } = presences();
    const both = (events: number): ReaderService => ({
      state: 'up',
      readers: [...readersOf(up(events, events === 1, 'Reader 10')), ...readersOf(up(1, true, 'Reader 1'))],
    });
    list.fromReaderService(both(1));
    scanned([card('a', 'Reader 1'), card('b', 'Reader 10')]);
    list.fromReaderService(both(2));
    expect(ended.at(-1)).toEqual(['b']);
  });

  describe('of two that the module calls the same', () => {
    const shown = `${LONG.slice(0, 61)}...`;
    const twins = (first: readonly [number, boolean], second: readonly [number, boolean]): ReaderService => ({
      state: 'up',
      readers: [...readersOf(up(...first, LONG)), ...readersOf(up(...second, LONG.replace('00 00', '01 00')))],
    });
    it.each([
      ['first', [2, false], [1, true], ['a']],
      ['second', [1, true], [2, false], ['b']],
      ['second, and back in a blink', [1, true], [3, true], ['b']],
    ] as const)('loses the card of the %s alone', (_which, first, second, expected) => {
      const { list, ended, scanned } = presences();
      list.fromReaderService(twins([1, true], [1, true]));
      scanned([card('a', shown), { ...card('b', shown), nth: 1 }]);
      list.fromReaderService(twins(first, second));
      expect(ended.at(-1)).toEqual(expected);
    });

    it('loses one card of two where the system calls both the same too', () => {
      const { list, ended, scanned } = presences();
      const same = (first: number, second: number): ReaderService => ({
        state: 'up',
        readers: [...readersOf(up(first, first === 1, LONG)), ...readersOf(up(second, second === 1, LONG))],
      });
      list.fromReaderService(same(1, 1));
      scanned([card('a', shown), { ...card('b', shown), nth: 1 }]);
      list.fromReaderService(same(1, 2));
      expect(ended.at(-1)).toEqual(['b']);
    });

    it('loses the one card, whichever of them the module means', () => {
      const { list, ended, scanned } = presences();
      list.fromReaderService(twins([0, false], [1, true]));
      scanned([card('b', shown)]);
      list.fromReaderService(twins([0, false], [2, false]));
      expect(ended.at(-1)).toEqual(['b']);
    });

    it('keeps the one card when another comes into the other', () => {
      const { list, ended, scanned } = presences();
      list.fromReaderService(twins([0, false], [1, true]));
      scanned([{ ...card('b', shown), nth: 1 }]);
      list.fromReaderService(twins([1, true], [1, true]));
      expect(ended.at(-1)).toEqual([]);
    });
  });
});

function readersOf(service: ReaderService) {
  return service.state === 'up' ? service.readers : [];
}
