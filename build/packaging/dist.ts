import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { build } from 'vite';
import { makeElectron } from '../../tests/doubles/electron/distribution.ts';
import { underNode } from '../../tests/doubles/electron/under-node.ts';
import { DIST, ROOT } from '../vite/paths.ts';
import { scriptConfig } from '../vite/script.ts';
import { electronVersion, installedElectron } from './electron.ts';
import { pack } from './pack.ts';
import { bundleProduct } from './product.ts';
import { writePolicyFiles } from './windows/policy-files.ts';

/**
 * npm run dist: makes everything of the product that this machine can, and says in one table what it made and what it left, and who
 * makes that. Without Electron's binary the deb is made on a stand-in, to prove the packaging; it is for no laptop.
 */
type Row = readonly [what: string, state: 'made' | 'left', said: string];

const OUT = join(ROOT, 'out');

/** What CI and ICT sign with: a certificate for code in electron-builder's variables (docs/packaging.md). */
const canSign = process.env['WIN_CSC_LINK'] !== undefined || process.env['CSC_LINK'] !== undefined;

/** What the sign-in screen waits for, and the whole; the packages say their own. */
const sizes = (): string => {
  const files = ['main', 'native', 'preload', 'renderer'].flatMap((room) =>
    (readdirSync(join(DIST, room), { recursive: true }) as string[]).map((name) => join(DIST, room, name)),
  );
  const ofProduct = files.filter((file) => statSync(file).isFile() && !/main.(chromium|page-)/.test(file));
  const total = ofProduct.reduce((sum, file) => sum + statSync(file).size, 0);
  return `${Math.ceil(total / 1024)} KiB, of which ${Math.ceil(statSync(join(DIST, 'main', 'electron.cjs')).size / 1024)} KiB before the shell is up`;
};

const shown = (file: string): string => `${relative(ROOT, file)} (${Math.ceil(statSync(file).size / 1024)} KiB)`;

const deb = async (): Promise<Row> => {
  if (process.platform !== 'linux') return ['deb', 'left', 'on Debian or Ubuntu: npx install-electron && npm run dist'];
  const electron = installedElectron();
  if (electron !== undefined) {
    const made = await pack({ platform: 'linux', targets: ['deb'], electron, output: OUT });
    return ['deb', 'made', `${made.map(shown).join(', ')}; npm run dist:check installs it in a clean system`];
  }
  const made = await debOnStandIn(join(OUT, 'stand-in'));
  return [
    'deb',
    'left',
    `Electron's binary is not here. Proof of the packaging: ${shown(made)}. With internet: npx install-electron && npm run dist`,
  ];
};

/** A deb whose program is the stand-in for Electron. Answers its path. */
const debOnStandIn = async (output: string): Promise<string> => {
  const scratch = mkdtempSync(join(tmpdir(), 'mobile-office-dist-'));
  try {
    await build(scriptConfig({ entry: 'tests/build/packaging/program/run.ts', file: 'run.cjs', kind: 'node' }, scratch));
    const electron = makeElectron(join(scratch, 'electron'), {
      version: electronVersion(),
      platform: 'linux',
      program: underNode(join(scratch, 'run.cjs')),
    });
    // Node is in it: what xz would save takes minutes.
    const made = await pack({ platform: 'linux', targets: ['deb'], electron, output, more: { deb: { compression: 'gz' } } });
    const [file] = made.filter((name) => name.endsWith('.deb'));
    if (file === undefined) throw new Error('no deb was made');
    return file;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};

const windows = async (): Promise<readonly Row[]> => {
  const electron = installedElectron();
  if (process.platform !== 'win32' || electron === undefined) {
    const said = 'on Windows with internet: npx install-electron && npm run dist';
    return [
      ['NSIS installer', 'left', said],
      ['MSI', 'left', said],
      ['signatures', 'left', 'there too, with WIN_CSC_LINK and WIN_CSC_KEY_PASSWORD set to the force’s certificate'],
    ];
  }
  const made = await pack({ platform: 'win32', targets: ['nsis', 'msi'], electron, output: OUT, more: { forceCodeSigning: canSign } });
  return [
    ['NSIS installer and MSI', 'made', made.map(shown).join(', ')],
    canSign
      ? ['signatures', 'made', 'program, modules and installers']
      : ['signatures', 'left', 'set WIN_CSC_LINK and WIN_CSC_KEY_PASSWORD'],
  ];
};

const table = (rows: readonly Row[]): string => {
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map(([what, state, said]) => `${what.padEnd(widths[0] ?? 0)}  ${state.padEnd(widths[1] ?? 0)}  ${said}`).join('\n');
};

mkdirSync(OUT, { recursive: true });
await bundleProduct();
const rows: readonly Row[] = [
  ['bundles', 'made', `${sizes()}; notices of licences and a bill of materials (CycloneDX) in dist/legal`],
  [
    'for ICT',
    'made',
    writePolicyFiles(join(OUT, 'windows-policy'))
      .map((file) => relative(ROOT, file))
      .join(', '),
  ],
  await deb(),
  ...(await windows()),
];
console.log(`\n${table(rows)}`);
