import { ConfigError } from '../config.ts';
import { DatabaseError, type DatabaseErrorCode } from '../database/database.ts';
import { faultOf } from '../log.ts';
import { type Command, UsageError } from './command.ts';

const PROGRAM = 'mobile-office-hq';

/** Where a command says what it has to say: its answer, and what went wrong. */
export interface Said {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/**
 * Runs one of the commands. Resolves with its exit status: 0; 1 after a reason in words, which names fields and files and repeats no value
 * of them; 2 after the usage. Never rejects.
 */
export const runTool = async (commands: readonly Command[], args: readonly string[], said: Said): Promise<number> => {
  const found = find(commands, args);
  if (found === undefined) return help(commands, args, said);
  const { command, rest } = found;
  if (rest.includes('--help')) {
    said.out(explain(command));
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    if (error instanceof UsageError) {
      said.error(usageLine(command));
      return 2;
    }
    said.error(reasonOf(error));
    return 1;
  }
};

/** The commands as a table for docs/operations.md. */
export const commandTable = (commands: readonly Command[]): string =>
  [
    '| command | what it does |',
    '| --- | --- |',
    ...commands.map(({ name, usage, summary }) => `| \`${[name, usage].filter(Boolean).join(' ').replaceAll('|', '\\|')}\` | ${summary} |`),
  ].join('\n');

const find = (
  commands: readonly Command[],
  args: readonly string[],
): { readonly command: Command; readonly rest: readonly string[] } | undefined => {
  for (const words of [2, 1]) {
    const command = commands.find(({ name }) => name === args.slice(0, words).join(' '));
    if (command !== undefined) return { command, rest: args.slice(words) };
  }
  return undefined;
};

/** For nobody's command: all of them, or those that begin with this word. */
const help = (commands: readonly Command[], [first, ...rest]: readonly string[], { out, error }: Said): number => {
  const asked = first === 'help' || first === '--help' || first === undefined;
  const word = first === 'help' ? rest.join(' ') : asked ? '' : first;
  const meant = commands.filter(({ name }) => word === '' || name === word || name.startsWith(`${word} `));
  const shown = meant.length === 0 ? commands : meant;
  const text = shown.length === 1 && shown[0] !== undefined ? explain(shown[0]) : overview(shown);
  const isHelp = first !== undefined && asked && meant.length > 0;
  (isHelp ? out : error)(text);
  return isHelp ? 0 : 2;
};

const usageLine = ({ name, usage }: Command): string => `usage: ${[PROGRAM, name, usage].filter(Boolean).join(' ')}`;

const explain = (command: Command): string => `${usageLine(command)}\n\n${command.summary}`;

const overview = (commands: readonly Command[]): string => {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [`usage: ${PROGRAM} COMMAND …`, '', ...lines, '', `${PROGRAM} help COMMAND says what each takes.`].join('\n');
};

const reasonOf = (error: unknown): string => {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof DatabaseError) return `database: ${databaseWords[error.code]}`;
  return `failed (${faultOf(error).fault})`; // Of a message nobody knows what it quotes.
};

const databaseWords: Readonly<Record<DatabaseErrorCode, string>> = {
  DatabaseInUse: 'the embedded database has one user at a time, and HQ or another command has it; stop that first',
  DatabaseUnreachable: 'PostgreSQL does not answer at the address of the configuration',
  DatabaseRefused: 'PostgreSQL answers and refuses the account, its password or the database’s name; see database.url',
  DatabaseFromFuture: 'a newer version of HQ has been here; use that version',
  DatabaseFromPast: 'of an older version; start HQ of this version once, which brings it up to date',
  DatabaseEmpty: 'nothing is there yet; start HQ once, or put an officer',
};
