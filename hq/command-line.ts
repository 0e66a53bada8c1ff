import { parseArgs } from 'node:util';
import { ConfigError } from './config.ts';

/** Arguments that a command does not take. */
export class UsageError extends Error {}

interface Shape<Positional extends string, Optional extends string, Option extends string> {
  /** By their names, in order. */
  readonly positionals: readonly Positional[];
  /** One more, which may be left out. */
  readonly optional?: Optional;
  /** Written `--name VALUE`; none may be left out. */
  readonly options?: readonly Option[];
}

/** A command's arguments by name: these and no others. Throws UsageError. */
export const readArguments = <const Positional extends string, const Optional extends string = never, const Option extends string = never>(
  args: readonly string[],
  { positionals, optional, options = [] }: Shape<Positional, Optional, Option>,
): Readonly<Record<Positional | Option, string>> & Readonly<Partial<Record<Optional, string>>> => {
  const given = parse(args, options);
  const names: readonly string[] = optional === undefined ? positionals : [...positionals, optional];
  if (given.positionals.length < positionals.length || given.positionals.length > names.length) throw new UsageError();
  if (options.some((name) => given.values[name] === undefined)) throw new UsageError();
  const placed = Object.fromEntries(given.positionals.map((value, index) => [names[index], value]));
  return { ...placed, ...given.values } as ReturnType<typeof readArguments<Positional, Optional, Option>>;
};

const parse = (args: readonly string[], names: readonly string[]) => {
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    throw new UsageError();
  }
};

/**
 * Runs a command and says on standard error what went wrong. Returns its exit status: 1 with a ConfigError's reason, which names fields and
 * files; 2 with the usage for wrong arguments. Rejects with what is neither.
 */
export const runCommand = async (usage: string, command: () => Promise<void> | void): Promise<number> => {
  try {
    await command();
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof ConfigError)) throw error;
    process.stderr.write(`${error instanceof UsageError ? usage : error.message}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
};
