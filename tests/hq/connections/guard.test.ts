import { afterEach, describe, expect, it } from 'vitest';
import type { Admission } from '../../../hq/connections/gate.ts';
import { Guard, type Guarded } from '../../../hq/connections/guard.ts';

const admitted: Admission<string> = { ok: true, identity: 'me', notAfter: new Date(Date.now() + 60_000), subjects: ['device:LAP-1'] };
const revoked: Admission<string> = { ok: false, code: 'DeviceRevoked' };

/** A guard whose gate says what the test says, and the way to tell it of a revocation. */
const guarded = (judge: () => Promise<Admission<string>>) => {
  let tell: (subject: string | undefined) => void = () => {};
  const listen = (_: string, listener: (subject: string | undefined) => void) => {
    tell = listener;
    return () => {};
  };
  const guard = new Guard({ gate: judge, database: { listen }, log: () => {} });
  const cuts: string[] = [];
  const connection: Guarded = { certificate: new Uint8Array(), cut: (code) => void cuts.push(code), onEnd: () => {} };
  guards.push(guard);
  return { guard, connection, cuts, tell: (subject?: string) => tell(subject) };
};
const guards: Guard<string>[] = [];
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

afterEach(() => {
  for (const guard of guards.splice(0)) guard.close();
});

describe('the guard', () => {
  it('finds a connection that was revoked while it was being judged', async () => {
    const answers: ((admission: Admission<string>) => void)[] = [];
    const { guard, connection, cuts, tell } = guarded(() => new Promise((resolve) => answers.push(resolve)));
    const entering = guard.enter(connection);
    tell('device:LAP-1');
    await turn();
    answers[0]?.(admitted); // Judged before the revocation …
    answers[1]?.(revoked); // … and again after it.
    await entering;
    await turn();
    expect(cuts).toEqual(['DeviceRevoked']);
  });

  it('judges again only those whom a revocation concerns, and all when nobody knows whom', async () => {
    let judged = 0;
    const { guard, connection, tell } = guarded(async () => {
      judged += 1;
      return admitted;
    });
    await guard.enter(connection);
    tell('device:LAP-2');
    await turn();
    expect(judged).toBe(1);
    tell('device:LAP-1');
    await turn();
    expect(judged).toBe(2);
    tell(undefined);
    await turn();
    expect(judged).toBe(3);
  });

  it('lets nobody in while nobody can be asked, and cuts nobody off who was let in', async () => {
    let broken = false;
    const { guard, connection, cuts, tell } = guarded(async () => {
      if (broken) throw new Error('no database');
      return admitted;
    });
    expect(await guard.enter(connection)).toMatchObject({ ok: true });
    broken = true;
    tell(undefined);
    await turn();
    expect(cuts).toEqual([]);
    expect(await guard.now({ certificate: connection.certificate, admission: Promise.resolve(admitted) })).toEqual({
      ok: false,
      code: 'TryLater',
    });
  });
});
