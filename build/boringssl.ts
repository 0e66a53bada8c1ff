import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './vite/paths.ts';

/** Bun: a runtime with Node's modules, built on BoringSSL as Electron is. Its package is for Linux on x64 only. */
const BINARY = join(ROOT, 'node_modules', '@oven', 'bun-linux-x64', 'bin', 'bun');

/** What is missing where `boringSsl` answers undefined. */
export const BORINGSSL_NEEDS = 'Linux on x64 with AVX2, and the npm package @oven/bun-linux-x64';

/** The program that runs scripts on real BoringSSL; undefined where this machine has none, or cannot run it. */
export const boringSsl = (): string | undefined =>
  existsSync(BINARY) && spawnSync(BINARY, ['--version'], { stdio: 'ignore' }).status === 0 ? BINARY : undefined;

/** The tests that run once more on BoringSSL: certificates, CMS, envelopes and the card's side of them; the tunnel; EST; S/MIME. */
export const BORINGSSL_TESTS = [
  'tests/pki',
  'tests/hq/est',
  'tests/main/device/tunnel/credential.test.ts',
  'tests/main/device/tunnel/call.test.ts',
  'tests/main/device/tunnel/trustworthy.test.ts',
  'tests/main/systems/mail/smime',
] as const;

/** Not run there, by name, each with its reason. What BoringSSL itself lacks is skipped in the test that needs it. */
export const NOT_ON_BORINGSSL: Readonly<Record<string, string>> = {
  'on a PostgreSQL server': 'the same on another database',
  'refuses what is not a request at all, and what is too long':
    "Bun's HTTP/2 (not Node's) holds an answer back until the request has ended",
  'tells that HQ refused this laptop when the gateway says so in an answer': "Bun's HTTP/2 (not Node's), likewise",
  'connections of strangers': "counts sockets, no cryptography; Bun's runner of tests has no expect.poll",
  'takes a server that talks nonsense instead of TLS, and one that never speaks, for no gateway':
    'eight seconds of waiting, no cryptography',
};

/** Arguments for `boringSsl()` that run the tests and write a report of them, in JUnit's form, to a file. */
export const boringSslArguments = (report: string): readonly string[] => {
  const escaped = Object.keys(NOT_ON_BORINGSSL).map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const names = `^(?!.*(${escaped.join('|')})).*$`;
  const tests = BORINGSSL_TESTS.map((path) => `./${path}`);
  return ['test', '--timeout', '60000', '--retry', '2', '-t', names, '--reporter=junit', `--reporter-outfile=${report}`, ...tests];
};
