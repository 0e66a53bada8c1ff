import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Given } from '../../../contracts/systems/index.ts';
import type { Store } from '../../../main/store/store.ts';
import type { Clock } from '../../../main/sync/clock.ts';
import type { OutgoingItem } from '../../../main/sync/dispatch.ts';
import { createSync } from '../../../main/sync/sync.ts';
import { give } from '../support/give.ts';
import { headquarters } from '../support/hq.ts';
import { officer } from '../support/items.ts';
import { temporaryStore } from '../support/store.ts';

const AT = Date.parse('2021-05-18T14:41:00.000Z');
const aisha = { ...officer(), mailAddress: 'aisha.rahman@lancs.example' };
const letter: Given<'mail', 'mail.send'> = {
  ...{ to: [{ name: '', address: 'tom.halliwell@lancs.example' }], cc: [], bcc: [] },
  ...{ subject: 'Doorbell film', marking: 'OFFICIAL', text: 'Words.' },
};
const giveLetter = (store: Store, outboxId: string) =>
  give(store, 'mail', 'mail.send', letter, { at: new Date(AT).toISOString(), outboxId, officer: aisha });

/** A clock that goes on when it is told to. */
const manualClock = (): Clock & { readonly pass: (ms: number) => void } => {
  let now = AT;
  const waits = new Set<{ readonly until: number; readonly over: () => void }>();
  return {
    now: () => new Date(now),
    sleep: (ms, signal) =>
      new Promise((over) => {
        const wait = { until: now + ms, over };
        waits.add(wait);
        signal.addEventListener('abort', () => over());
      }),
    pass(ms) {
      now += ms;
      for (const wait of waits) if (wait.until <= now && waits.delete(wait)) wait.over();
    },
  };
};

/** A sync of mail alone, and what it has sent. */
const begin = async (store: Store, clock: Clock) => {
  const sent: OutgoingItem[] = [];
  const send = async (item: OutgoingItem) => {
    sent.push(item);
    return { kind: 'done', version: 1 } as const;
  };
  const asked = vi.spyOn(store, 'read');
  const sync = createSync({ store, services: headquarters().services, senders: { mail: send }, onRefreshed: () => undefined, clock });
  onTestFinished(() => sync.stop());
  await vi.waitFor(() => expect(asked).toHaveBeenCalledWith('outbox.heldUntil', expect.objectContaining({ system: 'mail' })));
  return { sync, sent };
};
const rests = () => new Promise((resolve) => setTimeout(resolve, 100));

it('sends a message once its ten seconds are over, and no sooner, also when all is to be tried at once', async () => {
  const store = await temporaryStore();
  const clock = manualClock();
  const { sync, sent } = await begin(store, clock);
  const key = crypto.randomUUID();
  expect(await giveLetter(store, key)).toMatchObject({ ok: true });
  clock.pass(9_000);
  sync.tryNow();
  await rests();
  expect(sent).toEqual([]);
  clock.pass(1_000);
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ id: key, payload: { from: { name: 'PC 2418 Aisha Rahman', address: 'aisha.rahman@lancs.example' } } });
  expect(await store.read('outbox.count', null)).toBe(0);
});

it('sends it at once when the officer says so', async () => {
  const store = await temporaryStore();
  const { sent } = await begin(store, manualClock());
  const key = crypto.randomUUID();
  await giveLetter(store, key);
  await store.write('outbox.resend', { id: key, at: new Date(AT).toISOString() });
  await vi.waitFor(() => expect(sent).toMatchObject([{ id: key }]));
});

it('makes it a draft again when it is taken back, with every field', async () => {
  const store = await temporaryStore();
  const { sent } = await begin(store, manualClock());
  const key = crypto.randomUUID();
  await giveLetter(store, key);
  const back = await store.write('outbox.discard', { id: key, withDependents: false, keepText: true, at: new Date(AT).toISOString() });
  if (!back.ok) throw new Error(back.code);
  const draft = await store.read('drafts.get', { key: back.value.drafts[0] ?? '' });
  expect(draft).toMatchObject({ kind: 'mail.send', system: 'mail', fields: letter });
  await rests();
  expect(sent).toEqual([]);
});

it('takes on no message of an officer without an address, or to nobody', async () => {
  const store = await temporaryStore();
  expect(await give(store, 'mail', 'mail.send', letter)).toEqual({ ok: false, code: 'NotAllowed' });
  expect(await give(store, 'mail', 'mail.send', { ...letter, to: [] }, { officer: aisha })).toEqual({ ok: false, code: 'NotAllowed' });
  const forged = { ...letter, from: { name: '', address: 'megan.clarke@lancs.example' } };
  expect(await give(store, 'mail', 'mail.send', forged, { officer: aisha })).toMatchObject({ ok: true });
  const item = await store.write('outbox.take', { system: 'mail' });
  expect(item?.payload).toMatchObject({ from: { address: 'aisha.rahman@lancs.example' } });
});

describe('a message that is to go later', () => {
  const LATER = new Date(AT + 3_600_000).toISOString();
  const giveLater = (store: Store, outboxId: string) =>
    give(store, 'mail', 'mail.send', { ...letter, sendAt: LATER }, { at: new Date(AT).toISOString(), outboxId, officer: aisha });
  const rowOf = async (store: Store) => (await store.read('outbox.list', null))[0];

  it('waits for its time over a lock and a restart, and says when it goes', async () => {
    const store = await temporaryStore();
    await giveLater(store, crypto.randomUUID());
    const before = await begin(store, manualClock());
    await before.sync.stop();
    const clock = manualClock();
    const { sent } = await begin(store, clock);
    clock.pass(3_599_000);
    await rests();
    expect([before.sent, sent]).toEqual([[], []]);
    expect(await rowOf(store)).toMatchObject({ notBefore: LATER, state: 'waiting' });
    await vi.waitFor(() => {
      clock.pass(1_000);
      expect(sent).toHaveLength(1);
    }, 10_000);
  });

  it('holds up nothing else, and goes at once when it is told to', async () => {
    const store = await temporaryStore();
    const clock = manualClock();
    const [later, other] = [crypto.randomUUID(), crypto.randomUUID()];
    await giveLater(store, later);
    await giveLetter(store, other);
    const { sync, sent } = await begin(store, clock);
    clock.pass(10_000);
    await vi.waitFor(() => expect(sent.map(({ id }) => id)).toEqual([other]));
    expect(await store.write('outbox.resend', { id: later, at: new Date(AT).toISOString() })).toMatchObject({ ok: true });
    sync.tryNow();
    await vi.waitFor(() => expect(sent.map(({ id }) => id)).toEqual([other, later]));
  });

  it('keeps its time when it is taken on by another laptop', async () => {
    const store = await temporaryStore();
    await giveLater(store, crypto.randomUUID());
    const next = await temporaryStore();
    const items = await store.read('outbox.export', null);
    await next.write('outbox.import', { items, author: { officer: aisha } as never });
    expect(await rowOf(next)).toMatchObject({ notBefore: LATER });
  });
});
