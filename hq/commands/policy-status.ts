import { defineCommand } from '../command-line/command.ts';
import { configOf } from '../command-line/file.ts';
import { readingDatabase } from '../database/open.ts';
import { policyVersions } from '../register/policy-versions.ts';

export const policyStatus = defineCommand({
  name: 'policy status',
  summary: 'says which policy is in force, how many laptops have which version, and which have an older one (the first hundred)',
  positionals: { config: 'CONFIG.json' },
  run: ({ config }) =>
    readingDatabase(configOf(config).database, async ({ query }) => {
      const { inForce, counts, behind } = await policyVersions(query);
      const lines = [
        inForce === 0 ? 'no policy is in force' : `version ${inForce} is in force`,
        ...counts.map(({ version, laptops }) => `${version === null ? 'none reported' : `version ${version}`}: ${laptops} laptops`),
        ...behind.map(({ device, version, lastSeen }) => [device, version ?? '-', lastSeen?.toISOString() ?? 'never seen'].join('\t')),
      ];
      process.stdout.write(`${lines.join('\n')}\n`);
    }),
});
