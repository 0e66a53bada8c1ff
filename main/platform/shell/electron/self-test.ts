import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dataFoldersIn } from '../arguments.ts';

/** Each of its checks may take 20 s on a slow laptop; what takes longer than all of them hangs. */
const TEST_MS = 5 * 60_000;
/** The report is one line. */
const MAX_REPORT_BYTES = 64 * 1024;

/**
 * Runs the program's self-test as a process of its own: native modules that break end that process, and not this one. It has a folder of its
 * own too, for two browsers on one would overwrite the key of all that is sealed (`Local State`).
 */
export const testProgram =
  ({
    program,
    dataFolder,
    env = process.env,
  }: {
    readonly program: string;
    readonly dataFolder: string;
    readonly env?: NodeJS.ProcessEnv;
  }) =>
  async (signal: AbortSignal): Promise<boolean> => {
    const folder = await mkdtemp(join(dataFolder, 'self-test-'));
    try {
      await promisify(execFile)(program, ['--self-test'], {
        signal,
        timeout: TEST_MS,
        killSignal: 'SIGKILL',
        maxBuffer: MAX_REPORT_BYTES,
        env: { ...env, ...dataFoldersIn(folder) },
      });
      return true;
    } catch {
      return false; // Its exit code, a signal, or its time.
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  };
