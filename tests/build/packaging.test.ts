import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseState, getCurrentFuseWire } from '@electron/fuses';
import { build, Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleRenderer, bundleScripts } from '../../build/bundle.ts';
import { fuses } from '../../build/packaging/fuses.ts';
import { makeElectron } from './stand-in-electron.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> };

describe('the packed product', () => {
  let folder: string;
  let packed: string;
  let names: readonly string[];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mobile-office-pack-'));
    await Promise.all([bundleScripts(), bundleRenderer()]);
    await build({
      projectDir: ROOT,
      targets: Platform.LINUX.createTarget('dir'),
      config: {
        extends: join(ROOT, 'electron-builder.yml'),
        electronDist: makeElectron(join(folder, 'electron'), devDependencies.electron ?? ''),
        directories: { output: join(folder, 'out') },
      },
    });
    packed = join(folder, 'out', 'linux-unpacked');
    names = listPackage(join(packed, 'resources', 'app.asar'), { isPack: false });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('holds our bundles, the two native modules, and nothing else', () => {
    const expected = [
      /^\/package\.json$/,
      /^\/dist\/main\/(electron|electron\/[\w-]+|store-worker|mail-reader)\.cjs$/,
      /^\/dist\/native\/card-service\.cjs$/,
      /^\/dist\/preload\/preload\.cjs$/,
      /^\/dist\/renderer\/(index\.html|.+\.(js|css|svg|woff2|png))$/,
      /^\/node_modules\/better-sqlite3\/(package\.json|lib\/.+\.js|prebuilds\/linux-x64\.node)$/,
      /^\/node_modules\/pkcs11js\/(package\.json|index\.js|build\/Release\/pkcs11\.node)$/,
    ];
    const files = names.filter((name) => /\.[a-z0-9]+$/.test(name) && !isFolder(names, name));
    expect(files.filter((name) => !expected.some((pattern) => pattern.test(name)))).toEqual([]);
    for (const pattern of expected) expect(files.some((name) => pattern.test(name))).toBe(true);
  });

  it('starts with the Electron bundle, as package.json says', () => {
    const { main } = JSON.parse(extractFile(join(packed, 'resources', 'app.asar'), 'package.json').toString()) as { main: string };
    expect(names).toContain(`/${main}`);
  });

  it('has its native modules outside the archive, where the operating system can load them', () => {
    const unpacked = (readdirSync(join(packed, 'resources', 'app.asar.unpacked'), { recursive: true }) as string[]).filter((name) =>
      name.endsWith('.node'),
    );
    expect(unpacked.sort()).toEqual([
      'node_modules/better-sqlite3/prebuilds/linux-x64.node',
      'node_modules/pkcs11js/build/Release/pkcs11.node',
    ]);
    // The module's code is in the archive, which plain Node cannot read: the binary alone is loaded.
    expect(() =>
      execFileSync(process.execPath, [
        '-e',
        `process.dlopen({ exports: {} }, ${JSON.stringify(join(packed, 'resources', 'app.asar.unpacked', unpacked[1] ?? ''))})`,
      ]),
    ).not.toThrow();
  });

  it('has all nine fuses as decided', async () => {
    const wire = await getCurrentFuseWire(join(packed, 'mobile-office'));
    const states = Object.fromEntries(Object.entries(wire).filter(([name]) => /^\d+$/.test(name)));
    const wanted = Object.fromEntries(
      Object.entries(fuses).flatMap(([name, on]) => (/^\d+$/.test(name) ? [[name, on ? FuseState.ENABLE : FuseState.DISABLE]] : [])),
    );
    expect(states).toEqual(wanted);
    expect(Object.keys(states)).toHaveLength(9);
  });
});

const isFolder = (names: readonly string[], name: string): boolean => names.some((other) => other.startsWith(`${name}/`));
