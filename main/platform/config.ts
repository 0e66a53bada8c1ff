import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type ClientConfig, clientConfig } from '../../contracts/config.ts';
import { decodePem } from '../../pki/index.ts';

/** The configuration file cannot be used. The message names the file and every field that is wrong, never a value. */
export class ConfigError extends Error {
  constructor(file: string, problems: readonly string[]) {
    super([`The configuration file ${file} cannot be used:`, ...problems.map((problem) => `  ${problem}`)].join('\n'));
    this.name = 'ConfigError';
  }
}

/** A configuration of a few hundred bytes; a larger file is not one. */
const MAX_CONFIG_BYTES = 64 * 1024;

/** Reads and checks the client's configuration file (docs/operations.md); relative paths become absolute. Throws ConfigError. */
export const readConfig = (file: string): ClientConfig => {
  const text = read(file);
  const json = parseJson(file, text);
  const parsed = clientConfig.safeParse(json);
  if (!parsed.success)
    throw new ConfigError(
      file,
      parsed.error.issues.map((issue) => `${issue.path.join('.') || '(the whole file)'}: ${issue.message}`),
    );
  const folder = dirname(resolve(file));
  return { ...parsed.data, forceRoot: resolve(folder, parsed.data.forceRoot), pkcs11Module: resolve(folder, parsed.data.pkcs11Module) };
};

/** The force's root certificate, DER, from the file that the configuration names. Throws ConfigError. */
export const readForceRoot = (file: string, { forceRoot }: ClientConfig): Uint8Array => {
  try {
    const [root] = decodePem(readFileSync(forceRoot, 'utf8'), 'CERTIFICATE');
    if (root === undefined) throw new ConfigError(file, ['forceRoot: no certificate in that file']);
    return root;
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(file, ['forceRoot: that file cannot be read']);
  }
};

const read = (file: string): string => {
  try {
    const bytes = readFileSync(file);
    if (bytes.byteLength > MAX_CONFIG_BYTES) throw new ConfigError(file, [`it is larger than ${MAX_CONFIG_BYTES} bytes`]);
    return bytes.toString('utf8');
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(file, [`it cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`]);
  }
};

const parseJson = (file: string, text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ConfigError(file, ['it is not JSON']);
  }
};
