import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { Policy } from '../../../contracts/domain/policy.ts';
import { type HqConfig, parseConfig } from '../../../hq/config.ts';
import { type HqHooks, type RunningHq, startHq } from '../../../hq/index.ts';
import { type SeedItem, seed } from '../../../hq/systems/seed.ts';
import { officers } from './force.ts';
import { FORCE, type ForcePki, type Holder, makeForce, writeForce } from './pki.ts';
import { writePolicy } from './policy.ts';
import { putEmptyDatabase } from './template.ts';

export const LAPTOP = 'LAP-0417';

/** HQ on loopback with a force of its own, its people, and one laptop that is enrolled. */
export interface RunningForce {
  readonly hq: RunningHq;
  readonly pki: ForcePki;
  readonly laptop: Holder;
  readonly config: HqConfig;
  /** What HQ logged: events and their details. */
  readonly logged: readonly string[];
  stop(): Promise<void>;
}

export interface ForceOptions {
  readonly items?: readonly SeedItem[];
  readonly destinations?: Readonly<Record<string, string>>;
  /** A PostgreSQL server; by default the embedded one in a temporary folder. */
  readonly url?: string;
  readonly pki?: (made: HqConfig['pki'], pki: ForcePki) => Promise<HqConfig['pki']> | HqConfig['pki'];
  readonly policy?: Partial<HqConfig['policy']>;
  /** Changes in the signed policy; `none` for a force that has not signed one. */
  readonly signedPolicy?: Partial<Policy> | 'none';
  /** In the directory beside the constables and their sergeant. */
  readonly officers?: readonly Officer[];
  readonly shiftAuthorityFile?: string;
  /** Opens the address for health and metrics, too. */
  readonly watched?: boolean;
  readonly hooks?: HqHooks;
}

export const startForce = async (options: ForceOptions = {}): Promise<RunningForce> => {
  const folder = mkdtempSync(join(tmpdir(), 'hq-test-'));
  const pki = await makeForce(join(folder, 'pki'));
  const written = (await writeForce(pki)) as HqConfig['pki'];
  const config = parseConfig(
    {
      force: FORCE,
      database: options.url === undefined ? { folder: 'database' } : { url: options.url },
      listen: { gateway: 0, enrolment: 0, services: 0, ...(options.watched === true ? { watch: 0 } : {}) },
      pki: options.pki ? await options.pki(written, pki) : written,
      destinations: options.destinations ?? {},
      releaseFolder: 'releases',
      mapFolder: 'maps',
      videoFolder: 'video',
      ...(options.signedPolicy === 'none' ? {} : { policyFile: await writePolicy(pki, options.signedPolicy) }),
      ...(options.policy === undefined ? {} : { policy: options.policy }),
      ...(options.shiftAuthorityFile === undefined ? {} : { shiftAuthorityFile: options.shiftAuthorityFile }),
    },
    folder,
  );
  if ('folder' in config.database) await putEmptyDatabase(config.database.folder);
  const logged: string[] = [];
  const log = (event: string, detail = {}) => void logged.push(`${event} ${JSON.stringify(detail)}`);
  const hq = await startHq(config, { log, ...options.hooks });
  const laptop = await pki.issue(pki.device, { commonName: LAPTOP, organization: FORCE }, { kind: 'device' });
  await seed(hq.database, {
    officers: [...officers, ...(options.officers ?? [])],
    devices: [{ name: LAPTOP, pool: 'Leyland', certificate: laptop.certificate }],
    items: options.items ?? [],
  });
  return {
    hq,
    pki,
    laptop,
    config,
    logged,
    stop: async () => {
      await hq.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
