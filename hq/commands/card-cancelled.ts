import { defineCommand } from '../command-line/command.ts';
import { configOf } from '../command-line/file.ts';
import { readingDatabase } from '../database/open.ts';
import { cancelledCards } from '../register/cancelled-cards.ts';

/** For whoever issues the list of the officer authority, where HQ has no key of it. */
export const cardCancelled = defineCommand({
  name: 'card cancelled',
  summary: 'prints the cards that the register has cancelled, as pki crl --cancelled takes them',
  positionals: { config: 'CONFIG.json' },
  run: ({ config }) =>
    readingDatabase(configOf(config).database, async ({ query }) => {
      process.stdout.write(`${JSON.stringify(await cancelledCards(query, new Date()), undefined, 2)}\n`);
    }),
});
