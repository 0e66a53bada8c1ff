import type { z } from 'zod';
import type { SystemContract } from './contract.ts';
import { crime } from './crime.ts';
import type { FeedSystemId, SystemId } from './ids.ts';
import { feedSystemIds, systemIds } from './ids.ts';
import { mail } from './mail.ts';
import { people } from './people.ts';
import { storm } from './storm.ts';

/** Every system's contract: one without does not compile. */
export const systems = { storm, crime, people, mail } as const satisfies Readonly<Record<SystemId, SystemContract>>;
type Systems = typeof systems;

/** Kinds of item in each change feed, and their shape. */
export type FeedKinds = { readonly [S in FeedSystemId]: Systems[S]['items'] };
export const feedKinds = Object.fromEntries(feedSystemIds.map((id) => [id, systems[id].items])) as unknown as FeedKinds;

/** The payload of each command of each system. */
export type Commands = {
  readonly [S in SystemId]: { readonly [C in keyof Systems[S]['commands']]: PayloadOf<Systems[S]['commands'][C]> };
};
type PayloadOf<Command> = Command extends { readonly payload: infer Payload extends z.ZodType } ? Payload : never;
const payloadsOf = (contract: SystemContract) =>
  Object.fromEntries(Object.entries(contract.commands).map(([name, { payload }]) => [name, payload]));
export const commands = Object.fromEntries(systemIds.map((id) => [id, payloadsOf(systems[id])])) as unknown as Commands;
