import { describe, expect, it } from 'vitest';
import type { Session } from '../../main/session/session.ts';
import type { Store } from '../../main/store/store.ts';
import { whyNoReaders } from '../doubles/card/namespace.ts';
import { rahman } from '../hq/support/force.ts';
import { soakSession } from './session/index.ts';
import { createPromises } from './session/promises.ts';

const missing = whyNoReaders();
/** HQ, readers and laptops made from nothing, on a machine that is busy. */
const PATIENCE_MS = 300_000;

describe('the session, whatever happens to it', () => {
  it.skipIf(missing !== undefined)(
    `keeps its promises through a short soak${missing === undefined ? '' : ` (skipped: ${missing})`}`,
    async () => {
      const outcome = await soakSession({ events: 60, seed: 11, say: () => undefined });
      expect(outcome.shortest).toEqual([]);
      expect(outcome).toMatchObject({ events: 60, violations: 0 });
      expect(outcome.signIns).toBeGreaterThan(0);
      expect(outcome.writes).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );
});

describe('what the soak looks at', () => {
  /** An open session on a store that answers as told. */
  const openSession = (answers: Readonly<Record<string, unknown>>): Session => {
    const store = { read: async (name: string) => answers[name] } as unknown as Store;
    return { state: { kind: 'open' }, work: { officer: rahman, store } } as unknown as Session;
  };
  const whole = { 'outbox.list': [], 'drafts.list': [], 'journal.after': [] };
  const inReader = () => [rahman.staffId];
  const noLines = () => [];

  it('finds nothing in a session as it should be', async () => {
    expect(await createPromises(openSession(whole), inReader, noLines).broken()).toEqual([]);
  });

  it('finds work that is open without its card', async () => {
    expect(await createPromises(openSession(whole), () => [], noLines).broken()).toHaveLength(1);
  });

  it("finds another officer's unsent work, and another's draft", async () => {
    const strange = { ...whole, 'outbox.list': [{ summary: 'LC004127 wrote this' }], 'drafts.list': [{ title: 'LC004127 writes' }] };
    expect(await createPromises(openSession(strange), inReader, noLines).broken()).toHaveLength(2);
  });

  it('finds a journal whose chain is broken', async () => {
    const broken = { ...whole, 'journal.after': [{ seq: 2 }] };
    expect(await createPromises(openSession(broken), inReader, noLines).broken()).toHaveLength(1);
  });

  it("finds a laptop's journal whose chain is broken", async () => {
    expect(await createPromises(openSession(whole), inReader, () => ['{"seq":1}']).broken()).toHaveLength(1);
  });

  it('finds a sign-in screen that is shown while work is open', async () => {
    const session = { ...openSession(whole), state: { kind: 'noCard' } } as Session;
    expect(await createPromises(session, inReader, noLines).broken()).toHaveLength(1);
  });
});
