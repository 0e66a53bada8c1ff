import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { CardRefusal } from '../../../contracts/ipc/session.ts';
import { type Event, initial, type Machine, type Stage, shown, transition } from '../../../main/session/machine.ts';

const at = '2026-01-01T21:00:00.000Z';
const holder = (n: number) => ({ staffId: `S${n}`, name: `Officer ${n}`, rank: 'PC', collarNumber: `${n}`, force: 'Force' });
const officer = (n: number): Officer => ({
  staffId: `S${n}`,
  name: `Officer ${n}`,
  rank: 'PC',
  collarNumber: `${n}`,
  roles: ['officer'],
  team: 'T',
  station: 'S',
  area: 'A',
});
const rules = { minLength: 6, maxLength: 8, digitsOnly: true, pinPad: false };
const tries = { final: false, low: false };
const run = (events: readonly Event[]): Machine => events.reduce((machine, event) => transition(machine, event).machine, initial);
const cards = (...ids: string[]): Event => ({ type: 'cards', cards: ids, at, unsent: 0 });
const read = (cardId: string, n = 1, blocked = false): Event => ({ type: 'read', cardId, holder: holder(n), tries, rules, blocked });
const opened = (attempt: number, n = 1): Event => ({ type: 'opened', attempt, officer: officer(n), leaseUntil: at });
const signedIn: readonly Event[] = [cards('a'), read('a'), { type: 'pinEntered' }, opened(1)];
const notOpened: Event = { type: 'notOpened', attempt: 1, refusal: 'PinIncorrect', tries };
const withdrawn = { type: 'withdrawn', deviceBlock: { why: 'locked', since: at, reason: 'Left on a wall' } } satisfies Event;
const kind = (machine: Machine): Stage['kind'] => machine.stage.kind;

describe('the session machine', () => {
  it('goes from no card to open work by card and PIN', () => {
    expect(kind(run([cards()]))).toBe('noCard');
    expect(kind(run([cards('a')]))).toBe('cardSeen');
    expect(kind(run([cards('a'), read('a')]))).toBe('pin');
    expect(kind(run([cards('a'), read('a'), { type: 'pinEntered' }]))).toBe('unlocking');
    expect(kind(run(signedIn))).toBe('open');
  });

  it('locks when the card leaves, and says whose work waits', () => {
    const { machine, effects } = transition(run(signedIn), { type: 'cards', cards: [], at, unsent: 3 });
    expect(effects).toEqual([{ type: 'close', cause: 'cardRemoved' }]);
    expect(shown(machine.stage)).toEqual({
      kind: 'noCard',
      held: { holder: { name: 'Officer 1', rank: 'PC' }, since: at, cause: 'cardRemoved', unsent: 3 },
    });
  });

  it('takes a card that was swapped in a blink for another card', () => {
    const { machine, effects } = transition(run(signedIn), cards('b'));
    expect(effects).toEqual([
      { type: 'close', cause: 'cardRemoved' },
      { type: 'readCard', cardId: 'b' },
    ]);
    expect(kind(machine)).toBe('cardSeen');
  });

  it('keeps to the card whose work is open when a second one is put in', () => {
    const { machine, effects } = transition(run(signedIn), cards('a', 'b'));
    expect(kind(machine)).toBe('open');
    expect(effects).toEqual([]);
    expect(transition(machine, cards('b')).effects).toEqual([
      { type: 'close', cause: 'cardRemoved' },
      { type: 'readCard', cardId: 'b' },
    ]);
  });

  describe('with a second card', () => {
    const refused = (cardId: string, refusal: CardRefusal = 'CardDamaged'): Event => ({ type: 'refusedCard', cardId, refusal });
    const choices = [1, 2].map((n) => ({ id: `${n}`, holder: holder(n), issuer: 'Officer CA', notAfter: at }));
    const asked: readonly (readonly [string, readonly Event[]])[] = [
      ['asks for the PIN', [read('a')]],
      ['asks for the PIN after a wrong one', [read('a'), { type: 'pinEntered' }, notOpened]],
      ['asks whose card it is', [{ type: 'inDoubt', cardId: 'a', choices }]],
      ['says that the card is blocked', [read('a', 1, true)]],
      ['is signing in', [read('a'), { type: 'pinEntered' }]],
      ['is open', [read('a'), { type: 'pinEntered' }, opened(1)]],
    ];

    it.each(asked)('leaves the screen alone that %s, whatever lies beside and comes and goes', (_what, events) => {
      const before = run([cards('a'), ...events]);
      for (const beside of [
        [cards('a', 'b')],
        [cards('a', 'b'), refused('b')],
        [cards('a', 'b'), read('b', 2)],
        [cards('b', 'a'), cards('a')],
      ]) {
        let machine = before;
        for (const event of beside) {
          const step = transition(machine, event);
          expect(step.effects).toEqual([]);
          machine = step.machine;
        }
        expect(machine.stage).toBe(before.stage);
      }
    });

    it.each(asked)('reads that one once the card of the screen that %s has gone', (_what, events) => {
      const { machine, effects } = transition(run([cards('a'), ...events, cards('a', 'b')]), cards('b'));
      expect(effects).toContainEqual({ type: 'readCard', cardId: 'b' });
      expect(machine.stage).toMatchObject({ kind: 'cardSeen', cardId: 'b' });
    });

    it('reads the one that lies there when the other is refused, whichever came first, and none a second time', () => {
      for (const order of [
        ['a', 'b'],
        ['b', 'a'],
      ] as const) {
        const [first, second] = order;
        const both = transition(run([cards(first), refused(first)]), cards(first, second));
        expect(both.effects).toEqual([{ type: 'readCard', cardId: second }]);
        expect(kind(transition(both.machine, read(second)).machine)).toBe('pin');
      }
      const together = transition(run([]), cards('a', 'b'));
      expect(together.effects).toEqual([{ type: 'readCard', cardId: 'b' }]);
      const other = transition(together.machine, refused('b'));
      expect(other.effects).toEqual([{ type: 'readCard', cardId: 'a' }]);
      const neither = transition(other.machine, refused('a', 'CardExpired'));
      expect(neither.effects).toEqual([]);
      expect(shown(neither.machine.stage)).toEqual({ kind: 'cardRefused', refusal: 'CardExpired' });
    });

    it.each(['CardDamaged', 'CardBusy', 'NoCertificate'] as const)(
      'says what is wrong with the warrant card, and not that the other is none (%s)',
      (none) => {
        for (const ids of [
          ['a', 'b'],
          ['b', 'a'],
        ]) {
          const [one = '', other = ''] = ids;
          const why = (id: string) => (id === 'a' ? refused(id, 'CardRevoked') : refused(id, none));
          expect(shown(run([cards(one), why(one), cards(one, other), why(other)]).stage)).toMatchObject({ refusal: 'CardRevoked' });
          expect(shown(run([cards(one, other), why(other), why(one)]).stage)).toMatchObject({ refusal: 'CardRevoked' });
        }
      },
    );

    it('goes back to a refused card that lies there when the good one goes, without reading it again; put in again it is read', () => {
      const signedOut = run([cards('b'), refused('b'), cards('b', 'a'), read('a')]);
      const left = transition(signedOut, cards('b'));
      expect(left.effects).toEqual([]);
      expect(shown(left.machine.stage)).toEqual({ kind: 'cardRefused', refusal: 'CardDamaged' });
      const out = transition(left.machine, cards()).machine;
      expect(transition(out, cards('b')).effects).toEqual([{ type: 'readCard', cardId: 'b' }]);
    });

    it('asks the officer whose work was locked, and not whoever put a card in since', () => {
      const { machine, effects } = transition(run([...signedIn, cards('a', 'b')]), { type: 'lock', cause: 'idle', at, unsent: 0 });
      expect(effects).toEqual([
        { type: 'close', cause: 'idle' },
        { type: 'readCard', cardId: 'a' },
      ]);
      expect(machine.stage).toMatchObject({ kind: 'cardSeen', cardId: 'a' });
    });

    it('reads again what was refused, once lists of revocation were renewed', () => {
      const both = run([cards('a', 'b'), refused('b', 'CardRevocationUnknown'), refused('a', 'CardRevocationUnknown')]);
      const { machine, effects } = transition(both, { type: 'trustRenewed' });
      expect(effects).toEqual([{ type: 'readCard', cardId: 'b' }]);
      expect(transition(machine, refused('b')).effects).toEqual([{ type: 'readCard', cardId: 'a' }]);
    });
  });

  it('gives up a sign-in whose card leaves, and closes what it opens too late', () => {
    const unlocking = run([cards('a'), read('a'), { type: 'pinEntered' }]);
    const gone = transition(unlocking, cards());
    expect(gone.effects).toEqual([{ type: 'abandon', attempt: 1 }]);
    expect(transition(gone.machine, opened(1)).effects).toEqual([{ type: 'abandon', attempt: 1 }]);
    expect(kind(transition(gone.machine, opened(1)).machine)).toBe('noCard');
  });

  it('asks the same officer again after a lock with the card still in', () => {
    const { machine, effects } = transition(run(signedIn), { type: 'lock', cause: 'idle', at, unsent: 0 });
    expect(effects).toEqual([
      { type: 'close', cause: 'idle' },
      { type: 'readCard', cardId: 'a' },
    ]);
    expect(kind(transition(machine, read('a')).machine)).toBe('pin');
  });

  it('says that a card is blocked, and never asks it for a PIN again', () => {
    const blocked = run([cards('a'), read('a'), { type: 'pinEntered' }, { type: 'notOpened', attempt: 1, refusal: 'PinBlocked', tries }]);
    expect(kind(blocked)).toBe('blocked');
    expect(transition(blocked, { type: 'pinEntered' }).effects).toEqual([]);
  });

  it('has the officer choose where a card leaves it open whose it is, and asks the PIN of the one chosen', () => {
    const choices = [1, 2].map((n) => ({ id: `${n}`, holder: holder(n), issuer: 'Officer CA', notAfter: at }));
    const inDoubt: Event = { type: 'inDoubt', cardId: 'a', choices };
    const asking = run([cards('a'), inDoubt]);
    expect(shown(asking.stage)).toEqual({ kind: 'choose', choices });
    expect(transition(asking, { type: 'pinEntered' }).machine).toBe(asking);
    expect(kind(transition(asking, read('b')).machine)).toBe('choose');
    expect(shown(transition(asking, read('a', 2)).machine.stage)).toMatchObject({ kind: 'pin', holder: holder(2) });
    expect(kind(run([cards('a'), inDoubt, cards()]))).toBe('noCard');
    expect(kind(run([cards('a'), read('a'), inDoubt]))).toBe('pin');
  });

  it('asks for the PIN again once a blocked card is unblocked, and only that card’s', () => {
    const told = (cardId: string, blocked: boolean): Event => ({ type: 'pinTold', cardId, tries, blocked });
    const blocked = run([cards('a'), read('a'), told('a', true)]);
    expect(shown(blocked.stage)).toEqual({ kind: 'blocked', holder: holder(1), rules });
    expect(transition(blocked, told('b', false)).machine).toBe(blocked);
    expect(shown(transition(blocked, told('a', false)).machine.stage)).toEqual({ kind: 'pin', holder: holder(1), tries, rules });
    expect(kind(transition(run(signedIn), told('a', true)).machine)).toBe('open');
  });

  it('keeps everybody out of a laptop that ICT has locked, from whatever it was doing, until ICT gives it back', () => {
    const unlocking = run([cards('a'), read('a'), { type: 'pinEntered' }]);
    for (const [machine, effects] of [
      [run(signedIn), [{ type: 'close', cause: 'order' }]],
      [unlocking, [{ type: 'abandon', attempt: 1 }]],
      [run([cards()]), []],
      [run([{ type: 'faulted', fault: 'ReaderServiceDown' }]), []],
    ] as const) {
      const shut = transition(machine, withdrawn);
      expect(shut.effects).toEqual(effects);
      expect(shown(shut.machine.stage)).toEqual({ kind: 'withdrawn', deviceBlock: withdrawn.deviceBlock });
      const tried = [cards('b'), read('b'), { type: 'pinEntered' }, { type: 'trustRenewed' }] satisfies Event[];
      const still = tried.reduce((now, event) => transition(now, event).machine, shut.machine);
      expect(kind(still)).toBe('withdrawn');
      const back = transition(still, { type: 'restored' });
      expect(back.effects).toEqual([{ type: 'readCard', cardId: 'b' }]);
      expect(shown(back.machine.stage)).toEqual({ kind: 'cardSeen' });
    }
    expect(transition(transition(unlocking, withdrawn).machine, opened(1)).effects).toEqual([{ type: 'abandon', attempt: 1 }]);
  });

  it('closes and says so when HQ does not know the laptop any more; a lock by ICT goes before that', () => {
    const { machine, effects } = transition(run(signedIn), { type: 'disowned' });
    expect(effects).toEqual([{ type: 'close', cause: 'order' }]);
    expect(shown(transition(machine, cards('a', 'b')).machine.stage)).toEqual({ kind: 'fault', fault: 'DeviceUnknown' });
    expect(kind(transition(machine, { type: 'restored' }).machine)).toBe('cardSeen');
    expect(kind(transition(run([withdrawn]), { type: 'disowned' }).machine)).toBe('withdrawn');
  });

  it('does not say whose work it was, once the card has left, where policy wants that', () => {
    const left = transition(run(signedIn), { type: 'cards', cards: [], at, unsent: 3, forget: true });
    expect(shown(left.machine.stage)).toEqual({ kind: 'noCard' });
    const idle = transition(run(signedIn), { type: 'lock', cause: 'idle', at, unsent: 0 });
    expect(shown(idle.machine.stage)).toHaveProperty('held');
  });

  it('begins anew with the laptop that it is attached to, and closes what was open on the one before', () => {
    const attached: Event = { type: 'attached', look: { type: 'cards', cards: ['b'], at, unsent: 0 } };
    const { machine, effects } = transition(run(signedIn), attached);
    expect(effects).toEqual([
      { type: 'close', cause: 'shutdown' },
      { type: 'readCard', cardId: 'b' },
    ]);
    expect(shown(machine.stage)).toEqual({ kind: 'cardSeen' });
    expect(transition(machine, opened(1)).effects).toEqual([{ type: 'abandon', attempt: 1 }]);
    for (const event of [withdrawn, { type: 'disowned' }] satisfies Event[]) {
      expect(transition(run([event]), { type: 'attached', look: undefined }).machine.stage).toEqual({ kind: 'starting' });
    }
  });

  it('is never open without its card, whatever happens in whatever order', () => {
    const id = fc.constantFrom('a', 'b', 'c');
    const event: fc.Arbitrary<Event> = fc.oneof(
      fc.uniqueArray(id, { maxLength: 3 }).map((ids) => cards(...ids)),
      id.map((cardId) => read(cardId)),
      fc.constant<Event>({ type: 'pinEntered' }),
      id.map((cardId): Event => ({ type: 'inDoubt', cardId, choices: [] })),
      id.map((cardId): Event => ({ type: 'pinTold', cardId, tries, blocked: cardId === 'a' })),
      fc.integer({ min: 1, max: 4 }).map((attempt) => opened(attempt)),
      fc.integer({ min: 1, max: 4 }).map((attempt): Event => ({ type: 'notOpened', attempt, refusal: 'PinIncorrect', tries })),
      fc.constantFrom('command', 'idle', 'suspend').map((cause): Event => ({ type: 'lock', cause: cause as 'idle', at, unsent: 0 })),
      fc.constant<Event>({ type: 'faulted', fault: 'ReaderServiceDown' }),
      fc.constant<Event>({ type: 'attached', look: undefined }),
      fc.uniqueArray(id, { maxLength: 3 }).map((ids): Event => ({ type: 'attached', look: { type: 'cards', cards: ids, at, unsent: 0 } })),
      fc.constant<Event>({ type: 'attached', look: { type: 'faulted', fault: 'DeviceUnknown' } }),
      fc.constantFrom<Event>(withdrawn, { type: 'disowned' }, { type: 'restored' }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        let machine = initial;
        let openWork = 0;
        let shut = false;
        for (const one of events) {
          const step = transition(machine, one);
          if (step.machine.stage.kind === 'open' && machine.stage.kind !== 'open') openWork += 1;
          openWork -= step.effects.filter((effect) => effect.type === 'close').length;
          machine = step.machine;
          if (machine.stage.kind === 'open') expect(machine.cards).toContain(machine.stage.cardId);
          expect(openWork).toBe(machine.stage.kind === 'open' ? 1 : 0);
          if (one.type === 'withdrawn' || one.type === 'disowned') shut = true;
          if (one.type === 'restored' || one.type === 'attached') shut = false;
          if (shut) expect(['withdrawn', 'fault']).toContain(machine.stage.kind);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
