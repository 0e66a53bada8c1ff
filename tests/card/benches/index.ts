import type { ModuleBench } from './bench.ts';
import { nss } from './nss.ts';
import { opencryptoki } from './opencryptoki.ts';
import { p11KitProxy, p11KitRemoting } from './p11-kit.ts';
import { pivBenches } from './piv.ts';
import { softHsm } from './soft.ts';
import { tpm } from './tpm.ts';

/** Every module that Debian has and that can be given a warrant card. */
export const benches: readonly ModuleBench[] = [softHsm, ...pivBenches, p11KitProxy, p11KitRemoting, tpm, opencryptoki, nss];
