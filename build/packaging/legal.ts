import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DIST, ROOT } from '../vite/paths.ts';
import { type BundledPackage, bundledPackages } from './bundled-packages.ts';

/** Licences that let us ship their work inside ours with a notice. Another one is a question to a person, and ends the build. */
const TAKEN = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT AND OFL-1.1',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'Unlicense',
];

/**
 * Writes into `dist`/legal what goes into every package: the notices of whoever's work is inside (Electron's and Chromium's own lie in
 * the package already) and a CycloneDX bill of materials, both of `sources`, the files that went into the bundles.
 */
export const writeLegal = (sources: readonly string[], dist: string = DIST): void => {
  const packages = bundledPackages(sources);
  const folder = join(dist, 'legal');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), notices(packages));
  writeFileSync(join(folder, 'sbom.cdx.json'), `${JSON.stringify(billOfMaterials(packages), undefined, 2)}\n`);
};

/** Name, version, licence and the text of every licence and notice file of each package. */
export const notices = (packages: readonly BundledPackage[]): string =>
  [
    'Mobile Office contains work of others. Electron and Chromium: LICENSE.electron.txt and LICENSES.chromium.html beside the program.',
    ...packages.map((one) => [RULE, `${one.name} ${one.version} (${taken(one)})`, '', ...texts(one)].join('\n')),
  ].join('\n\n');

const RULE = '-'.repeat(80);

/** Some choose: `(MIT OR Apache-2.0)`; one of those that are taken is enough. */
const taken = ({ name, license }: BundledPackage): string => {
  const choices = license.replace(/^\(|\)$/g, '').split(' OR ');
  if (!choices.some((choice) => TAKEN.includes(choice))) throw new Error(`${name} has the licence ${license}: may it be inside?`);
  return license;
};

const texts = ({ folder, name, version, license }: BundledPackage): readonly string[] => {
  const files = ['', ...(WORK_INSIDE[name] ?? [])].flatMap((inside) =>
    readdirSync(join(folder, inside))
      .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
      .map((file) => join(inside, file)),
  );
  // MPL 2.0, 3.2(a): whoever gets the program is told where the source of the covered files is. We change nothing in them.
  const source = license === 'MPL-2.0' ? [`Its source: https://registry.npmjs.org/${name}/-/${name}-${version}.tgz`] : [];
  if (files.length === 0) return [`The package says ${license} and brings no text: https://spdx.org/licenses/${license}.html (${name})`];
  return [...source, ...files.map((file) => readFileSync(join(folder, file), 'utf8').trim()), ...insideSources(folder, COMPILED_IN[name])];
};

/** Folders of others' work that goes with a package, each with its own licences: the fonts and decoders of what reads PDF. */
const WORK_INSIDE: Readonly<Record<string, readonly string[]>> = { 'pdfjs-dist': ['standard_fonts', 'wasm'] };

/** C files that are compiled into a native module and are others' work again: SQLite with its cipher, and what that takes in. */
const COMPILED_IN: Readonly<Record<string, string>> = { 'better-sqlite3-multiple-ciphers': 'deps/sqlite3/sqlite3.c' };

/** Each comment of a C file that gives a licence, once. */
const insideSources = (folder: string, file: string | undefined): readonly string[] => {
  if (file === undefined) return [];
  const comments = readFileSync(join(folder, file), 'utf8').match(/\/\*[\s\S]*?\*\//g) ?? [];
  return [
    ...new Set(comments.filter((comment) => /Permission is hereby granted|Redistributions? (of|in)|CC0|License:\s+MIT/.test(comment))),
  ];
};

const component = z.looseObject({ 'bom-ref': z.string(), name: z.string(), version: z.string(), purl: z.string() });
const bill = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  metadata: z.looseObject({ component: z.looseObject({ name: z.string(), type: z.string() }) }),
  components: z.array(component),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()) })),
});
export type BillOfMaterials = z.infer<typeof bill>;

/**
 * npm's own bill (CycloneDX 1.5) of the lock file, less what is not in the product: npm knows what is installed, not what is
 * bundled, and to it what the page is made of serves development.
 */
const billOfMaterials = (packages: readonly BundledPackage[]): BillOfMaterials => {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const said = execFileSync(npm, ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--include', 'dev'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: MAX_BILL_BYTES,
    // Node starts no .cmd without a shell; there is nothing of anybody's in these arguments.
    shell: process.platform === 'win32',
  });
  return onlyBundled(bill.parse(JSON.parse(said)), packages);
};

const MAX_BILL_BYTES = 64 * 1024 * 1024;

/** The bill of what is inside. Throws where something is inside that npm does not know. */
export const onlyBundled = (whole: BillOfMaterials, packages: readonly BundledPackage[]): BillOfMaterials => {
  const inside = new Set(packages.map(({ name, version }) => `${name}@${version}`));
  const components = whole.components.filter(({ 'bom-ref': ref, purl }) => inside.has(ref) || inside.has(installedName(purl)));
  const known = new Set(components.flatMap(({ 'bom-ref': ref, purl }) => [ref, installedName(purl)]));
  const unknown = [...inside].filter((ref) => !known.has(ref));
  if (unknown.length > 0) throw new Error(`npm's bill of materials lacks ${unknown.join(', ')}`);
  const refs = new Set([...components.map(({ 'bom-ref': ref }) => ref), ...whole.dependencies.slice(0, 1).map(({ ref }) => ref)]);
  return {
    ...whole,
    // npm calls the product by its folder's name.
    metadata: { ...whole.metadata, component: { ...whole.metadata.component, name: 'mobile-office', type: 'application' } },
    components: components.map((one) => ({ ...one, scope: 'required' })),
    dependencies: whole.dependencies
      .filter(({ ref }) => refs.has(ref))
      .map((one) => ({ ...one, dependsOn: one.dependsOn.filter((ref) => refs.has(ref)) })),
  };
};

/** `pkg:npm/%40scope/name@1.0.0` as `@scope/name@1.0.0`: an alias in node_modules has another name than its package. */
const installedName = (purl: string): string => decodeURIComponent(purl.replace(/^pkg:npm\//, '').replace(/\?.*$/, ''));
