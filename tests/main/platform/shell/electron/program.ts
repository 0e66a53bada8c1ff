import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Deeds } from './stand-in/launch.ts';

const LAUNCH = join(import.meta.dirname, 'stand-in', 'launch.ts');

export interface ProgramOptions {
  /** The built main bundle. */
  readonly main: string;
  readonly arguments: readonly string[];
  readonly packaged: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

interface Answer {
  readonly value?: unknown;
  readonly error?: string;
}

/** The product's main bundle, unpatched, as a process under the stand-in. */
export class Program {
  readonly child: ChildProcess;
  /** Resolves with the exit code, or the signal's name. */
  readonly ended: Promise<number | string | null>;
  stdout = '';
  stderr = '';
  #last = 0;
  readonly #asked = new Map<number, (answer: Answer) => void>();

  constructor({ main, arguments: given, packaged, env = {} }: ProgramOptions) {
    this.child = spawn(
      process.execPath,
      ['--unhandled-rejections=warn', '--no-warnings', LAUNCH, packaged ? 'packaged' : 'unpackaged', main, ...given],
      { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], serialization: 'advanced' },
    );
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    this.child.on('message', (answer: Answer & { readonly id: number }) => {
      this.#asked.get(answer.id)?.(answer);
      this.#asked.delete(answer.id);
    });
    this.ended = new Promise((resolve) => this.child.once('close', (code, signal) => resolve(signal ?? code)));
    void this.ended.then(() => {
      for (const answer of this.#asked.values()) answer({ error: 'the program has ended' });
    });
  }

  /** Does something to the program's page or machine, and gives what came of it. */
  async ask<Name extends keyof Deeds>(name: Name, ...values: Parameters<Deeds[Name]>): Promise<Awaited<ReturnType<Deeds[Name]>>> {
    this.#last += 1;
    const id = this.#last;
    const answer = await new Promise<Answer>((resolve) => {
      this.#asked.set(id, resolve);
      if (this.child.connected) this.child.send({ id, name, values });
      else resolve({ error: 'the program has ended' });
    });
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.value as Awaited<ReturnType<Deeds[Name]>>;
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}
