import { QueryObserver } from '@tanstack/react-query';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fail, ok, type Result } from '../../contracts/result.ts';
import type { ChangeTopic } from '../../contracts/systems/ids.ts';
import { answerOf, CallError, createQueries } from '../../renderer/hooks/queries.ts';

/** The queries of a session, with a main whose answers are given by hand. */
const session = () => {
  const listeners = new Set<(change: { readonly system: ChangeTopic }) => void>();
  const { client, close } = createQueries((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  });
  onTestFinished(close);
  const changed = (system: ChangeTopic): void => {
    for (const listener of listeners) listener({ system });
  };
  /** Something on screen asks; `answers` are what main still owes. */
  const ask = (name: string, topics: readonly ChangeTopic[]) => {
    const answers: ((answer: Promise<Result<number, 'NotFound'>>) => void)[] = [];
    let calls = 0;
    const observer = new QueryObserver<number, CallError<'NotFound'>>(client, {
      queryKey: [name],
      queryFn: () =>
        answerOf(() => {
          calls += 1;
          return new Promise<Result<number, 'NotFound'>>((done) => answers.push(done));
        }),
      meta: { topics },
    });
    const leave = observer.subscribe(() => undefined);
    const answer = async (with_: Promise<Result<number, 'NotFound'>>): Promise<void> => {
      answers.shift()?.(with_);
      await settled();
    };
    return {
      observer,
      leave,
      calls: () => calls,
      answer,
      value: () => observer.getCurrentResult().data,
      error: () => observer.getCurrentResult().error,
    };
  };
  return { client, close, changed, ask, listeners };
};
const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 5));
const yes = (value: number) => Promise.resolve(ok(value));

describe('what was asked of main', () => {
  it('is asked again when its rows changed, and at most twice in a burst of changes', async () => {
    const { ask, changed } = session();
    const log = ask('log', ['storm', 'outbox']);
    await log.answer(yes(1));
    for (let change = 0; change < 20; change += 1) changed(change % 2 === 0 ? 'storm' : 'outbox');
    changed('mail');
    await settled();
    expect(log.calls()).toBe(2);
    await log.answer(yes(2));
    expect([log.calls(), log.value()]).toEqual([3, 2]);
    await log.answer(yes(3));
    expect([log.calls(), log.value()]).toEqual([3, 3]);
  });

  it('loses no change that comes before its first answer', async () => {
    const { ask, changed } = session();
    const log = ask('log', ['storm']);
    changed('storm');
    await log.answer(yes(1));
    expect(log.calls()).toBe(2);
    await log.answer(yes(2));
    expect(log.value()).toBe(2);
  });

  it('is forgotten when it changed and nothing shows it', async () => {
    const { ask, changed, client } = session();
    const log = ask('log', ['storm']);
    await log.answer(yes(1));
    log.leave();
    expect(client.getQueryData(['log'])).toBe(1);
    changed('storm');
    await settled();
    expect([client.getQueryData(['log']), log.calls()]).toEqual([undefined, 1]);
  });

  it.each([
    ['was refused', () => Promise.resolve(fail('NotFound')), 'NotFound'],
    ['was never answered', () => Promise.reject(new Error('main is gone')), 'Internal'],
  ] as const)('and %s is not tried again by itself, but can be asked again', async (_, refused, code) => {
    const { ask } = session();
    const log = ask('log', ['storm']);
    await log.answer(refused());
    expect([log.calls(), log.error()?.code]).toEqual([1, code]);
    expect(log.error()).toBeInstanceOf(CallError);
    void log.observer.refetch();
    await log.answer(yes(4));
    expect([log.calls(), log.value(), log.error()]).toEqual([2, 4, null]);
  });

  it('is gone when the session is, whatever is still under way', async () => {
    const { ask, client, close, listeners } = session();
    const [log, mail] = [ask('log', ['storm']), ask('mail', ['mail'])];
    await log.answer(yes(1));
    log.leave();
    mail.leave();
    close();
    await mail.answer(yes(2));
    expect([client.getQueryCache().getAll(), listeners.size]).toEqual([[], 0]);
  });
});
