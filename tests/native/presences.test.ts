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
  readers: [{ name, events, present }],
});

function presences() {
  const told: CardEvent[] = [];
  const ended: (readonly string[])[] = [];
  const list = new Presences(
    (event) => told.push(event),
    (cards) => ended.push(cards),
  );
  const scanned = (cards: readonly CardPresence[], epoch = list.epoch, readers: readonly string[] = []) =>
    list.fromModule({ kind: 'cards', epoch, cards, readers, usable: true });
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

function readersOf(service: ReaderService) {
  return service.state === 'up' ? service.readers : [];
}
