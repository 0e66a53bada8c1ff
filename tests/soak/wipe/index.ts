import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileSecrets } from '../../../main/platform/shell/chromium/secrets.ts';
import { startFlakyLink } from '../../doubles/network/flaky.ts';
import { LAPTOP } from '../../hq/support/running.ts';
import { fillLaptop } from '../../main/device/support/full-laptop.ts';
import { people, startSoakHq } from './hq.ts';
import { bundleProgram } from './program.ts';
import { type Lane, runOnce } from './run.ts';

export interface WipeSoak {
  readonly runs: number;
  readonly violations: number;
  /** The seed of each run that broke a promise, which tells it again by itself, and what was broken. */
  /** How often a kill met the wipe in each of its phases. */
  readonly killedAt: Readonly<Record<string, number>>;
  readonly broken: readonly { readonly seed: number; readonly what: readonly string[] }[];
}

/** Undisturbed wipes that tell how long one takes here and now. */
const CALIBRATIONS = 3;
/** Two runs side by side keep the machine busy while one waits for a disk. */
const MAX_LANES = 2;

/** Wipes `runs` laptops, each killed, cut off and started anew as its seed says: run n has the seed `seed + n`. */
export const soakWipe = async (options: {
  readonly runs: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}): Promise<WipeSoak> => {
  const { runs, seed, say } = options;
  const folder = mkdtempSync(join(tmpdir(), 'mo-soak-wipe-'));
  const hq = await startSoakHq(folder);
  const links = await Promise.all(Array.from({ length: Math.min(MAX_LANES, availableParallelism()) }, () => startFlakyLink(hq.port)));
  try {
    const template = join(folder, 'template');
    mkdirSync(template);
    const secrets = fileSecrets(join(template, 'seal.key'));
    await fillLaptop({ dataFolder: template, device: LAPTOP, secrets, pki: hq.pki, recovery: hq.recovery, officers: people });
    const start = await bundleProgram(join(folder, 'program'));
    const lanes: Lane[] = links.map((link) => ({ hq, link, template, folder, start, wholeMs: 0 }));
    const wholeMs = await calibrate(lanes[0], say);
    const broken: { seed: number; what: readonly string[] }[] = [];
    const killedAt: Record<string, number> = {};
    let next = 0;
    const work = async (lane: Lane): Promise<void> => {
      while (next < runs) {
        const run = next;
        next += 1;
        const { broken: what, killedAt: phases } = await runOnce({ ...lane, wholeMs }, `LAP-${10_000 + run}`, seed + run);
        for (const phase of phases) killedAt[phase] = (killedAt[phase] ?? 0) + 1;
        if (what.length > 0) {
          broken.push({ seed: seed + run, what });
          say(`run ${run}, seed ${seed + run}: ${what.join('; ')}`);
        } else if ((run + 1) % 20 === 0) say(`${run + 1} runs`);
      }
    };
    await Promise.all(lanes.map(work));
    return { runs, violations: broken.length, killedAt, broken };
  } finally {
    await Promise.all(links.map((link) => link.close()));
    await hq.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The longest of a few undisturbed wipes, from the order to the proof at HQ. */
const calibrate = async (lane: Lane | undefined, say: (line: string) => void): Promise<number> => {
  if (lane === undefined) throw new RangeError('no lane');
  let longest = 0;
  for (let n = 0; n < CALIBRATIONS; n += 1) {
    const { broken, ms } = await runOnce({ ...lane, wholeMs: 0 }, `LAP-${1_000 + n}`, 'undisturbed');
    if (broken.length > 0) throw new Error(`an undisturbed wipe: ${broken.join('; ')}`);
    longest = Math.max(longest, ms);
  }
  say(`an undisturbed wipe takes ${Math.round(longest)} ms`);
  return longest;
};
