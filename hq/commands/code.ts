import { deviceName } from '../../contracts/domain/device.ts';
import { defineCommand } from '../command-line/command.ts';
import { configOf } from '../command-line/file.ts';
import { ConfigError } from '../config.ts';
import type { Transaction } from '../database/database.ts';
import { findDevice } from '../database/devices.ts';
import { offerEnrolmentCode } from '../database/enrolment-codes.ts';
import { writingDatabase } from '../database/open.ts';

/** Only until a laptop has enrolled: afterwards Fleet gives codes, and an ICT officer's name stands beside each. */
export const code = defineCommand({
  name: 'code',
  summary: 'makes the one-time code with which the force’s first laptop enrols; prints the code and until when it works',
  positionals: { config: 'CONFIG.json', laptop: 'LAP-0001' },
  optional: { pool: 'ICT' },
  flags: ['first'],
  run: async ({ config, laptop, pool = '', first }) => {
    if (!deviceName.safeParse(laptop).success) throw new ConfigError('LAPTOP: not a laptop’s name; it looks like LAP-0417');
    if (!first) throw new ConfigError('Fleet gives codes (New code); before any laptop has enrolled, say --first');
    await writingDatabase(configOf(config).database, async ({ query }) => {
      const offer = await query.transaction().execute(async (transaction) => {
        await demandNoneEnrolled(transaction);
        if ((await findDevice(transaction, laptop))?.state === 'revoked')
          throw new ConfigError(`${laptop}: was cut off; take another name`);
        return offerEnrolmentCode(transaction, { device: laptop, pool, actor: 'ict' }, new Date());
      });
      process.stdout.write(`${offer.code}\nworks once, until ${offer.until.toISOString()}\n`);
    });
  },
});

const demandNoneEnrolled = async (transaction: Transaction): Promise<void> => {
  const enrolled = await transaction
    .selectFrom('device')
    .select('name')
    .where('state', 'in', ['active', 'locked', 'wiping'])
    .limit(1)
    .executeTakeFirst();
  if (enrolled !== undefined) throw new ConfigError('--first: a laptop has enrolled already; Fleet gives codes (New code)');
};
