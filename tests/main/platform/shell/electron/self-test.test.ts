import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testProgram } from '../../../../../main/platform/shell/electron/self-test.ts';
import { bundleProduct } from './product.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mo-self-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const going = new AbortController().signal;
/** A program that notes what it was started with, then does this. */
const program = (script: string): string => {
  const file = join(folder, 'program');
  writeFileSync(file, `#!/bin/sh\nprintf '%s|%s|%s' "$*" "$XDG_DATA_HOME" "$LOCALAPPDATA" > '${folder}/started'\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
};
const test = (file: string, signal: AbortSignal = going): Promise<boolean> => testProgram({ program: file, dataFolder: folder })(signal);
const left = (): readonly string[] => readdirSync(folder).filter((name) => name.startsWith('self-test-'));

describe('a program that tests itself', () => {
  it('is started once more, in a folder of its own that goes afterwards', async () => {
    expect(await test(program('mkdir "$XDG_DATA_HOME/mobile-office"; exit 0'))).toBe(true);
    const [given, data, local] = readFileSync(join(folder, 'started'), 'utf8').split('|');
    expect([given, data === local, data?.startsWith(join(folder, 'self-test-'))]).toEqual(['--self-test', true, true]);
    expect([existsSync(data ?? ''), left()]).toEqual([false, []]);
  });

  it.each([
    ['says so by its exit code', 'exit 1'],
    ['is ended by a signal', 'kill -SEGV $$'],
  ])('has not passed where it %s', async (_, script) => {
    expect(await test(program(script))).toBe(false);
    expect(left()).toEqual([]);
  });

  it('has not passed where it cannot be started', async () => {
    expect(await test(join(folder, 'none'))).toBe(false);
  });

  it('is ended with the program that asked', async () => {
    const asking = new AbortController();
    const tested = test(program('exec sleep 3600'), asking.signal);
    await expect.poll(() => existsSync(join(folder, 'started'))).toBe(true);
    asking.abort();
    expect(await tested).toBe(false);
    expect(left()).toEqual([]);
  });

  it('passes as it is built: the product’s main bundle under a stand-in for Electron', async () => {
    const product = await bundleProduct();
    try {
      const launch = join(import.meta.dirname, 'stand-in', 'launch.ts');
      const file = program(`exec '${process.execPath}' --no-warnings '${launch}' packaged '${product.main}' "$@"`);
      expect(await test(file)).toBe(true);
    } finally {
      product.remove();
    }
  });
});
