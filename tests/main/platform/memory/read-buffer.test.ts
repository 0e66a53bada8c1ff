import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { overwriteReadBuffer } from '../../../../main/platform/memory/read-buffer.ts';
import { searchMemory } from '../../../e2e/support/memory.ts';

/** So that the secret does not lie where the next short message does. */
const BEFORE_BYTES = 4096;

describe("Node's read buffer", () => {
  it.skipIf(process.getuid?.() !== 0)('keeps nothing of what was read before (as root only: its memory is searched)', async () => {
    const secret = randomBytes(16);
    const reader = fork(join(import.meta.dirname, 'reader.ts'), [], { execArgv: [], stdio: ['pipe', 'ignore', 'inherit', 'ipc'] });
    const found = () => searchMemory(reader.pid ?? 0, new Map([['secret', secret]]))['secret'] ?? 0;
    try {
      reader.stdin?.write(Buffer.concat([randomBytes(BEFORE_BYTES), secret]));
      await once(reader, 'message');
      expect(found()).toBeGreaterThan(0);
      reader.send('overwrite');
      await once(reader, 'message');
      expect(found()).toBe(0);
    } finally {
      reader.kill('SIGKILL');
    }
  });

  it('is overwritten through a pipe that leaves nothing behind', async () => {
    const ours = (): readonly string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('mobile-office-'));
    const before = ours();
    await overwriteReadBuffer();
    expect(ours()).toEqual(before);
  });

  it('stays as it is where no pipe can be made, and nobody hears of it', async () => {
    vi.stubEnv('TMPDIR', '/proc/nowhere');
    await expect(overwriteReadBuffer()).resolves.toBeUndefined();
    vi.unstubAllEnvs();
  });
});
