import { sql } from 'kysely';
import type { System } from '../../contracts/hq/feeds.ts';
import { systemOfKind } from '../../contracts/systems/index.ts';
import type { Transaction } from '../database/database.ts';
import { beginWriting, findItem } from '../database/items.ts';
import { findNamed } from '../database/officers.ts';
import { accessKeysOfOfficer } from './access-keys.ts';
import type { ItemName } from './define.ts';

/**
 * The keys of those who see all of the items: the keys that each of them has, and those of the officers whom one of them names and who see the
 * others too. `known`: of items that are about to be written. Undefined where none of the items is there.
 */
export const keysOfAll = async (
  transaction: Transaction,
  items: readonly ItemName[],
  known: ReadonlyMap<string, readonly string[]>,
): Promise<readonly string[] | undefined> => {
  const sets: (readonly string[])[] = [];
  for (const { kind, id } of items) {
    const system = systemOfKind(kind);
    const there = known.get(`${kind} ${id}`) ?? (system && (await findItem(transaction, { system, kind, owner: '', id }))?.access_keys);
    if (there !== undefined) sets.push(there);
  }
  if (sets.length === 0) return undefined;
  const all = [...new Set(sets.flat())];
  const common = all.filter((key) => sets.every((set) => set.includes(key)));
  const named = (kind: string): readonly string[] =>
    all.filter((key) => key.startsWith(`${kind}:`)).map((key) => key.slice(kind.length + 1));
  const officers = await findNamed(transaction, { staffIds: named('staff'), collarNumbers: named('collar'), teams: named('supervisors') });
  const seeing = officers.filter((officer) => {
    const held = accessKeysOfOfficer(officer);
    return !common.some((key) => held.includes(key)) && sets.every((set) => set.some((key) => held.includes(key)));
  });
  return [...common, ...seeing.map(({ staffId }) => `staff:${staffId}`)].sort();
};

/** The fields by which a link names an item of a kind. */
const NAMED_BY: Readonly<Record<string, readonly string[]>> = {
  person: ['personId', 'otherId'],
  incident: ['incidentId'],
  crime: ['crimeId'],
  task: ['taskId'],
};

/** The access keys of those of the items that are there already, by "kind id". */
export const keysBefore = async (
  transaction: Transaction,
  system: System,
  items: readonly ItemName[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const linked = items.filter(({ kind }) => Object.hasOwn(NAMED_BY, kind));
  if (linked.length === 0) return new Map();
  const rows = await transaction
    .selectFrom('item')
    .select(['kind', 'id', 'access_keys'])
    .where('system', '=', system)
    .where('id', '=', sql<string>`any(${linked.map(({ id }) => id)}::text[])`)
    .execute();
  return new Map(rows.map(({ kind, id, access_keys }) => [`${kind} ${id}`, access_keys]));
};

/** The kinds that tell of others and are seen by those who see them. In this order their systems are locked. */
const TELLERS = [
  { system: 'records', kinds: ['link'], of: ['person', 'incident', 'crime', 'task'] },
  { system: 'statements', kinds: ['statement', 'statementBack'], of: ['crime'] },
  { system: 'exhibits', kinds: ['exhibit'], of: ['incident', 'crime'] },
  { system: 'video', kinds: ['clip'], of: ['crime'] },
  { system: 'caseFiles', kinds: ['caseFile', 'handOver'], of: ['crime'] },
] as const;

/** By system, what tells of any of the items, whoever sees it. From here to the commit nobody else writes items of those systems. */
export const tellingOf = async (
  transaction: Transaction,
  items: readonly ItemName[],
): Promise<readonly (readonly [System, readonly (ItemName & { readonly body: Readonly<Record<string, unknown>> })[]])[]> => {
  const found: [System, (ItemName & { readonly body: Readonly<Record<string, unknown>> })[]][] = [];
  for (const { system, kinds, of } of TELLERS) {
    const told = items.filter(({ kind }) => of.some((one) => one === kind));
    if (told.length === 0) continue;
    await beginWriting(transaction, system);
    const rows = await transaction
      .selectFrom('item')
      .select(['kind', 'id', 'body'])
      .where('system', '=', system)
      .where('kind', 'in', kinds)
      .where((item) =>
        item.or(
          told.flatMap(({ kind, id }) => (NAMED_BY[kind] ?? []).map((field) => sql<boolean>`${item.ref('body')} ->> ${field} = ${id}`)),
        ),
      )
      .execute();
    found.push([system, rows]);
  }
  return found;
};
