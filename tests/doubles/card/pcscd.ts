import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PCSCD, VPCD_DRIVER } from './namespace.ts';

/** vpcd's own port; its driver opens two (two slots), of which a reader of ours uses the first. */
const FIRST_PORT = 35963;
const PORTS_BETWEEN = 2;
/** pcscd loads its drivers and opens its socket in some 50 ms; a loaded machine takes longer. */
const START_MS = 10_000;

/** The vpcd port of a reader. */
export function portOf(reader: number): number {
  return FIRST_PORT + reader * PORTS_BETWEEN;
}

/** pcscd with its readers, in a private /run/pcscd that is `folder` on the outside. */
export class Pcscd {
  readonly #folder: string;
  readonly #configuration: string;
  #process: ChildProcess | undefined;

  /** Builds a driver for each reader (a C compiler is needed) and writes their configuration; starts nothing yet. */
  constructor(folder: string, names: readonly string[]) {
    this.#folder = folder;
    this.#configuration = join(folder, 'reader.conf.d');
    mkdirSync(this.#configuration, { recursive: true });
    const entries = names.map((name, reader) => this.#entry(name, reader));
    // One file, so that pcscd numbers the readers as we do.
    writeFileSync(join(this.#configuration, 'readers'), entries.join('\n'));
  }

  /** Resolves when the socket is there. */
  async start(): Promise<void> {
    if (this.#process !== undefined) return;
    const socket = join(this.#folder, 'pcscd.comm');
    // A stale socket after an abort makes pcscd refuse to start.
    rmSync(socket, { force: true });
    rmSync(join(this.#folder, 'pcscd.pid'), { force: true });
    const log = openSync(join(this.#folder, 'pcscd.log'), 'a');
    const started = spawn(PCSCD, ['--foreground', '--info', '--config', this.#configuration], { stdio: ['ignore', log, log] });
    this.#process = started;
    const until = Date.now() + START_MS;
    while (!existsSync(socket)) {
      if (Date.now() > until || started.exitCode !== null) throw new Error('pcscd did not start; see pcscd.log');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async stop(): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    if (running === undefined) return;
    const gone = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGTERM');
    await gone;
  }

  /** Pulls a reader's plug, or puts it back. pcscd then says "unknown" of it: it takes only USB readers off its list. */
  plug(reader: number, plugged: boolean): void {
    const file = join(this.#readerFolder(reader), 'unplugged');
    if (plugged) rmSync(file, { force: true });
    else writeFileSync(file, '');
  }

  #readerFolder(reader: number): string {
    return join(this.#folder, `reader${reader}`);
  }

  #entry(name: string, reader: number): string {
    const folder = this.#readerFolder(reader);
    const driver = join(folder, 'driver.so');
    mkdirSync(folder, { recursive: true });
    copyFileSync(VPCD_DRIVER, join(folder, 'vpcd.so'));
    execFileSync('cc', [
      '-shared',
      '-fPIC',
      '-O1',
      '-o',
      driver,
      new URL('reader-driver.c', import.meta.url).pathname,
      '-ldl',
      '-lpthread',
    ]);
    const port = `0x${portOf(reader).toString(16)}`;
    return `FRIENDLYNAME "${name}"\nDEVICENAME /dev/null:${port}\nLIBPATH ${driver}\nCHANNELID ${port}\n`;
  }
}
