import { existsSync } from 'node:fs';
import { type Finding, wordsOf } from '../check/finding.ts';
import { demandPrivate } from '../check/material.ts';
import { ConfigError, type HqConfig, loadConfig } from '../config.ts';

/**
 * HQ's configuration, with its file named in what is wrong with it. Throws ConfigError, also for a file with the database's password in it
 * that every account of the machine can read.
 */
export const configOf = (file: string): HqConfig => {
  try {
    const config = loadConfig(file);
    const faults: Finding[] = [];
    if ('url' in config.database && hasPassword(config.database.url)) demandPrivate('database.url', file, faults);
    if (faults.length > 0) throw new ConfigError(faults.map(wordsOf).join('\n'));
    return config;
  } catch (error) {
    throw error instanceof ConfigError ? new ConfigError(`${file}:\n${error.message}`) : error;
  }
};

const hasPassword = (url: string): boolean => /^[a-z]+:\/\/[^/@]*:[^/@]+@|[?&]password=/.test(url);

/** Throws ConfigError where there is no such file. */
export const demandFile = (file: string): void => {
  if (!existsSync(file)) throw new ConfigError(`${file}: cannot be read`);
};
