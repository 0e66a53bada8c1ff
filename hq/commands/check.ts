import { checkConfiguration } from '../check/check.ts';
import { daysLeft, endingsOf } from '../check/expiry.ts';
import { wordsOf } from '../check/finding.ts';
import { defineCommand } from '../command-line/command.ts';
import { configOf } from '../command-line/file.ts';
import { ConfigError } from '../config.ts';

const SOON_DAYS = 30;

/** What `serve` asks before it starts, without the database. */
export const check = defineCommand({
  name: 'check',
  summary:
    'checks the configuration, and the certificates, lists, policy and lists of codes that it names, as serve does; says of each fault its field, file and remedy',
  positionals: { config: 'CONFIG.json' },
  run: async ({ config: file }) => {
    const config = configOf(file);
    const at = new Date();
    const found = await checkConfiguration(config, at);
    if (found.length > 0) throw new ConfigError(found.map(wordsOf).join('\n'));
    const endings = endingsOf(config);
    const soon = endings.filter((ending) => daysLeft(ending.at, at) < SOON_DAYS);
    for (const ending of soon) process.stdout.write(`${ending.field}: ends in ${daysLeft(ending.at, at)} days\n`);
    const [first] = endings;
    process.stdout.write(
      `nothing is wrong${first === undefined ? '' : `; the first to end is ${first.field}, ${first.at.toISOString().slice(0, 10)}`}\n`,
    );
  },
});
