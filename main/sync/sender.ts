import type { SystemId } from '../../contracts/systems/ids.ts';
import type { Store } from '../store/store.ts';
import { backoff, LONGEST_WAIT_MS } from './backoff.ts';
import type { OutgoingItem } from './dispatch.ts';
import type { Held } from './held.ts';
import { type LoopPorts, runLoop, whenAborted } from './loop.ts';
import type { CommandAnswer } from './services.ts';
import type { WakeSignal } from './wake-signal.ts';

/** A command is small; one that has come no further for so long comes back under the same key on a better link. */
const COMMAND_DEADLINE_MS = 30_000;

/** Takes one command to its system. `onProgress`: it is large, and some more of it is on its way. */
export type Send = (item: OutgoingItem, signal: AbortSignal, onProgress: () => void) => Promise<CommandAnswer>;

export interface Sender {
  readonly system: SystemId;
  readonly store: Store;
  readonly send: Send;
  /** HQ has answered a command: its feed has something for us. */
  readonly onAnswered: () => void;
  /** Woken when the outbox has changed. */
  readonly work: WakeSignal;
  /** Woken to end the wait between two tries. */
  readonly urgent: WakeSignal;
  /** What HQ failed at and is not to be said again yet, and what it has not answered. */
  readonly held: Held;
}

/**
 * Sends what one system's outbox holds, one command at a time. Each goes out until HQ gives an answer, always under its own key:
 * HQ does it once however often it hears it. Without a link all wait; a command that HQ fails at waits alone, longer each time; one that it
 * never answers lets others go before it.
 */
export const runSender = (sender: Sender, ports: LoopPorts): Promise<void> => {
  const { system, store } = sender;
  let recovered = false;
  return runLoop(ports, system, {
    async round() {
      // What the last run was sending when it ended has no answer: it waits again.
      if (!recovered) await store.write('outbox.recover', { system });
      recovered = true;
      const held = sender.held.ids();
      const silent = sender.held.silent();
      const now = ports.clock.now();
      const take = (ids: readonly string[]) => store.write('outbox.take', { system, held: ids, now: now.toISOString() });
      const item = (silent.length === 0 ? undefined : await take([...held, ...silent])) ?? (await take(held));
      if (item === undefined) {
        const until = await store.read('outbox.heldUntil', { system, now: now.toISOString() });
        const wait = until === undefined ? LONGEST_WAIT_MS : Math.max(1, Date.parse(until) - now.getTime());
        await sender.work.wait(Math.min(wait, LONGEST_WAIT_MS), ports.signal);
        return;
      }
      await sendOne(sender, ports, item);
      sender.onAnswered();
    },
    rest: (failures) => sender.urgent.wait(backoff(failures, ports.random), ports.signal),
  });
};

/** Throws when there was no answer, the command waiting again. */
const sendOne = async (
  { system, store, send, held }: Sender,
  { signal, random, onSyncError }: LoopPorts,
  item: OutgoingItem,
): Promise<void> => {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), COMMAND_DEADLINE_MS).unref();
  const deadline = AbortSignal.any([signal, silence.signal]);
  let answer: CommandAnswer = { kind: 'unknown' };
  let failures = 0;
  try {
    answer = await Promise.race([send(item, deadline, () => timer.refresh()), whenAborted(deadline)]);
  } finally {
    clearTimeout(timer);
    failures = await store.write('outbox.settle', { id: item.id, answer });
    if (answer.kind === 'unknown') held.unanswered(item.id);
  }
  if (answer.kind === 'unknown') throw new Error('no usable answer');
  held.answered(item.id);
  if (answer.kind !== 'failed' && answer.kind !== 'blobsMissing') return;
  held.hold(item.id, backoff(failures, random));
  onSyncError({ system, code: 'CommandFailed' });
};
