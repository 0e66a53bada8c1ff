import type { SystemId } from '../../contracts/systems/ids.ts';
import { commandContract } from '../../contracts/systems/index.ts';
import type { Describers, SystemsInStore } from '../sync/describe.ts';
import { briefing } from './briefing/index.ts';
import { caseFiles } from './case-files/index.ts';
import { crime } from './crime/index.ts';
import type { ChangeDefinition, CreateDefinition, SystemDefinition } from './define.ts';
import { exhibits } from './exhibits/index.ts';
import { mail } from './mail/index.ts';
import { missing } from './missing/index.ts';
import { people } from './people/index.ts';
import { records } from './records/index.ts';
import { statements } from './statements/index.ts';
import { storm } from './storm/index.ts';
import { video } from './video/index.ts';

/** Every system, as the store's worker has it: one without does not compile. Whatever else needs a list of them derives it. */
export const definitions = {
  storm,
  crime,
  people,
  records,
  missing,
  statements,
  exhibits,
  briefing,
  video,
  caseFiles,
  mail,
} as const satisfies {
  readonly [S in SystemId]: SystemDefinition<S>;
};

type Definitions = (typeof definitions)[SystemId];
type AllOf<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void ? All : never;
export type SystemReads = AllOf<Definitions['reads']>;
export type SystemWrites = AllOf<Definitions['writes']>;
declare module '../store/store.ts' {
  interface StoreReads extends SystemReads {}
  interface StoreWrites extends SystemWrites {}
}

/** Every system's reads and writes, by name. */
export const systemReads = Object.assign({}, ...Object.values(definitions).map(({ reads }) => reads)) as SystemReads;
export const systemWrites = Object.assign({}, ...Object.values(definitions).map(({ writes }) => writes)) as SystemWrites;

type AnyDefinition = ChangeDefinition<unknown, unknown> | CreateDefinition<unknown, unknown>;

/** A command's definition by names that came from outside; undefined for a command that there is not. */
export const commandDefinition = (system: SystemId, command: string): AnyDefinition | undefined => {
  // Contract and definition are paired by name in the types above; a lookup by name can only be seen as such.
  const known = definitions[system].commands as unknown as Readonly<Record<string, AnyDefinition>>;
  return Object.hasOwn(known, command) ? known[command] : undefined;
};

/** What the sync needs to know of the systems' items. */
export const systemsInStore: SystemsInStore = {
  describers: Object.fromEntries(Object.values(definitions).map(({ id, kinds }) => [id, kinds])) as unknown as Describers,
  provisional: ({ system, command, itemId, payload, at }, author) => {
    const definition = commandDefinition(system, command);
    if (definition === undefined || !('provisional' in definition)) return undefined;
    const parsed = commandContract(system, command)?.payload.safeParse(payload);
    return parsed?.success ? (definition.provisional(parsed.data, { id: itemId, at, author }) as object) : undefined;
  },
};
