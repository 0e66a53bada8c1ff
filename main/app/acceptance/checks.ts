import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { dataFoldersIn } from '../../platform/shell/arguments.ts';
import type { Shell } from '../../platform/shell/port.ts';
import { type OwnProgram, read, rendererPids } from './own-process.ts';
import type { CheckName } from './steps.ts';
import { renewalCodes } from './watch.ts';

export interface CheckPorts {
  readonly shell: Pick<Shell, 'packaged' | 'secrets' | 'dataFolder'>;
  readonly own: OwnProgram;
  /** The next time that the page's process is ended and made anew. */
  readonly nextRenewal: () => Promise<{ readonly gone: boolean; readonly ms: number }>;
}

/** A start of the whole program, keys and a tunnel of its own, on a slow machine. */
const SELF_TEST_MS = 120_000;
const START_MS = 30_000;
/** EX_USAGE of sysexits.h: what a refused command line ends with. */
const REFUSED = 64;
/** What no start of ours ends with. */
const AS_NODE = 93;
/** Each would open the packaged product to whoever starts it. */
const FORBIDDEN = ['--no-sandbox', '--remote-debugging-port=9222'] as const;
/** What a profile kept in memory never has on the disk. */
const NEVER_WRITTEN = ['Local Storage', 'Session Storage', 'IndexedDB', 'Service Worker', 'Cache', 'Cookies', 'blob_storage'] as const;
/** Linux: a filter on system calls, and no way to more rights (proc(5)). */
const SANDBOXED = [/^Seccomp:\t2$/m, /^NoNewPrivs:\t1$/m] as const;

const selfTestReport = z.object({ checks: z.record(z.string(), z.boolean()) });

/** What the program looks at by itself. */
export const createChecks = ({ shell, own, nextRenewal }: CheckPorts): Readonly<Record<CheckName, () => Promise<readonly string[]>>> => ({
  /** In a process of its own: it loads native modules that main never does. */
  async selfTest() {
    // And with a folder of its own: two browsers on one would overwrite the key of all that is sealed.
    const folder = await mkdtemp(join(shell.dataFolder, 'self-test-'));
    const { code, stdout } = await own
      .run(['--self-test'], SELF_TEST_MS, dataFoldersIn(folder))
      .finally(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
    const report = selfTestReport.safeParse(lastJson(stdout));
    if (!report.success) return ['noReport'];
    const failed = Object.entries(report.data.checks).flatMap(([name, passed]) => (passed ? [] : [name]));
    return code === 0 || failed.length > 0 ? failed : ['notOk'];
  },

  async sealing() {
    const secret = randomBytes(32);
    const opened = await shell.secrets.open(await shell.secrets.seal(secret)).catch(() => new Uint8Array());
    const isSealed = (await shell.secrets.sealing()) !== 'none';
    return [...(Buffer.compare(opened, secret) === 0 ? [] : ['notOpened']), ...(isSealed || !shell.packaged ? [] : ['notSealed'])];
  },

  async badArguments() {
    const lines = [['--enrol', 'CODE'], ...(shell.packaged ? FORBIDDEN.map((given) => [given]) : [])];
    const codes: string[] = [];
    for (const line of lines) if ((await own.run(line, START_MS)).code !== REFUSED) codes.push(`accepted ${(line[0] ?? '').split('=')[0]}`);
    if (shell.packaged && (await own.run(['-e', `process.exit(${AS_NODE})`], START_MS, { ELECTRON_RUN_AS_NODE: '1' })).code === AS_NODE)
      codes.push('runs as Node');
    return codes;
  },

  async secondStart() {
    return (await own.run([], START_MS)).code === 0 ? [] : ['notEnded'];
  },

  async sandbox() {
    const pids = rendererPids();
    if (pids.length === 0) return ['noRenderer'];
    const open = pids
      .map((pid) => read(`/proc/${pid}/status`))
      .filter((status) => status !== '' && !SANDBOXED.every((mark) => mark.test(status)));
    return open.length === 0 ? [] : ['notSandboxed'];
  },

  async profile() {
    const folder = join(shell.dataFolder, 'chromium');
    return NEVER_WRITTEN.filter((name) => existsSync(join(folder, name))).map((name) => `written ${name}`);
  },

  async pageEnded() {
    const renewed = nextRenewal();
    for (const pid of rendererPids()) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // Gone by itself.
      }
    }
    return renewalCodes(await renewed);
  },
});

/** The last line that is JSON: a shell may say something of its own before. */
const lastJson = (text: string): unknown => {
  for (const line of text.trim().split('\n').toReversed()) {
    try {
      return JSON.parse(line);
    } catch {
      // Not ours.
    }
  }
  return undefined;
};
