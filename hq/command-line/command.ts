import { parseArgs } from 'node:util';

/** Arguments that a command does not take. */
export class UsageError extends Error {}

/** One command of mobile-office-hq: usage, help and the table in docs/operations.md derive from it. */
export interface Command {
  /** One word or two: "serve", "policy sign". */
  readonly name: string;
  /** One sentence: what it does. */
  readonly summary: string;
  /** What follows the name, as it is typed. */
  readonly usage: string;
  /** Runs it with what follows its name. Resolves with the exit status. Throws UsageError, and what the command throws. */
  run(args: readonly string[]): Promise<number>;
}

/** Names and what stands for their values in the usage: `{ certificate: 'FILE' }`. */
type Named<Name extends string> = Readonly<Record<Name, string>>;

interface Definition<
  Positional extends string,
  Last extends string,
  Required extends string,
  Optional extends string,
  Flag extends string,
> {
  readonly name: string;
  readonly summary: string;
  /** In their order. */
  readonly positionals?: Named<Positional>;
  /** One more, which may be left out. */
  readonly last?: Named<Last>;
  /** Written `--name VALUE`; none may be left out. */
  readonly required?: Named<Required>;
  /** Written `--name VALUE`. */
  readonly optional?: Named<Optional>;
  /** Written `--name`. */
  readonly flags?: readonly Flag[];
  /** The exit status; nothing is 0. */
  run(
    asked: Named<Positional | Required> & Partial<Named<Last | Optional>> & Readonly<Record<Flag, boolean>>,
  ): number | undefined | Promise<number | undefined> | Promise<void> | void;
}

/** A command whose arguments are checked and named before it runs. */
export const defineCommand = <
  const Positional extends string = never,
  const Last extends string = never,
  const Required extends string = never,
  const Optional extends string = never,
  const Flag extends string = never,
>(
  definition: Definition<Positional, Last, Required, Optional, Flag>,
): Command => ({
  name: definition.name,
  summary: definition.summary,
  usage: usageOf(definition),
  run: async (args) => (await definition.run(read(definition, args))) ?? 0,
});

type Shape = Pick<Definition<string, string, string, string, string>, 'positionals' | 'last' | 'required' | 'optional' | 'flags'>;

const usageOf = ({ positionals = {}, last = {}, required = {}, optional = {}, flags = [] }: Shape): string =>
  [
    ...Object.values(positionals),
    ...Object.values(last).map((value) => `[${value}]`),
    ...Object.entries(required).map(([name, value]) => `--${name} ${value}`),
    ...Object.entries(optional).map(([name, value]) => `[--${name} ${value}]`),
    ...flags.map((name) => `[--${name}]`),
  ].join(' ');

const read = <Asked>({ positionals = {}, last = {}, required = {}, optional = {}, flags = [] }: Shape, args: readonly string[]): Asked => {
  const given = parse(args, [...Object.keys(required), ...Object.keys(optional)], flags);
  const values: Readonly<Record<string, unknown>> = given.values;
  const names = [...Object.keys(positionals), ...Object.keys(last)];
  if (given.positionals.length < Object.keys(positionals).length || given.positionals.length > names.length) throw new UsageError();
  if (Object.keys(required).some((name) => values[name] === undefined)) throw new UsageError();
  return {
    ...Object.fromEntries(given.positionals.map((value, index) => [names[index], value])),
    ...Object.fromEntries(flags.map((name) => [name, false])),
    ...values,
  } as Asked;
};

const parse = (args: readonly string[], options: readonly string[], flags: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: Object.fromEntries([
        ...options.map((name) => [name, { type: 'string' as const }]),
        ...flags.map((name) => [name, { type: 'boolean' as const }]),
      ]),
      allowPositionals: true,
    });
  } catch {
    throw new UsageError();
  }
};
