import type { z } from 'zod';
import { briefing } from './briefing.ts';
import { caseFiles } from './case-files.ts';
import type { CommandContract, SystemContract } from './contract.ts';
import { crime } from './crime.ts';
import { exhibits } from './exhibits.ts';
import type { FeedSystemId, SystemId } from './ids.ts';
import { feedSystemIds, systemIds } from './ids.ts';
import { mail } from './mail.ts';
import { missing } from './missing.ts';
import { people } from './people.ts';
import { records } from './records.ts';
import { statements } from './statements.ts';
import { storm } from './storm.ts';
import { video } from './video.ts';

/** Every system's contract: one without does not compile. */
export const systems = {
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
} as const satisfies Readonly<Record<SystemId, SystemContract>>;
type Systems = typeof systems;

/** Kinds of item in each change feed, and their shape. */
export type FeedKinds = { readonly [S in FeedSystemId]: Systems[S]['items'] };
export const feedKinds = Object.fromEntries(feedSystemIds.map((id) => [id, systems[id].items])) as unknown as FeedKinds;

/** The payload of each command of each system. */
export type Commands = {
  readonly [S in SystemId]: { readonly [C in keyof Systems[S]['commands']]: PayloadOf<Systems[S]['commands'][C]> };
};
/** What an officer gives of a command: its payload without the time, which the laptop adds. */
export type Given<S extends SystemId, C extends keyof Commands[S]> = Commands[S][C] extends z.ZodType
  ? Omit<z.input<Commands[S][C]>, 'at'>
  : never;
type PayloadOf<Command> = Command extends { readonly payload: infer Payload extends z.ZodType } ? Payload : never;
const payloadsOf = (contract: SystemContract) =>
  Object.fromEntries(Object.entries(contract.commands).map(([name, { payload }]) => [name, payload]));
export const commands = Object.fromEntries(systemIds.map((id) => [id, payloadsOf(systems[id])])) as unknown as Commands;

/** A command's contract by names that came from outside; undefined for a command that there is not. */
export const commandContract = (system: SystemId, command: string): CommandContract | undefined => {
  const known: Readonly<Record<string, CommandContract>> = systems[system].commands;
  return Object.hasOwn(known, command) ? known[command] : undefined;
};

/** Of the system in whose feed items of the kind are: no two systems have kinds of one name. */
export const systemOfKind = (kind: string): FeedSystemId | undefined => feedSystemIds.find((id) => Object.hasOwn(feedKinds[id], kind));

/**
 * The payload's fields that name items, the command's own and those that it refers to, and the kind of each. `seen`: whoever gives the
 * command must be able to see what it refers to.
 */
export const idFields = ({ item, itemField, references = {} }: CommandContract): readonly IdField[] => [
  ...(itemField === undefined ? [] : [{ field: itemField, kind: item, seen: false, within: undefined }]),
  ...Object.entries(references).map(([field, { kind, compared, within }]) => ({ field, kind, seen: compared !== true, within })),
];
export interface IdField {
  readonly field: string;
  readonly kind: string;
  readonly seen: boolean;
  readonly within: string | undefined;
}

/** The ids in a field that names items: none, one, or a list of them, or of objects that name them (Reference.within). */
export const idsOf = (value: unknown, within?: string): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((entry: unknown) => idsOf(entry, within));
  if (within === undefined) return typeof value === 'string' ? [value] : [];
  const [field, deeper] = splitPath(within);
  return isRecord(value) ? idsOf(value[field], deeper) : [];
};
/** The same field, each id replaced. */
export const withIds = (value: unknown, replace: (id: string) => string, within?: string): unknown => {
  if (Array.isArray(value)) return value.map((entry: unknown) => withIds(entry, replace, within));
  if (within === undefined) return typeof value === 'string' ? replace(value) : value;
  const [field, deeper] = splitPath(within);
  return isRecord(value) && value[field] !== undefined ? { ...value, [field]: withIds(value[field], replace, deeper) } : value;
};
const splitPath = (path: string): readonly [string, string | undefined] => {
  const stop = path.indexOf('.');
  return stop === -1 ? [path, undefined] : [path.slice(0, stop), path.slice(stop + 1)];
};
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every code with which a command of its own may be refused for good. */
export type OwnRefusal = { readonly [S in SystemId]: RefusalOf<Systems[S]['commands'][keyof Systems[S]['commands']]> }[SystemId];
type RefusalOf<Command> = Command extends { readonly refusals: readonly (infer Code extends string)[] } ? Code : never;
/** Each of them, with the status (RFC 9110) of HQ's answer. */
export const ownRefusals = Object.fromEntries(
  systemIds
    .flatMap((id) => Object.values<CommandContract>(systems[id].commands).flatMap(({ refusals = [] }) => refusals))
    .map((code) => [code, 422]),
) as { readonly [Code in OwnRefusal]: 422 };
