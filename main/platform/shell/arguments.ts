import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../../../contracts/result.ts';

/** What the command line asks of either shell. Paths are absolute. */
export interface ShellArguments {
  readonly configFile: string;
  readonly dataFolder: string;
  /** No window on the screen; the chromium shell only. */
  readonly headless: boolean;
  /** Opens a debugging port for the end-to-end tests and prints where. Never in the packaged product. */
  readonly e2ePort: boolean;
  readonly selfTest: boolean;
  /** The program runs, and goes through its check-list with whoever is at it. */
  readonly acceptance: boolean;
  /** Makes this laptop known to HQ with ICT's one-time code, and ends. */
  readonly enrol: { readonly code: string; readonly device: string } | undefined;
}

/** Where a force's ICT puts the configuration, writable by administrators only. */
const machineConfig = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string =>
  platform === 'win32' ? join(env.ProgramData ?? 'C:\\ProgramData', 'Mobile Office', 'client.json') : '/etc/mobile-office/client.json';

/** The local, not the roaming profile: a roaming one would copy the store to a server at every logoff. */
const userData = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string => {
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? 'C:\\', 'Mobile Office');
  return join(env.XDG_DATA_HOME ?? join(env.HOME ?? '/', '.local', 'share'), 'mobile-office');
};

/** The variables by which a packaged program, on any platform, keeps its data in that folder and not in the officer's. */
export const dataFoldersIn = (folder: string): Readonly<Record<string, string>> => ({ XDG_DATA_HOME: folder, LOCALAPPDATA: folder });

export const USAGE =
  'usage: [--config FILE] [--data FOLDER] [--headless] [--e2e-port] [--self-test | --acceptance | --enrol CODE --device NAME]';
/** EX_USAGE of sysexits.h. */
export const EXIT_USAGE = 64;

/**
 * Reads the arguments after the program's own. A packaged product takes `--self-test`, `--acceptance` and `--enrol` only, since a configuration, a data
 * folder or a debugging port chosen by whoever starts it would be another force's root, another store, an open door.
 * Unknown switches are refused, but for those `allowed`, which are Chromium's own and arrive in Electron's argument list too, and
 * unless `lenient`, which takes any.
 */
export const parseArguments = (
  given: readonly string[],
  how: {
    readonly packaged: boolean;
    readonly lenient: boolean;
    readonly allowed?: readonly string[];
    readonly platform?: NodeJS.Platform;
    readonly env?: NodeJS.ProcessEnv;
  },
): Result<ShellArguments, 'Usage'> => {
  const platform = how.platform ?? process.platform;
  const env = how.env ?? process.env;
  const own = how.lenient ? ownOnly(given) : given.filter((argument) => !isAllowed(argument, how.allowed ?? []));
  if (how.packaged && !own.every(isPlain)) return fail('Usage');
  const values = readOptions(own);
  if (!values) return fail('Usage');
  const chosen = values.config !== undefined || values.data !== undefined || values.headless || values['e2e-port'];
  if (how.packaged && chosen) return fail('Usage');
  if ((values.enrol === undefined) !== (values.device === undefined)) return fail('Usage');
  return ok({
    configFile: resolve(values.config ?? machineConfig(platform, env)),
    dataFolder: resolve(values.data ?? userData(platform, env)),
    headless: values.headless ?? false,
    e2ePort: values['e2e-port'] ?? false,
    selfTest: values['self-test'] ?? false,
    acceptance: values.acceptance ?? false,
    enrol: values.enrol === undefined || values.device === undefined ? undefined : { code: values.enrol, device: values.device },
  });
};

const options = {
  config: { type: 'string' },
  data: { type: 'string' },
  headless: { type: 'boolean' },
  'e2e-port': { type: 'boolean' },
  'self-test': { type: 'boolean' },
  acceptance: { type: 'boolean' },
  enrol: { type: 'string' },
  device: { type: 'string' },
} as const;

const readOptions = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch {
    return undefined;
  }
};

/** `--name` or `--name=value`, and nothing that only Chromium reads as that (`-name`, on Windows `/name`, spaces, other case). */
const isAllowed = (argument: string, allowed: readonly string[]): boolean =>
  allowed.some((name) => argument === `--${name}` || argument.startsWith(`--${name}=`));

/** A switch, or a value that Chromium cannot take for one: a one-time code, a laptop's name. */
const isPlain = (argument: string): boolean => /^--|^[A-Za-z0-9][\w-]*$/.test(argument);

/** Keeps our own switches with their values, and drops all else. */
const ownOnly = (given: readonly string[]): string[] =>
  given.flatMap((argument, index) => {
    const [name = '', inline] = argument.replace(/^--/, '').split('=', 2);
    if (!argument.startsWith('--') || !(name in options)) return [];
    const takesValue = options[name as keyof typeof options].type === 'string';
    const value = given[index + 1];
    return takesValue && inline === undefined && value !== undefined ? [argument, value] : [argument];
  });
