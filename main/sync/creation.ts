import type { SystemId } from '../../contracts/systems/ids.ts';
import { commandContract, idFields, idsOf } from '../../contracts/systems/index.ts';
import { feedSystemId } from '../../contracts/systems/schema.ts';
import { resolveId, resolveIn } from '../store/alias.ts';
import type { WritableDb } from '../store/db.ts';
import { storeProvisional } from './adopt.ts';
import type { Author, Creation, SystemsInStore } from './describe.ts';

interface NamedCommand {
  readonly system: SystemId;
  readonly command: string;
}

/** What an outbox row says of the items that it names, by the command's contract: whether it makes its own, and which fields name others. */
export const namesOf = ({ system, command }: NamedCommand): readonly [creates: number, idFields: string] => {
  const contract = commandContract(system, command);
  return [
    Number(contract?.effect === 'create'),
    JSON.stringify(contract === undefined ? [] : idFields(contract).map(({ field }) => field)),
  ];
};

/** The ids of all items that a command names. */
export const idsIn = ({ system, command, itemId, payload }: Creation): readonly string[] => {
  const contract = commandContract(system, command);
  const fields = payload as Readonly<Record<string, unknown>>;
  const named = contract === undefined ? [] : idFields(contract).flatMap(({ field, within }) => idsOf(fields[field], within));
  return [...new Set([itemId, ...named])];
};

/** Shows what a creation makes as an item of its own, until HQ's comes. Nothing for what makes none, or was made by HQ already. */
export const addProvisional = (db: WritableDb, systems: SystemsInStore, creation: Creation, author: Author): void => {
  const { itemKind: kind, itemId: id } = creation;
  const system = feedSystemId.safeParse(creation.system).data;
  if (system === undefined || resolveId(db, id) !== id) return;
  const body = systems.provisional(creation, author);
  // A command that was sent keeps the provisional ids of its payload; what it shows calls by their numbers what has them by now.
  if (body !== undefined) storeProvisional(db, systems, { system, kind, id }, resolveIn(db, body));
};

/** SQL, from the table on: the creations that HQ has not done of items which the outbox row `row` names. */
export const openCreations = (row: string): string =>
  `outbox AS creation WHERE creation.creates = 1 AND creation.id <> ${row}.id
     AND creation.state IN ('waiting', 'sending', 'conflict', 'refused') AND creation.item_id IN (
       SELECT ${row}.item_id UNION
       SELECT named.atom FROM json_each(${row}.id_fields) AS field, json_tree(${row}.payload, '$.' || field.value) AS named
       WHERE named.type = 'text')`;
