import type { Officer } from '../../../contracts/domain/officer.ts';
import { isProvisional } from '../../../contracts/domain/provisional.ts';
import { mendJson } from '../../../contracts/json.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import type { CommandContract } from '../../../contracts/systems/contract.ts';
import type { SystemId } from '../../../contracts/systems/ids.ts';
import { commandContract, idFields } from '../../../contracts/systems/index.ts';
import { feedSystemId } from '../../../contracts/systems/schema.ts';
import { appendEntry } from '../../audit/repository.ts';
import { resolveId } from '../../store/alias.ts';
import type { ReadableDb, WritableDb, Writes } from '../../store/db.ts';
import { readItem } from '../../store/items.ts';
import { addProvisional } from '../../sync/creation.ts';
import { enqueue } from '../../sync/outbox.ts';
import { blobsOf, kindInMaking, referencesHold, withNumbers } from '../../sync/references.ts';
import type { ChangeDefinition, GivenCommand } from '../define.ts';
import { commandDefinition, systemsInStore } from '../index.ts';

/** What the window asked for, who asked, and when. `newId`: a UUID for what it may make. */
export interface CommandRequest {
  readonly outboxId: string;
  readonly newId: string;
  readonly system: SystemId;
  readonly command: string;
  readonly itemId?: string | undefined;
  readonly payload: Readonly<Record<string, unknown>>;
  /** The draft that becomes this command, and ends with it. */
  readonly draftKey?: string | undefined;
  readonly officer: Officer;
  readonly at: string;
}

type Refusal = 'NotFound' | 'NotAllowed' | 'Malformed';

export const commandWrites = {
  /**
   * Takes a command on: parses it by its contract, asks its system whether this officer may give it now, and puts it into the outbox with
   * its effect and its journal entry, in one transaction (contracts/ipc/commands.ts).
   */
  'commands.give': (db: WritableDb, request: CommandRequest): Result<{ readonly itemId: string }, Refusal> => {
    const { system, command, officer, at, outboxId } = request;
    const contract = commandContract(system, command);
    const definition = commandDefinition(system, command);
    if (contract === undefined || definition === undefined) return fail('Malformed');
    const given = parse(db, contract, request);
    if (given === undefined) return fail('Malformed');
    const { itemId, payload } = given;
    if (!referencesHold(db, contract, payload)) return fail('NotFound');
    let baseVersion: number | undefined = 0;
    if ('provisional' in definition) {
      if (resolveId(db, itemId) !== itemId || kindInMaking(db, itemId) !== undefined) return fail('NotAllowed');
    } else {
      baseVersion = versionOf(db, system, contract.item, definition, given);
      if (baseVersion === undefined) return fail('NotFound');
    }
    const refusal = definition.refuses?.(db, given);
    if (refusal !== undefined) return fail(refusal);
    if (!('provisional' in definition) && definition.isSo?.(db, given)) return ok({ itemId });
    const whole = { ...payload, ...definition.completes?.(db, given) };
    const row = { system, command, itemKind: contract.item, itemId, baseVersion, payload: whole, at };
    enqueue(db, { ...row, id: outboxId, summary: definition.summary(db, given), draftKey: request.draftKey, blobs: blobsOf(payload) });
    addProvisional(db, systemsInStore, row, officer);
    if (definition.unjournalled !== true) appendEntry(db, { at, action: 'edit', subject: itemId, detail: command });
    definition.alsoWrites?.(db, given);
    db.touch(system);
    return ok({ itemId });
  },
} as const satisfies Writes;

/** The payload by its contract, its texts mended, its items by their numbers; undefined when it is not of it, or does not tell its item. */
const parse = (
  db: ReadableDb,
  contract: CommandContract,
  request: CommandRequest,
): GivenCommand<Readonly<Record<string, unknown>>> | undefined => {
  const parsed = contract.payload.safeParse({ ...(mendJson(request.payload) as object), at: request.at });
  if (!parsed.success) return undefined;
  const payload = withNumbers(db, parsed.data, idFields(contract));
  const itemId = itemOf(contract, request, payload);
  if (itemId === undefined) return undefined;
  return { itemId: contract.effect === 'create' ? itemId : resolveId(db, itemId), payload, officer: request.officer, at: request.at };
};

const itemOf = (
  { effect, itemField }: CommandContract,
  { itemId, newId }: CommandRequest,
  payload: Readonly<Record<string, unknown>>,
): string | undefined => {
  if (effect === 'create') return itemId === undefined || isProvisional(itemId) ? (itemId ?? newId).toLowerCase() : undefined;
  return itemField === undefined ? itemId : String(payload[itemField]);
};

const versionOf = (
  db: ReadableDb,
  system: SystemId,
  kind: string,
  { baseVersion }: ChangeDefinition<unknown, unknown>,
  given: GivenCommand<unknown>,
): number | undefined => {
  if (baseVersion !== undefined) return baseVersion(db, given);
  const feed = feedSystemId.safeParse(system).data;
  return feed && readItem(db, { system: feed, kind, id: given.itemId })?.version;
};

type OwnWrites = typeof commandWrites;
declare module '../../store/store.ts' {
  interface StoreWrites extends OwnWrites {}
}
