import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { MOST_SET_ASIDE_COUNTS, type SetAsideCount, setAsideCount } from '../../contracts/hq/orders.ts';
import { writeFileAtomic } from '../platform/files/atomic.ts';
import { officerFoldersIn } from './unsent/unsent-on-laptop.ts';

/** How much of what HQ sent an officer could not be read here, readable without any key: codes and numbers, no record and no value. */
const setAsideFile = z.array(setAsideCount);
const fileOf = (folder: string): string => join(folder, 'set-aside.json');
/** Some counts; a larger file is none of ours. */
const MAX_BYTES = 64 * 1024;
const MOST_RECORDS = 1_000_000;

/** What a kind may be called in a report: it is HQ's word, and words are no place for anything else. */
const NAME = /^[A-Za-z0-9]{1,40}$/;

/** Keeps one officer's counts, in the officer's folder. Durable when it returns. */
export const writeSetAside = (
  folder: string,
  counts: readonly { readonly system: string; readonly kind: string; readonly reason: string; readonly count: number }[],
): void => {
  const named = counts.map((one) => ({ ...one, kind: NAME.test(one.kind) ? one.kind : '' }));
  writeFileAtomic(fileOf(folder), Buffer.from(JSON.stringify(sumOf(named))));
};

/** Of all officers on this laptop together, the most first. A folder's file that cannot be read counts as none. */
export const setAsideOnLaptop = (dataFolder: string): SetAsideCount[] =>
  sumOf(officerFoldersIn(dataFolder).flatMap(({ path }) => readSetAside(path)));

const readSetAside = (folder: string): readonly SetAsideCount[] => {
  try {
    const file = fileOf(folder);
    return statSync(file).size > MAX_BYTES ? [] : setAsideFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return []; // None yet, or damaged: it is written anew when the officer's work opens.
  }
};

const sumOf = (counts: readonly SetAsideCount[]): SetAsideCount[] => {
  const sums = new Map<string, SetAsideCount>();
  for (const { system, kind, reason, count } of counts) {
    const key = `${system} ${kind} ${reason}`;
    const all = Math.min((sums.get(key)?.count ?? 0) + count, MOST_RECORDS);
    sums.set(key, { system, kind, reason, count: all });
  }
  return [...sums.values()].sort((one, other) => other.count - one.count).slice(0, MOST_SET_ASIDE_COUNTS);
};
