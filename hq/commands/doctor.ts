import { checkConfiguration } from '../check/check.ts';
import { examine } from '../check/doctor.ts';
import { daysLeft, endingsOf } from '../check/expiry.ts';
import { wordsOf } from '../check/finding.ts';
import { defineCommand } from '../command-line/command.ts';
import { configOf } from '../command-line/file.ts';
import { readingDatabase } from '../database/open.ts';

const SOON_DAYS = 30;

export const doctor = defineCommand({
  name: 'doctor',
  summary:
    'looks at HQ as a whole: what check does, what ends within 30 days, the database, its clock and audit, share keys, who may sign, and cancelled cards that are not on their list',
  positionals: { config: 'CONFIG.json' },
  run: async ({ config: file }) => {
    const config = configOf(file);
    const at = new Date();
    const found = await checkConfiguration(config, at);
    const soon = endingsOf(config).filter((ending) => daysLeft(ending.at, at) < SOON_DAYS);
    const lines = [
      ...found.map((finding) => ({ well: false, words: wordsOf(finding) })),
      ...soon.map((ending) => ({ well: false, words: `${ending.field}: ends in ${daysLeft(ending.at, at)} days` })),
    ];
    const examined = await readingDatabase(config.database, ({ query }) => examine(config, query, () => new Date()));
    lines.push(...examined.map(({ what, well, says }) => ({ well, words: `${what}: ${says}` })));
    for (const { well, words } of lines) process.stdout.write(`${well ? 'well ' : 'FAULT'}  ${words}\n`);
    return lines.every(({ well }) => well) ? 0 : 1;
  },
});
