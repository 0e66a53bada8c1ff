import { join } from 'node:path';
import type { EnrolmentRefusal } from '../device/enrolment/enrol.ts';
import { enrolAtSites } from '../device/enrolment/enrol-at-sites.ts';
import { forgetWipe } from '../device/wipe/index.ts';
import { ConfigError, readConfig, readForceRoot } from '../platform/config.ts';
import type { Secrets } from '../platform/shell/port.ts';

/** `--enrol CODE --device NAME`: makes this laptop known to HQ, for the technician who holds ICT's one-time code. */
export interface EnrolmentOrder {
  readonly code: string;
  readonly device: string;
}

const WORDS: Readonly<Record<EnrolmentRefusal, string>> = {
  NotACode: 'That is not a one-time code: it looks like ABCDE-23456.',
  NotADevice: 'That is not the name of a laptop: it looks like LAP-0417.',
  CodeRefused: 'HQ did not take the code. It works once, for 15 minutes. Ask ICT for a new one.',
  TooManyTries: 'Too many tries. Wait a minute, then ask ICT for a new code.',
  HqUnreachable: 'HQ cannot be reached. Check the network, then try again.',
  HqUntrusted: 'The server that answered is not this force’s HQ. Nothing was sent to it.',
  HqUnusable: 'HQ answered, but not with a certificate for this laptop.',
};

/** Enrols and says how it went, in words; gives the exit code. Tries each site that offers enrolment, in order. */
export const runEnrolment = async (options: {
  readonly configFile: string;
  readonly dataFolder: string;
  readonly secrets: Secrets;
  readonly order: EnrolmentOrder;
  readonly say: (line: string) => void;
}): Promise<0 | 1> => {
  const { say, order } = options;
  try {
    const config = readConfig(options.configFile);
    const root = readForceRoot(options.configFile, config);
    const place = { folder: join(options.dataFolder, 'device'), secrets: options.secrets };
    const enrolled = await enrolAtSites(config, { root, place, ...order });
    if (enrolled.ok) {
      forgetWipe(options.dataFolder);
      say(`${enrolled.value.device} is known to HQ until ${enrolled.value.notAfter.toISOString().slice(0, 10)}.`);
      return 0;
    }
    say(WORDS[enrolled.code]);
  } catch (error) {
    say(error instanceof ConfigError ? error.message : 'This laptop could not be enrolled: its data folder cannot be written.');
  }
  return 1;
};
