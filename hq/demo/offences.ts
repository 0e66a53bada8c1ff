import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Offence } from '../../contracts/domain/crime.ts';

const row = z.object({
  category: z.string().regex(/^\d{3}$/),
  sub_category: z.string().regex(/^\d{2}$/),
  group: z.string(),
  category_description: z.string(),
  offence: z.string(),
});

const FILE = new URL('data/home-office-offence-codes.csv', import.meta.url);

/** The Home Office's offence list, whole: 3,039 codes. */
export const readOffences = (): readonly Offence[] =>
  z
    .array(row)
    .parse(parse(readFileSync(FILE, 'utf8'), { columns: true, skip_empty_lines: true }))
    .map((line) => ({
      code: `${line.category}/${line.sub_category}`,
      group: line.group.trim(),
      category: line.category_description.trim(),
      text: shortened(line.offence.replace(/\s+/g, ' ').trim()),
    }));

/** Limit of contracts/domain/crime.ts. One offence of the list is longer: a thousand characters of statute. */
const OFFENCE_LENGTH = 600;

const shortened = (text: string): string =>
  text.length <= OFFENCE_LENGTH ? text : `${text.slice(0, text.lastIndexOf(' ', OFFENCE_LENGTH - 2))} …`;

/** Codes that fit each published kind of crime, the commonest first; several kinds are recorded under more than one code. */
export const codesByCrimeType: Readonly<Record<string, readonly string[]>> = {
  'Bicycle theft': ['044/00'],
  Burglary: ['028/03', '030/02'],
  'Criminal damage and arson': ['149/00', '058/00', '056/02'],
  Drugs: ['092/61', '092/81'],
  'Other crime': ['079/04', '054/00'],
  'Other theft': ['049/10', '040/00'],
  'Possession of weapons': ['008/11'],
  'Public order': ['125/12', '125/09', '125/11', '066/01'],
  Robbery: ['034/01'],
  Shoplifting: ['046/00'],
  'Theft from the person': ['039/00'],
  'Vehicle crime': ['045/10', '048/01', '126/00'],
  'Violence and sexual offences': ['105/01', '008/06', '195/94', '195/41'],
};
