import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { Given } from '../../../contracts/systems/index.ts';
import type { Send } from '../../../main/sync/sender.ts';
import { createSync } from '../../../main/sync/sync.ts';
import { give } from '../support/give.ts';
import { headquarters } from '../support/hq.ts';
import { officer } from '../support/items.ts';
import { temporaryStore } from '../support/store.ts';

const MINUTE_MS = 60_000;
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** A letter on its way for as long as the test likes. */
const sending = async () => {
  const store = await temporaryStore();
  const begun = Promise.withResolvers<Parameters<Send>>();
  const send: Send = (...given) => {
    begun.resolve(given);
    return new Promise(() => undefined);
  };
  const letter: Given<'mail', 'mail.send'> = {
    ...{ to: [{ name: '', address: 'tom.halliwell@lancs.example' }], cc: [], bcc: [] },
    ...{ subject: '', marking: 'OFFICIAL', text: 'Words.' },
  };
  const aisha = { ...officer(), mailAddress: 'aisha.rahman@lancs.example' };
  expect(await give(store, 'mail', 'mail.send', letter, { officer: aisha })).toMatchObject({ ok: true });
  const sync = createSync({ store, services: headquarters().services, senders: { mail: send }, onRefreshed: () => undefined });
  onTestFinished(async () => {
    vi.useRealTimers();
    await sync.stop();
  });
  const [, signal, onProgress] = await begun.promise;
  return { signal, onProgress };
};

it('gives a command up that comes no further, so that it goes again on a better link', async () => {
  const { signal } = await sending();
  vi.advanceTimersByTime(MINUTE_MS);
  expect(signal.aborted).toBe(true);
});

it('gives a large command as long as it takes, while some of it goes', async () => {
  const { signal, onProgress } = await sending();
  for (let passed = 0; passed < 10 * MINUTE_MS; passed += MINUTE_MS / 3) {
    onProgress();
    vi.advanceTimersByTime(MINUTE_MS / 3);
    expect(signal.aborted).toBe(false);
  }
  vi.advanceTimersByTime(MINUTE_MS);
  expect(signal.aborted).toBe(true);
});
