import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { ShellKind } from './choose.ts';

/** By then any machine has opened the window, or the program has said why not. */
export const STARTING_MS = 60_000;

/** Where each shell says how its window is driven: our own line on the first stream, Chromium's own on the second. */
const SAID: Readonly<Record<ShellKind, { readonly stream: 'stdout' | 'stderr'; readonly line: RegExp }>> = {
  chromium: { stream: 'stdout', line: /^\{"debugger":"(ws:[^"]+)"\}$/ },
  electron: { stream: 'stderr', line: /^DevTools listening on (ws:\/\/\S+)$/ },
};

/**
 * The debugging address of a program that was started with `--e2e-port`. Rejects in a sentence when the program ends, cannot be started, or
 * says nothing within `ms`. All else that it says on that stream goes to `rest`. Its stream must be a pipe.
 */
export const debuggerAddress = async (
  child: ChildProcess,
  kind: ShellKind,
  { ms = STARTING_MS, rest = () => undefined }: { readonly ms?: number; readonly rest?: (line: string) => void } = {},
): Promise<string> => {
  const { stream, line: pattern } = SAID[kind];
  const address = Promise.withResolvers<string>();
  createInterface({ input: child[stream] as Readable }).on('line', (line) => {
    const found = pattern.exec(line)?.[1];
    if (found === undefined) rest(line);
    else address.resolve(found);
  });
  child.once('error', (error) => address.reject(new Error(`The program could not be started: ${error.message}`)));
  child.once('exit', (code, signal) => address.reject(new Error(`The program ended (${signal ?? code}) before its window was there.`)));
  const sentence = `The program did not say within ${ms / 1000} s where its window can be reached.`;
  const late = setTimeout(() => address.reject(new Error(sentence)), ms);
  try {
    return await address.promise;
  } finally {
    clearTimeout(late);
  }
};
