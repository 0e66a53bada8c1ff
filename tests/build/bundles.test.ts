import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleScripts } from '../../build/bundle.ts';
import { type ScriptName, scriptNames, scripts } from '../../build/vite/bundles.ts';
import type { ScriptBundle } from '../../build/vite/script.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const isBuiltin = (name: string): boolean => builtinModules.includes(name.replace(/^node:/, ''));

/** What each bundle may ask for at run time besides Node's own modules. */
const OUTSIDE: Readonly<Record<ScriptName, readonly string[]>> = {
  'main-electron': ['electron'],
  'main-chromium': [],
  'page-main': [],
  'page-isolated': [],
  'store-worker': ['better-sqlite3'],
  'mail-reader': [],
  'card-service': ['pkcs11js'],
  preload: ['electron'],
};

describe('the bundles', () => {
  let folder: string;
  const file = (name: ScriptName): string => join(folder, 'dist', scripts[name].file);
  /** The bundle's own file and the parts beside it. */
  const files = (name: ScriptName): readonly string[] => {
    const bundle: ScriptBundle = scripts[name];
    const beside = bundle.parts === undefined ? undefined : join(dirname(file(name)), bundle.parts);
    return [file(name), ...(beside === undefined ? [] : readdirSync(beside).map((part) => join(beside, part)))];
  };
  const requiredBy = (path: string): readonly string[] =>
    [...readFileSync(path, 'utf8').matchAll(/\brequire\("([^"]+)"\)/g)].map(([, found]) => found ?? '');
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mobile-office-bundles-'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    await bundleScripts(scriptNames, join(folder, 'dist'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(scriptNames)('%s asks for nothing outside but what its room may load', (name) => {
    const required = files(name).flatMap((path) => requiredBy(path));
    const outside = [...new Set(required)].filter((found) => !isBuiltin(found) && !found.startsWith('.'));
    // A fallback of zod's and the like may name what is never there; ours are all.
    expect(outside.sort()).toEqual([...OUTSIDE[name]].sort());
    if (scripts[name].kind !== 'node') expect(required.filter(isBuiltin)).toEqual([]);
  });

  it.each(scriptNames)('%s is whole: files that parse, and every part that they ask for is there', (name) => {
    for (const path of files(name)) {
      expect(spawnSync(process.execPath, ['--check', path]).status).toBe(0);
      for (const part of requiredBy(path).filter((found) => found.startsWith('.')))
        expect(files(name)).toContain(join(dirname(path), part));
    }
  });

  it.each(['main-chromium', 'main-electron'] as const)('%s compiles no library of mail before the sign-in screen is painted', (name) => {
    const first = readFileSync(file(name), 'utf8');
    expect(Buffer.byteLength(first)).toBeLessThan(400_000);
    expect(first).not.toMatch(/imapflow|sanitize-html|iconv-lite|VCALENDAR/);
  });

  it('test themselves: every algorithm, envelope, tunnel and native module works in the shell of this machine', () => {
    const run = spawnSync(process.execPath, [file('main-chromium'), '--self-test', '--data', join(folder, 'data')], { encoding: 'utf8' });
    expect(run.stdout.trim().split('\n')).toHaveLength(1);
    const report = JSON.parse(run.stdout) as {
      ok: boolean;
      shell: string;
      boringssl: boolean;
      sealing: string;
      checks: Record<string, boolean>;
    };
    expect(Object.entries(report.checks).filter(([, passed]) => !passed)).toEqual([]);
    expect(report).toMatchObject({ ok: true, shell: 'chromium', boringssl: false, sealing: 'none' });
    expect(Object.keys(report.checks)).toEqual(
      expect.arrayContaining(['aes-key-wrap', 'pkcs11js', 'better-sqlite3', 'envelope to a P-256 card']),
    );
    expect(run.status).toBe(0);
  });

  it('refuse an unknown argument with the way to use them', () => {
    const run = spawnSync(process.execPath, [file('main-chromium'), '--colour'], { encoding: 'utf8' });
    expect([run.status, run.stderr]).toEqual([64, expect.stringContaining('usage:')]);
  });
});
