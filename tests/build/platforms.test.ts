import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseNode, needsDebian, nodeOfPackages } from '../../build/machine.mjs';
import { PORTABLE_TESTS } from '../../build/portable.ts';
import { type Tool, toolScript } from '../../build/tools.ts';
import { importsOf } from './imports.ts';

const ROOT = join(import.meta.dirname, '..', '..');

describe('on Windows and macOS', () => {
  it('our scripts run on the program of the package "node", never on a batch file', () => {
    expect(nodeOfPackages('C:\\p', 'win32')).toBe('C:\\p\\node_modules\\node\\bin\\node.exe');
    expect(nodeOfPackages('/p', 'darwin')).toBe('/p/node_modules/node/bin/node');
    expect(nodeOfPackages(ROOT, 'linux')).toSatisfy(existsSync);
  });

  it('the machine’s own Node serves where the package brought none, from 24 on', () => {
    expect(chooseNode('/p/node', { path: '/usr/bin/node', version: '20.9.0' })).toBe('/p/node');
    expect(chooseNode(undefined, { path: '/usr/bin/node', version: '24.1.0' })).toBe('/usr/bin/node');
    expect(chooseNode(undefined, { path: '/usr/bin/node', version: '22.12.0' })).toBeUndefined();
  });

  it('the demonstration says in one line what it needs and what can be done instead; tests and client are not held up', () => {
    for (const platform of ['win32', 'darwin'] as const)
      for (const task of ['start', 'dev'])
        expect(needsDebian(task, platform)).toMatch(/^The demonstration force needs Linux.*npm run client[^\n]*$/);
    expect([needsDebian('start', 'linux'), needsDebian('test', 'win32')]).toEqual([undefined, undefined]);
  });

  it.each(['tsc', 'biome', 'knip', 'vitest', 'playwright'] satisfies Tool[])('%s is a script that Node runs, on every platform', (tool) => {
    const run = spawnSync(process.execPath, [toolScript(tool), '--version'], { cwd: ROOT, encoding: 'utf8', timeout: 60_000 });
    expect([run.status, run.stdout]).toEqual([0, expect.stringMatching(/\d+\.\d+/)]);
  });

  it('the tests that run there are there, and neither they nor what they import name a program, server or place of Debian’s', () => {
    const files = PORTABLE_TESTS.flatMap((path) => (path.endsWith('.ts') ? [path] : globSync(`${path}/**/*.test.ts`, { cwd: ROOT })));
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
    const imports = new Map(['tests', 'contracts', 'pki', 'native', 'main', 'preload'].flatMap((room) => [...importsOf(ROOT, room)]));
    const reached = new Set(files);
    for (const file of reached) for (const found of imports.get(file) ?? []) reached.add(found);
    const debian = /node:child_process|['"`]\/(usr|etc|tmp|run)\//;
    const ours = [...reached].filter((file) => file.startsWith('tests/'));
    expect(ours.filter((file) => debian.test(readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
  });
});
