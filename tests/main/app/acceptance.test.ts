import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AcceptanceReport, acceptanceReport, acceptanceStep } from '../../../contracts/domain/acceptance.ts';
import type { AcceptanceState } from '../../../contracts/ipc/acceptance.ts';
import type { LockCause, SessionState } from '../../../contracts/ipc/session.ts';
import { type AcceptancePorts, openAcceptance } from '../../../main/app/acceptance/acceptance.ts';
import { type Step, stepsFor } from '../../../main/app/acceptance/steps.ts';
import { watchFor } from '../../../main/app/acceptance/watch.ts';
import { strings } from '../../../renderer/strings/index.ts';

const program: AcceptanceReport['program'] = {
  version: '0.1.0',
  shell: 'electron',
  packaged: true,
  platform: 'linux',
  sealing: 'keyring',
  versions: { electron: '45.4.1', node: '24.18.1' },
};
const open = { kind: 'open' } as SessionState;
const lockedBy = (cause: LockCause) => ({ kind: 'noCard', held: { cause } }) as SessionState;
const promised = { gone: true, ms: 80 };

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mobile-office-acceptance-'));
  file = join(folder, 'acceptance.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fine: AcceptancePorts['checks'] = {
  selfTest: async () => [],
  sealing: async () => [],
  badArguments: async () => [],
  secondStart: async () => [],
  sandbox: async () => [],
  profile: async () => [],
  pageEnded: async () => [],
};
const written = (): AcceptanceReport => acceptanceReport.parse(JSON.parse(readFileSync(file, 'utf8')));

/** An acceptance with a scripted person: what they do in each step they are asked about. */
const accept = (
  person: (
    state: NonNullable<AcceptanceState> & { readonly kind: 'asking' | 'checking' },
    acceptance: ReturnType<typeof openAcceptance>,
  ) => void,
  change: Partial<AcceptancePorts> = {},
) => {
  const states: AcceptanceState[] = [];
  const acceptance = openAcceptance({
    file,
    program,
    steps: stepsFor('linux', 'electron'),
    checks: fine,
    now: () => new Date(),
    onChange: (state) => {
      states.push(state);
      if (state?.kind === 'asking' || (state?.kind === 'checking' && state.inPage)) setImmediate(() => person(state, acceptance));
    },
    ...change,
  });
  return { acceptance, states };
};

/** Does what is asked, as promised. */
const willing: Parameters<typeof accept>[0] = (state, acceptance) => {
  if (state.kind === 'checking') acceptance.answer(state.step, 'passed', []);
  else if (state.for === 'deed') {
    acceptance.saw({ kind: 'session', state: open });
    for (const cause of ['screenLock', 'suspend', 'cardRemoved'] as const) {
      acceptance.saw({ kind: 'session', state: open });
      acceptance.saw({ kind: 'session', state: lockedBy(cause) });
      acceptance.saw({ kind: 'renewed', ...promised });
    }
  } else acceptance.answer(state.step, state.for === 'end' ? 'skipped' : 'passed', []);
};

/** Nobody comes to this step; to all others somebody does, however long that takes. */
const onlyAt =
  (step: string): NonNullable<AcceptancePorts['nobodyComes']> =>
  (asked) =>
    asked === step ? Promise.resolve() : new Promise(() => undefined);

describe('an acceptance', () => {
  it('takes every step in order and writes a report of its schema, with each outcome, who found it and when', async () => {
    const { acceptance, states } = accept(willing);
    const report = await acceptance.run();
    expect(report).toEqual(written());
    expect(report.steps.map(({ step }) => step)).toEqual(stepsFor('linux', 'electron').map(({ step }) => step));
    expect(report.ended).toBeDefined();
    expect(report.steps.filter(({ outcome }) => outcome !== 'passed').map(({ step }) => step)).toEqual(['sessionEnd']);
    expect(Object.fromEntries(report.steps.map(({ step, by }) => [step, by]))).toMatchObject({
      selfTest: 'program',
      lockKey: 'program',
      silence: 'person',
    });
    expect(states.at(-1)).toEqual({ kind: 'done', passed: report.steps.length - 1, failed: 0, skipped: 1 });
  });

  it('asks a person for nothing that the program finds out by itself', async () => {
    const asked: string[] = [];
    const { acceptance } = accept((state, running) => {
      if (state.kind === 'asking') asked.push(state.step);
      willing(state, running);
    });
    await acceptance.run();
    const own = ['selfTest', 'sealing', 'badArguments', 'secondStart', 'sandbox', 'page', 'profile', 'pageEnded'];
    expect(asked.filter((step) => own.includes(step))).toEqual([]);
  });

  it('notes what failed by codes, goes on, and takes a check that throws for broken', async () => {
    const checks = { ...fine, selfTest: async () => ['aes-key-wrap'], sandbox: () => Promise.reject(new Error('/home/lc002418/secret')) };
    const { acceptance } = accept(willing, { checks });
    const { steps } = await acceptance.run();
    expect(steps.filter(({ outcome }) => outcome === 'failed').map(({ step, codes }) => [step, codes])).toEqual([
      ['selfTest', ['aes-key-wrap']],
      ['sandbox', ['broken']],
    ]);
    expect(readFileSync(file, 'utf8')).not.toContain('lc002418');
  });

  it('fails a lock after which the page’s process was not gone, or late', async () => {
    for (const [renewal, codes] of [
      [{ gone: false, ms: 20 }, ['pageNotGone']],
      [{ gone: true, ms: 900 }, ['pageGoneLate']],
    ] as const) {
      const watch = watchFor('cardRemoved');
      watch({ kind: 'session', state: open });
      expect(watch({ kind: 'session', state: lockedBy('cardRemoved') })).toBeUndefined();
      expect(watch({ kind: 'renewed', ...renewal })).toEqual(codes);
    }
  });

  it('does not take a lock of another cause, or one without open work, for the one that was asked for', () => {
    const watch = watchFor('screenLock');
    watch({ kind: 'session', state: lockedBy('screenLock') });
    expect(watch({ kind: 'renewed', ...promised })).toBeUndefined();
    watch({ kind: 'session', state: open });
    watch({ kind: 'session', state: lockedBy('cardRemoved') });
    expect(watch({ kind: 'renewed', ...promised })).toBeUndefined();
    watch({ kind: 'session', state: open });
    watch({ kind: 'session', state: lockedBy('screenLock') });
    expect(watch({ kind: 'renewed', ...promised })).toEqual([]);
  });

  it('takes no answer about another step, and no word where the program sees by itself', async () => {
    const refused: boolean[] = [];
    const { acceptance } = accept((state, running) => {
      if (state.kind === 'asking' && state.for === 'deed')
        refused.push(running.answer(state.step, 'passed', []), running.answer('silence', 'passed', []));
      willing(state, running);
    });
    await acceptance.run();
    expect(refused.length).toBeGreaterThan(4);
    expect(refused).not.toContain(true);
  });

  it('pauses when nobody answers, and goes on from there when it is started again', async () => {
    const until =
      (last: string): Parameters<typeof accept>[0] =>
      (state, running) => {
        if (state.step !== last) willing(state, running);
      };
    const first = accept(until('clipboard'), { nobodyComes: onlyAt('clipboard') });
    const broken = await first.acceptance.run();
    expect(first.states.at(-1)).toEqual({ kind: 'paused' });
    expect(broken.ended).toBeUndefined();
    expect(broken.steps.some(({ step }) => step === 'clipboard')).toBe(false);
    const again = accept(willing);
    const whole = await again.acceptance.run();
    expect(whole.begun).toBe(broken.begun);
    expect(whole.steps.slice(0, broken.steps.length)).toEqual(broken.steps);
    expect(again.states[0]).toMatchObject({ kind: 'asking', step: 'clipboard' });
    expect(whole.ended).toBeDefined();
  });

  it('asks about a step that ended the program only when the program runs again', async () => {
    const first = accept((state, running) => (state.step === 'sessionEnd' ? undefined : willing(state, running)), {
      nobodyComes: onlyAt('sessionEnd'),
    });
    await first.acceptance.run();
    expect(first.states.filter((state) => state?.kind === 'asking').at(-1)).toMatchObject({ step: 'sessionEnd', for: 'end' });
    expect(written().awaiting).toBe('sessionEnd');
    const again = accept((state, running) => void running.answer(state.step, 'passed', []));
    const report = await again.acceptance.run();
    expect(again.states[0]).toMatchObject({ step: 'sessionEnd', for: 'word' });
    expect(report.awaiting).toBeUndefined();
    expect(report.steps.at(-1)).toMatchObject({ step: 'sessionEnd', outcome: 'passed', by: 'person' });
  });

  it.each([
    ['of another program', () => JSON.stringify({ ...written(), ended: undefined, program: { ...program, version: '0.0.9' } })],
    ['that is whole', () => readFileSync(file, 'utf8')],
    ['that is damaged', () => '{"format":1'],
  ])('begins anew over a report %s', async (_what, content) => {
    await accept(willing).acceptance.run();
    writeFileSync(file, content());
    const { acceptance, states } = accept(willing);
    const report = await acceptance.run();
    expect(states[0]).toMatchObject({ kind: 'checking', step: 'selfTest' });
    expect(report).toMatchObject({ program, ended: expect.any(String) });
  });
});

describe('the steps', () => {
  const places = (['linux', 'win32', 'darwin'] as const).flatMap((platform) =>
    (['electron', 'chromium'] as const).map((shell) => [platform, shell] as const),
  );

  it.each(places)('on %s in %s name none twice', (platform, shell) => {
    const names = stepsFor(platform, shell).map(({ step }: Step) => step);
    expect(names).toEqual([...new Set(names)]);
  });

  it('are all taken somewhere, and a person is told what to do and what to expect in each', () => {
    const taken = new Set(places.flatMap(([platform, shell]) => stepsFor(platform, shell).map(({ step }) => step)));
    expect([...taken].toSorted()).toEqual(acceptanceStep.options.toSorted());
    for (const step of acceptanceStep.options) {
      const { todo, expect: expected } = strings.acceptance.steps[step];
      expect([todo, expected]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)]);
    }
  });
});
