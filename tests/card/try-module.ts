import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCardService } from '../../main/card/client.ts';
import { forkHelper } from '../../main/platform/shell/chromium/helper.ts';
import { makeForce, makeForceCard } from '../main/card/force.ts';
import type { CardKind, ModuleBench } from './benches/bench.ts';
import { benches } from './benches/index.ts';
import { type Outcome, tryCard } from './row.ts';

const ENTRY = new URL('../../native/index.ts', import.meta.url).pathname;
const NAMESPACES = ['--mount', '--ipc', '--pid', '--fork', '--kill-child', '--mount-proc'];

/** Has the product's own card service take a card of this kind through a shift on this module. */
export const tryModule = async (bench: ModuleBench, kind: CardKind): Promise<Outcome> => {
  if (bench.own === 'namespaces' && process.env.MOBILE_OFFICE_OWN_NAMESPACES === undefined) return inNamespaces(bench, kind);
  const folder = mkdtempSync(join(tmpdir(), 'mo-mx-'));
  const card = join(folder, 'card');
  const force = await makeForce();
  await makeForceCard(force, card, { kind });
  const open = await bench.open(folder, card);
  const env = { MOBILE_OFFICE_PKCS11: bench.module, ...open.env };
  const service = createCardService({ helper: () => forkHelper({ entry: ENTRY, env }) });
  try {
    const trust = { anchors: [force.root], intermediates: [force.officers.certificate], crls: force.crls, at: new Date() };
    return await tryCard(service, trust);
  } finally {
    await service.close();
    await open.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The same in a process of its own, whose mounts and daemons nobody else sees. */
const inNamespaces = (bench: ModuleBench, kind: CardKind): Outcome => {
  const self = [process.execPath, new URL(import.meta.url).pathname, bench.name, kind];
  const env = { ...process.env, MOBILE_OFFICE_OWN_NAMESPACES: 'yes' };
  const ran = spawnSync('unshare', [...NAMESPACES, ...self], { env, encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`${bench.name} could not be set up: ${ran.stderr}`);
  return JSON.parse(ran.stdout);
};

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [, , name, kind] = process.argv;
  const bench = benches.find((one) => one.name === name);
  if (bench === undefined || (kind !== 'rsa' && kind !== 'p256' && kind !== 'p384')) process.exit(2);
  console.log(JSON.stringify(await tryModule(bench, kind)));
  // Its daemon is the namespace's, which ends with this process.
  process.exit(0);
}
