import { type ChildProcess, fork } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { ClientHttp2Session } from 'node:http2';
import { setTimeout as delay } from 'node:timers/promises';
import { ask, dial, sessionOn } from '../hq/support/client.ts';
import type { AttackOrder } from './attack/attacker.ts';
import { attacks } from './attack/attacks.ts';
import type { AttackedHq } from './attack/hq.ts';
import { atMost, p95, type Result, round } from './result.ts';

/** How long an attack lasts, and how long is measured before and after it. */
const ATTACK_MS = 8000;
const QUIET_MS = 3000;
/** After an attack, before it is looked at what is left of it: a body's end, a collection. */
const REST_MS = 3000;
const PAUSE_MS = 20;
/** An attacker may make HQ hold the budget of bodies, and garbage as much again. */
const GROWTH_MIB = 512;
/** An officer waits no longer afterwards than by this over what was before: a request of a busy machine. */
const AFTER_MS = 250;

interface Look {
  readonly p95: number;
  /** The most that HQ's process had, MiB. */
  readonly memory: number;
}

/**
 * What floods do to HQ and to an officer who is at work: of each attack HQ's memory and the officer's p95 before, meanwhile and after.
 * Loopback, one machine for attacker, HQ and officer: ratios count, not figures. `node tests/bench/attack.ts 'half-open'` measures one alone.
 */
export const benchAttack = async (names: readonly string[] = Object.keys(attacks)): Promise<readonly Result[]> => {
  const hqProcess = fork(new URL('attack/hq.ts', import.meta.url));
  try {
    const [hq] = (await once(hqProcess, 'message')) as [AttackedHq];
    const session = await officerAt(hq);
    const look = lookerAt(session, hqProcess.pid ?? 0);
    await look(QUIET_MS); // The first requests warm HQ up, and do not count.
    const results: Result[] = [];
    for (const attack of names) {
      const before = await look(QUIET_MS);
      const attacker = fork(new URL('attack/attacker.ts', import.meta.url));
      attacker.send({ attack, hq, ms: ATTACK_MS } satisfies AttackOrder);
      const meanwhile = await look(ATTACK_MS);
      await ended(attacker);
      await delay(REST_MS);
      const after = await look(QUIET_MS);
      results.push(
        atMost(before.p95 + AFTER_MS, `${attack}: officer's p95 afterwards`, after.p95, 'ms', times(before, meanwhile)),
        atMost(before.memory + GROWTH_MIB, `${attack}: HQ's memory at most`, meanwhile.memory, 'MiB', memories(before, after)),
      );
    }
    session.destroy();
    return results;
  } finally {
    hqProcess.disconnect();
  }
};

const times = (before: Look, meanwhile: Look): string => `before ${round(before.p95)} ms, meanwhile ${round(meanwhile.p95)} ms`;
const memories = (before: Look, after: Look): string => `before ${round(before.memory)} MiB, afterwards ${round(after.memory)} MiB`;

/** An officer at the services, where each request is judged anew. */
const officerAt = async (hq: AttackedHq): Promise<ClientHttp2Session> => {
  const { certificate, key } = hq.officer;
  const identity = { certificate: Buffer.from(certificate, 'base64'), key: createPrivateKey(key) };
  const force = { hq, pki: { root: { certificate: Buffer.from(hq.root, 'base64') } } };
  return sessionOn(await dial(force, hq.ports.services, 'services.hq', { identity }));
};

const lookerAt =
  (session: ClientHttp2Session, pid: number) =>
  async (ms: number): Promise<Look> => {
    const end = performance.now() + ms;
    const waits: number[] = [];
    let memory = 0;
    while (performance.now() < end) {
      const begun = performance.now();
      const { status } = await ask(session, 'GET', '/v1/me');
      if (status !== 200) throw new Error(`the officer was told ${status}`);
      waits.push(performance.now() - begun);
      memory = Math.max(memory, residentOf(pid));
      await delay(PAUSE_MS);
    }
    return { p95: p95(waits), memory };
  };

/** MiB in memory, as the kernel counts them (proc(5)). */
const residentOf = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null) return;
  const gone = once(child, 'exit');
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(late);
};

if (import.meta.main) {
  const named = process.argv.slice(2);
  console.table(await benchAttack(named.length === 0 ? undefined : named));
}
