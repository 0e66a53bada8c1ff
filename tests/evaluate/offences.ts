import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { homeOfficeCode } from '../../contracts/domain/crime.ts';
import { readOffences } from '../../hq/demo/offences.ts';
import { openStore } from '../../main/store/open.ts';
import type { Store } from '../../main/store/store.ts';
import { cursor, upsert } from '../main/support/items.ts';

const example = z.object({ description: z.string().trim().min(1).max(200), codes: z.string() }).transform(({ description, codes }) => ({
  description,
  codes: z
    .array(homeOfficeCode)
    .min(1)
    .parse(codes.split('|').map((code) => code.trim())),
}));
export type Example = z.infer<typeof example>;

/** Descriptions and the codes that are right for each. Throws where the file is something else. */
export const readExamples = (file: string | URL): readonly Example[] =>
  z
    .array(example)
    .min(1)
    .parse(parse(readFileSync(file, 'utf8'), { columns: true, bom: true, skip_empty_lines: true, trim: true }));

/** How many descriptions had a right code first, and among the first three. */
export interface Figures {
  readonly number: number;
  readonly first: number;
  readonly amongThree: number;
}

/** Asks the store as the window does. `missed` is called for each description whose right code is not first, with what was found. */
export const evaluate = async (
  store: Store,
  examples: readonly Example[],
  missed: (example: Example, found: readonly string[]) => void = () => undefined,
): Promise<Figures> => {
  let first = 0;
  let amongThree = 0;
  for (const example of examples) {
    const found = (await store.read('crime.offences', { text: example.description, limit: 3, area: '' })).map(({ code }) => code);
    const rank = found.findIndex((code) => example.codes.includes(code));
    if (rank === 0) first += 1;
    else missed(example, found);
    if (rank !== -1) amongThree += 1;
  }
  return { number: examples.length, first, amongThree };
};

/** A store that holds the Home Office's list and nothing else, and the way to close it. */
export const openOffenceStore = async (): Promise<{ readonly store: Store; readonly close: () => Promise<void> }> => {
  const folder = mkdtempSync(join(tmpdir(), 'mo-evaluate-'));
  const store = await openStore(new URL('../../main/app/store-worker.ts', import.meta.url))({ folder, key: new Uint8Array(32).fill(7) });
  const lines = readOffences().map((offence) => upsert('offence', offence.code, 1, offence));
  await store.write('feed.apply', { system: 'crime', lines: [...lines, cursor('1')], at: '2021-05-18T14:40:00.000Z' });
  return {
    store,
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** The offences of plain descriptions: columns `description,codes`, several right codes joined by `|`. */
export const evaluateOffences = async (file: string, say: (miss: string) => void): Promise<string> => {
  const examples = readExamples(file);
  const { store, close } = await openOffenceStore();
  try {
    const { number, first, amongThree } = await evaluate(store, examples, ({ description, codes }, found) =>
      say(`${description}: ${found.length === 0 ? 'nothing' : found.join(' ')} for ${codes.join('|')}`),
    );
    return `${number} descriptions, top-1 ${percent(first, number)} %, top-3 ${percent(amongThree, number)} %`;
  } finally {
    await close();
  }
};

/** Rounded down: a figure never says more than was reached. */
const percent = (part: number, whole: number): number => Math.floor((part / whole) * 100);
