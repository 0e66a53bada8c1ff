import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DataFolder, openDataFolder } from '../../../../../build/demonstration/folder.ts';
import { type Force, startForce } from '../../../../../build/demonstration/force.ts';
import { type DemoLaptop, openDemoLaptop } from '../../../../../build/demonstration/laptop.ts';
import type { SessionState } from '../../../../../contracts/ipc/session.ts';
import { DEMO_LAPTOP, DEMO_PIN, DEMO_POOL } from '../../../../../hq/demo/officers.ts';
import { putEmptyDatabase } from '../../../../hq/support/template.ts';
import { bundleProduct } from './product.ts';
import { Program } from './program.ts';

const LOOK_MS = 10;
/** On a machine that builds and serves at once. */
const PATIENCE_MS = 60_000;

/** A force and one laptop of it with a card reader, for the product's main bundle under the stand-in. */
export interface Shift {
  readonly force: Force;
  readonly folder: DataFolder;
  readonly laptop: DemoLaptop;
  /** Starts the product on the laptop. */
  start(...more: readonly string[]): Program;
  /** Makes the laptop known to HQ; gives the exit code. */
  enrol(): Promise<number | string | null>;
  /** What the program has written into its own log under this name, oldest first. */
  logged(event: string): readonly Readonly<Record<string, unknown>>[];
  close(): Promise<void>;
}

export const openShift = async (): Promise<Shift> => {
  const root = mkdtempSync(join(tmpdir(), 'mo-shift-'));
  const folder = openDataFolder(root, false);
  await putEmptyDatabase(join(folder.hq, 'database'));
  const [product, force] = await Promise.all([bundleProduct(), startForce(folder)]);
  const laptop = await openDemoLaptop({ name: DEMO_LAPTOP, pool: DEMO_POOL, force, folder, host: '127.0.0.1' });
  const programs: Program[] = [];
  const start: Shift['start'] = (...more) => {
    const given = ['--config', laptop.configFile, '--data', laptop.dataFolder, ...more];
    const program = new Program({ main: product.main, arguments: given, packaged: false });
    programs.push(program);
    return program;
  };
  return {
    force,
    folder,
    laptop,
    start,
    async enrol() {
      const code = await force.hq?.makeEnrolmentCode(DEMO_LAPTOP, DEMO_POOL);
      return start('--enrol', code ?? '', '--device', DEMO_LAPTOP).ended;
    },
    logged: (event) =>
      readFileSync(join(laptop.dataFolder, 'logs', 'mobile-office.log'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter((line) => line.event === event),
    async close() {
      for (const program of programs) await program.kill();
      await laptop.close();
      await force.close();
      product.remove();
      rmSync(root, { recursive: true, force: true });
    },
  };
};

/** Waits until the page is told this state of the session. */
export const becomes = async (program: Program, kind: SessionState['kind']): Promise<SessionState> => {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    // A page that is being renewed has no state.
    const state = await stateOf(program).catch(() => undefined);
    if (state?.kind === kind) return state;
    if (Date.now() > deadline) throw new Error(`the session is ${state?.kind ?? 'unknown'}, not ${kind}`);
    await sleep(LOOK_MS);
  }
};

/** Types the PIN of the card that is in. */
export const enterPin = async (program: Program): Promise<void> => {
  await becomes(program, 'pin');
  const answer = await program.ask('invoke', 'session.signIn', { pin: new TextEncoder().encode(DEMO_PIN) });
  if (!(answer as { readonly ok: boolean }).ok) throw new Error(`not signed in: ${JSON.stringify(answer)}`);
  await becomes(program, 'open');
};

const stateOf = async (program: Program): Promise<SessionState> =>
  ((await program.ask('invoke', 'session.state', null)) as { readonly value: SessionState }).value;
