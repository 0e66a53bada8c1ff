import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { saveCredential } from '../../../main/device/tunnel/credential.ts';
import { fileSecrets } from '../../../main/platform/shell/chromium/secrets.ts';
import type { FlakyLink } from '../../doubles/network/flaky.ts';
import { chanceOf } from './chance.ts';
import type { SoakHq } from './hq.ts';
import { brokenAtEnd, brokenNow, isFull } from './look.ts';
import type { bundleProgram } from './program.ts';

/** What all runs of one lane share. */
export interface Lane {
  readonly hq: SoakHq;
  readonly link: FlakyLink;
  /** A laptop's folder as weeks of work have left it, to be copied. */
  readonly template: string;
  readonly folder: string;
  readonly start: Awaited<ReturnType<typeof bundleProgram>>;
  /** How long a wipe took that nobody disturbed; moments are drawn over this. */
  readonly wholeMs: number;
}

/** HQ, disk and a busy machine together never take so long when nobody disturbs them. */
const PATIENCE_MS = 30_000;
/** How often the program is killed: never, once, twice, three times. */
const KILLS = [0.08, 0.7, 0.92] as const;
const CUT = 0.35;
const HAND_OVER = 0.5;
/** Moments are drawn a little past the end too: the last step is a step. */
const PAST_END = 1.2;
/** Between HQ's answer and the end the device key goes: a short time, in which a part of the kills is meant to fall. */
const LATE = 0.35;
const LAST_PART = 0.1;
/** HQ may be cut off, and no answer come. */
const LATE_MS = 5_000;

export interface WipeRun {
  /** What was broken, in words. */
  readonly broken: readonly string[];
  /** From its begin to the proof at HQ, of the last start. */
  readonly ms: number;
  /** How far the wipe had come at each kill. */
  readonly killedAt: readonly string[];
}

/** Enrols a laptop, fills it, orders its wipe, disturbs that as the seed says, and lets it finish. */
export const runOnce = async (lane: Lane, name: string, seed: number | 'undisturbed'): Promise<WipeRun> => {
  const { hq, link, folder, template } = lane;
  const chance = chanceOf(seed === 'undisturbed' ? 0 : seed);
  const dataFolder = join(folder, name);
  cpSync(template, dataFolder, { recursive: true, verbatimSymlinks: true });
  const broken: string[] = isFull(dataFolder) ? [] : ['there was nothing to destroy'];
  const secrets = fileSecrets(join(dataFolder, 'seal.key'));
  await saveCredential({ folder: join(dataFolder, 'device'), secrets }, await hq.enrol(name));
  const order = await hq.orderWipe(name, chance() < HAND_OVER);
  const killedAt: string[] = [];
  const start = () => lane.start(dataFolder, link.port, hq.shared);
  try {
    const kills = seed === 'undisturbed' ? 0 : killsOf(chance());
    for (let kill = 0; kill < kills; kill += 1) {
      const late = chance() < LATE;
      const moment = chance() * lane.wholeMs * (late ? LAST_PART : PAST_END);
      const cut = !late && chance() < CUT ? chance() * lane.wholeMs : undefined;
      const program = start();
      if (late) await Promise.race([program.acknowledged, delay(LATE_MS)]);
      else if (kill === 0) await Promise.race([program.begun, delay(PATIENCE_MS, undefined, { ref: false })]);
      const storm = cut === undefined ? undefined : blow(link, cut);
      await Promise.race([delay(moment), program.ended]);
      await program.kill();
      await storm;
      killedAt.push(phaseOf(dataFolder));
      broken.push(...brokenNow(dataFolder, await hq.progress(order, name)));
    }
    link.set({ mode: 'up' });
    const last = start();
    await Promise.race([last.begun, delay(PATIENCE_MS, undefined, { ref: false })]);
    const begun = performance.now();
    if (!(await last.wiped(PATIENCE_MS))) broken.push('it does not finish');
    const ms = performance.now() - begun;
    broken.push(...brokenAtEnd(dataFolder, await hq.progress(order, name)));
    return { broken: [...new Set(broken)], ms, killedAt };
  } finally {
    link.set({ mode: 'up' });
    rmSync(dataFolder, { recursive: true, force: true });
  }
};

const killsOf = (chance: number): number => {
  const index = KILLS.findIndex((limit) => chance < limit);
  return index === -1 ? KILLS.length : index;
};

/** As the wipe's own record tells; read without the product's help. */
const phaseOf = (dataFolder: string): string => {
  const device = join(dataFolder, 'device');
  if (existsSync(join(device, 'wipe.json'))) return String(JSON.parse(readFileSync(join(device, 'wipe.json'), 'utf8')).phase);
  return existsSync(join(device, 'wiped.json')) ? 'finished' : 'not begun';
};

/** After a while the connection breaks, and no new one comes about until the run lets it. */
const blow = async (link: FlakyLink, afterMs: number): Promise<void> => {
  await delay(afterMs);
  link.set({ mode: 'refusing' });
  link.reset();
};
