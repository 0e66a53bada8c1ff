import { CsvError, type Info, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type Officer, officer, role } from '../../contracts/domain/officer.ts';
import { readBytes } from '../authority/files.ts';
import { ConfigError } from '../config.ts';
import type { OfficerMove } from './directory.ts';

/** The columns of a file of officers, which are the options of `officer put` too. Roles are separated by blanks. */
export const officerColumns = {
  staffId: 'LC002418',
  name: '"Aisha Rahman"',
  rank: 'PC',
  collarNumber: '2418',
  roles: '"officer supervisor"',
  team: '"Leyland Response"',
  station: 'Leyland',
  area: '"South Ribble"',
  callSign: 'LD21',
  supervisor: 'LC001140',
  mailAddress: 'ADDRESS',
  telephone: 'NUMBER',
} as const;
type Column = keyof typeof officerColumns;

/** A role that this program does not know is a slip of whoever typed it. */
const typedOfficer = officer.extend({ roles: z.array(role).min(1) });
/** Where somebody works; what is null is taken away. */
const typedMove = officer
  .pick({ team: true, station: true, area: true })
  .extend({ callSign: officer.shape.callSign.unwrap().nullable(), supervisor: officer.shape.supervisor.unwrap().nullable() })
  .partial();
/** A line's end, a tab, or what turns the direction of writing: of none of them a name is made, and lists show another than was typed. */
const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
/** A force of the largest size, and none that is larger by mistake. */
const MOST_BYTES = 32 * 1024 * 1024;

/** An officer from text by column; what is empty is left out. Throws ConfigError that names the fields. */
export const typedToOfficer = (typed: Readonly<{ [Name in Column]?: string | undefined }>, where = ''): Officer => {
  const { roles = '', ...rest } = typed;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && value !== ''));
  return read(typedOfficer, { ...given, roles: roles.split(/\s+/).filter((one) => one !== '') }, where);
};

/** What is to change of where an officer works: what is empty is null, what is not named is left out. Throws ConfigError that names the fields. */
export const typedToMove = (typed: Readonly<{ [Name in keyof OfficerMove]?: string | undefined }>): OfficerMove =>
  read(
    typedMove,
    Object.fromEntries(
      Object.entries(typed).flatMap(([name, value]) => (value === undefined ? [] : [[name, value === '' ? null : value]])),
    ),
  );

const read = <Value>(contract: z.ZodType<Value>, typed: Readonly<Record<string, unknown>>, where = ''): Value => {
  const parsed = contract.safeParse(typed);
  const fields = [
    ...(parsed.success ? [] : parsed.error.issues.map(({ path }) => String(path[0]))),
    ...Object.entries(typed).flatMap(([name, value]) => ([value].flat().some((text) => CONTROL.test(String(text))) ? [name] : [])),
  ];
  if (parsed.success && fields.length === 0) return parsed.data;
  throw new ConfigError(`${where}${[...new Set(fields)].join(', ')}: missing, or not of its form`);
};

/** The officers of a CSV file (UTF-8) whose first line names the columns, in any order. Throws ConfigError that names line and fields. */
export const readOfficerFile = (file: string): readonly Officer[] => {
  const rows = readRows(file);
  const [first] = rows;
  if (first === undefined) throw new ConfigError(`${file}: no officer in it`);
  const odd = Object.keys(first.record).filter((name) => !Object.hasOwn(officerColumns, name));
  if (odd.length > 0) throw new ConfigError(`${file}: its first line may name ${Object.keys(officerColumns).join(', ')} alone`);
  const ids = new Set<string>();
  return rows.map(({ record, line }) => {
    const where = `${file} line ${line}: `;
    const typed = typedToOfficer(record, where);
    if (ids.has(typed.staffId)) throw new ConfigError(`${where}the staffId of a line before`);
    ids.add(typed.staffId);
    return typed;
  });
};

interface Row {
  readonly record: Readonly<Partial<Record<Column, string>>>;
  /** In which it ends. */
  readonly line: number;
}

const readRows = (file: string): readonly Row[] => {
  const text = readUtf8(file);
  try {
    const rows: readonly { readonly record: Row['record']; readonly info: Info }[] = parse(text, {
      ...{ columns: true, bom: true, trim: true, skip_empty_lines: true, info: true },
    });
    return rows.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    if (error instanceof CsvError) throw new ConfigError(`${file}: not CSV (line ${error.lines})`);
    throw error;
  }
};

/** Of another encoding, names would be written with signs in place of their letters. */
const readUtf8 = (file: string): string => {
  const bytes = readBytes(file, file);
  if (bytes.byteLength > MOST_BYTES) throw new ConfigError(`${file}: larger than any force`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ConfigError(`${file}: not UTF-8; save it as that`);
  }
};
