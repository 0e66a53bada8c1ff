import { describe, expect, it } from 'vitest';
import { type SessionState, type SignInRefusal, signInRefusal } from '../../../contracts/ipc/session.ts';
import { fail, ok } from '../../../contracts/result.ts';
import type { CardService } from '../../../main/card/service.ts';
import { createSession, type Session, type SessionLaptop } from '../../../main/session/session.ts';
import { type OpenWork, SignInError } from '../../../main/session/work.ts';
import { officer } from '../support/items.ts';

const PIN = '246810';
const pin = (digits = PIN): Uint8Array => new TextEncoder().encode(digits);
const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);
const me = officer();
const { staffId, name, rank, collarNumber } = me;
const holder = { staffId, name, rank, collarNumber, force: 'Lancashire Constabulary' };
const notAfter = '2027-01-01T00:00:00.000Z';
const key = { keyId: new Uint8Array(1), label: '', der: new Uint8Array(1), hasKey: true, pinEachTime: false };
const flags = { pinLow: false, pinFinalTry: false, pinLocked: false, pinPad: false };

/** A laptop whose reader holds one card, and whose unlocking does as the test says. */
const laptopWith = (unlock: SessionLaptop['unlock'], change: Partial<CardService> = {}) => {
  const heard = new Set<() => void>();
  const presence = { cardId: 'c1', reader: 'r', label: 'l', serial: 's', minPin: 4, maxPin: 8, flags };
  let inReader = true;
  const card = {
    get cards() {
      return inReader ? [presence] : [];
    },
    fault: undefined,
    onChange: (listener: () => void) => {
      heard.add(listener);
      return () => void heard.delete(listener);
    },
    onSignedOut: () => () => undefined,
    renew: async () => undefined,
    ...change,
  } as unknown as CardService;
  const laptop: SessionLaptop = {
    card,
    unlock,
    readCard: async (cardId) =>
      ok([
        {
          card: { cardId, holder, authentication: key, signature: key, keyManagement: key },
          choice: { id: '1', holder, issuer: '', notAfter },
        },
      ]),
    pinRules: { minLength: 6, maxLength: 8 },
  };
  const remove = (): void => {
    inReader = false;
    for (const listener of heard) listener();
  };
  return { laptop, remove, listeners: heard };
};

const startSession = (
  renewPage: () => Promise<void> = async () => undefined,
): { readonly session: Session; readonly states: SessionState['kind'][]; untilPin(): Promise<void> } => {
  const session = createSession({ log: () => undefined, now: () => new Date(), renewPage });
  const states: SessionState['kind'][] = [];
  session.onChange(({ kind }) => states.push(kind));
  return { session, states, untilPin: () => expect.poll(() => session.state.kind).toBe('pin') };
};

const openWork = (): OpenWork =>
  ({
    officer: me,
    leaseUntil: new Date(notAfter),
    unsent: 0,
    onLease: () => undefined,
    onEnded: () => undefined,
    close: async () => undefined,
  }) as unknown as OpenWork;

/** Waits for its abort, as unlocking does while the card or HQ is asked. */
const untilAborted: SessionLaptop['unlock'] = (_card, _pin, _onStep, signal) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('given up'))));

describe('the one session', () => {
  it('starts without a laptop, becomes that of a laptop with a fault, and of the laptop that HQ knows then', async () => {
    const { session, states, untilPin } = startSession();
    expect(session.state).toEqual({ kind: 'starting' });
    session.attach(fail('DeviceUnknown'));
    expect(session.state).toEqual({ kind: 'fault', fault: 'DeviceUnknown' });
    session.attach(ok(laptopWith(async () => openWork()).laptop));
    await untilPin();
    expect(await session.signIn(pin())).toEqual({ ok: true, value: null });
    expect(states).toEqual(['fault', 'cardSeen', 'pin', 'unlocking', 'open']);
  });

  it('stays starting until the readers have been looked at', () => {
    const { session, states } = startSession();
    const { laptop, remove } = laptopWith(async () => openWork());
    const looked = { ...laptop, card: Object.create(laptop.card, { cards: { value: [] } }) as CardService };
    session.attach(ok(looked));
    expect(states).toEqual([]);
    remove();
    expect(session.state.kind).toBe('noCard');
  });

  it('says again what is wrong with the laptop when ICT gives it back', () => {
    const { session } = startSession();
    session.attach(fail('ConfigurationBroken'));
    session.withdraw({ why: 'locked', since: notAfter, reason: 'Lost' });
    expect(session.state.kind).toBe('withdrawn');
    session.restore();
    expect(session.state).toEqual({ kind: 'fault', fault: 'ConfigurationBroken' });
  });

  it('hears nothing more of a laptop from which it was detached, and opens nothing on it', async () => {
    const { session, untilPin } = startSession();
    const { laptop, listeners } = laptopWith(async () => openWork());
    session.attach(ok(laptop));
    await untilPin();
    await session.signIn(pin());
    await session.detach();
    expect([listeners.size, session.work]).toEqual([0, undefined]);
    const typed = pin();
    expect(await session.signIn(typed)).toEqual({ ok: false, code: 'CardBusy' });
    expect(isZero(typed)).toBe(true);
  });
});

describe('a PIN that is refused is zeroed', () => {
  it.each(signInRefusal.options)('whatever the refusal (%s)', async (code: SignInRefusal) => {
    const { session, untilPin } = startSession();
    let given: Uint8Array | undefined;
    const { laptop } = laptopWith(async (_, bytes) => {
      given = bytes;
      throw new SignInError(code);
    });
    session.attach(ok(laptop));
    await untilPin();
    const typed = pin();
    expect(await session.signIn(typed)).toEqual({ ok: false, code });
    expect(given).toBe(typed);
    expect(isZero(typed)).toBe(true);
  });

  it.each([
    ['the card leaves', 'CardRemoved', (_: Session, remove: () => void) => remove()],
    ['the session is locked', 'CardRemoved', (session: Session) => session.lock('command')],
    ['ICT locks the laptop', 'CardRemoved', (session: Session) => session.withdraw({ why: 'locked', since: notAfter, reason: '' })],
    ['HQ cuts the laptop off', 'CardRemoved', (session: Session) => session.disown()],
    ['the program ends', 'CardRemoved', (session: Session) => void session.detach()],
    ['another laptop is attached', 'CardRemoved', (session: Session) => session.attach(fail('DeviceUnknown'))],
  ] as const)('when %s while it is on its way', async (_, code, happen) => {
    const { session, untilPin } = startSession();
    const { laptop, remove } = laptopWith(untilAborted);
    session.attach(ok(laptop));
    await untilPin();
    const typed = pin();
    const answer = session.signIn(typed);
    await expect.poll(() => session.state.kind).toBe('unlocking');
    happen(session, remove);
    expect(await answer).toEqual({ ok: false, code });
    expect(isZero(typed)).toBe(true);
    await session.closed();
    expect(session.work).toBeUndefined();
  });

  it('when work that it opened came too late: that is closed', async () => {
    const { session, untilPin } = startSession();
    const opened = Promise.withResolvers<OpenWork>();
    let closings = 0;
    const begun = Promise.withResolvers<void>();
    const { laptop, remove } = laptopWith(() => {
      begun.resolve();
      return opened.promise;
    });
    session.attach(ok(laptop));
    await untilPin();
    const typed = pin();
    const answer = session.signIn(typed);
    await begun.promise;
    remove();
    opened.resolve({
      ...openWork(),
      close: async () => {
        closings += 1;
      },
    });
    expect(await answer).toEqual({ ok: false, code: 'CardRemoved' });
    expect([isZero(typed), closings, session.work]).toEqual([true, 1, undefined]);
  });

  it('before any card is asked: too short, too long, a second one beside the first, or with nobody to ask', async () => {
    const { session, untilPin } = startSession();
    const refused = async (digits: string, code: string): Promise<void> => {
      const typed = pin(digits);
      expect(await session.signIn(typed)).toEqual({ ok: false, code });
      expect(isZero(typed)).toBe(true);
    };
    await refused(PIN, 'CardBusy');
    let asked = 0;
    const { laptop } = laptopWith((...all) => {
      asked += 1;
      return untilAborted(...all);
    });
    session.attach(ok(laptop));
    await refused(PIN, 'CardBusy'); // The card has not been read yet.
    await untilPin();
    await refused('1', 'PinLength');
    await refused('123456789', 'PinLength');
    expect(asked).toBe(0);
    const first = session.signIn(pin());
    await refused(PIN, 'CardBusy');
    expect(asked).toBe(1);
    session.lock('command');
    await first;
  });

  it('and never reaches the card when the sign-in was given up while the work before was still closing', async () => {
    const renewed = Promise.withResolvers<void>();
    const { session, untilPin } = startSession(() => renewed.promise);
    let asked = 0;
    session.attach(
      ok(
        laptopWith(async () => {
          asked += 1;
          return openWork();
        }).laptop,
      ),
    );
    await untilPin();
    await session.signIn(pin());
    session.lock('command');
    await untilPin();
    const typed = pin();
    const answer = session.signIn(typed);
    session.withdraw({ why: 'locked', since: notAfter, reason: '' });
    renewed.resolve();
    expect(await answer).toEqual({ ok: false, code: 'CardRemoved' });
    expect([asked, isZero(typed), session.state.kind]).toEqual([1, true, 'withdrawn']);
  });

  it('when opening fails for a reason that nobody foresaw', async () => {
    const { session, untilPin } = startSession();
    session.attach(
      ok(
        laptopWith(() => {
          throw new Error('not foreseen');
        }).laptop,
      ),
    );
    await untilPin();
    const typed = pin();
    expect(await session.signIn(typed)).toEqual({ ok: false, code: 'CardFault' });
    expect(isZero(typed)).toBe(true);
  });
});
