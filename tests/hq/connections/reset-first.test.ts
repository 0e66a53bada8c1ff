import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** It hangs and grows until it is ended: early, then. */
const HANGS_MS = 10_000;

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, 'destroyed-in-close.ts'), ...args], {
    encoding: 'utf8',
    timeout: args.length > 0 ? HANGS_MS / 10 : HANGS_MS,
    killSignal: 'SIGKILL',
  });

describe('a stream that is destroyed in the midst of its close', () => {
  it('is reset all the same, and HQ goes on', () => {
    expect(run()).toMatchObject({ status: 0, stdout: 'reset 8\n' });
  });

  it('would hang HQ by Node’s own hand: once that is mended, resetFirst can go', () => {
    expect(run('--bare')).toMatchObject({ status: null, stdout: '' });
  });
});
