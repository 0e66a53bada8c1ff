import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { DEMO_AREA, DEMO_FORCE } from './officers.ts';

/** A row of the public street-level file. */
export interface StreetCrime {
  readonly type: string;
  /** As published: "2022-10". */
  readonly month: string;
  /** The district, by the name of the neighbourhood. */
  readonly area: string;
  /** Mended for display; undefined where the file names none. */
  readonly street: string | undefined;
  readonly neighbourhood: string;
  readonly longitude: number;
  readonly latitude: number;
  /** As published; undefined for anti-social behaviour, which has none. */
  readonly outcome: string | undefined;
}

const row = z.object({
  'Crime ID': z.string(),
  Month: z.string().regex(/^\d{4}-\d{2}$/),
  'Falls within': z.string(),
  Longitude: z.string(),
  Latitude: z.string(),
  Location: z.string(),
  'LSOA name': z.string(),
  'Crime type': z.string().min(1),
  'Last outcome category': z.string(),
});

const FILE = new URL('data/lancashire-street-2022-10.csv', import.meta.url);
const ANONYMOUS = 'On or near ';

/** The real rows of the district. */
export const readStreetCrimes = (): readonly StreetCrime[] => readForceCrimes().filter(({ area }) => area === DEMO_AREA);

/**
 * The real rows of the whole force. A repeated Crime ID counts once (the public file repeats a crime with several victims or
 * corrections); rows without ID are incidents of their own. Rows without coordinates are left out.
 */
export const readForceCrimes = (): readonly StreetCrime[] => {
  known ??= parseStreetCrimes();
  return known;
};

/** Items, mail and the map are all told from the file, and it takes a second to read. */
let known: readonly StreetCrime[] | undefined;

const parseStreetCrimes = (): readonly StreetCrime[] => {
  const seen = new Set<string>();
  const crimes: StreetCrime[] = [];
  for (const record of z.array(row).parse(parse(readFileSync(FILE, 'utf8'), { columns: true, skip_empty_lines: true }))) {
    const id = record['Crime ID'];
    const here = record['LSOA name'] !== '' && record['Falls within'] === DEMO_FORCE;
    if (!here || record.Longitude === '' || record.Latitude === '' || (id !== '' && seen.has(id))) continue;
    seen.add(id);
    crimes.push({
      type: record['Crime type'],
      month: record.Month,
      area: record['LSOA name'].replace(/ \d{3}[A-Z]$/, ''),
      street: streetName(record.Location),
      neighbourhood: record['LSOA name'],
      longitude: Number(record.Longitude),
      latitude: Number(record.Latitude),
      outcome: record['Last outcome category'] || undefined,
    });
  }
  return crimes;
};

const streetName = (location: string): string | undefined => {
  const name = location.startsWith(ANONYMOUS) ? location.slice(ANONYMOUS.length).trim() : '';
  return name === '' ? undefined : mendCase(name);
};

/** "St Gabriel'S" was capitalised by a machine: a letter after an apostrophe at a word's end is small. */
export const mendCase = (name: string): string => name.replace(/'([A-Z])\b/g, (_whole, letter: string) => `'${letter.toLowerCase()}`);
