import type { System } from '../../contracts/hq/feeds.ts';
import { briefing } from './briefing/index.ts';
import { caseFiles } from './case-files/index.ts';
import type { CommandHandler } from './command.ts';
import { crime } from './crime/index.ts';
import type { KindDefinition, SystemDefinition } from './define.ts';
import { exhibits } from './exhibits/index.ts';
import { missing } from './missing/index.ts';
import { people } from './people/index.ts';
import { records } from './records/index.ts';
import { statements } from './statements/index.ts';
import { storm } from './storm/index.ts';
import { video } from './video/index.ts';

/** Every system with a change feed: one without does not compile. */
const systems = { storm, crime, people, records, missing, statements, exhibits, briefing, video, caseFiles } as const satisfies {
  readonly [S in System]: SystemDefinition<S>;
};

// Contract and definition are paired by name in the types above; a lookup by name can only be seen as such.
const lookUp = <Value>(table: object, name: string): Value | undefined =>
  Object.hasOwn(table, name) ? (table as Readonly<Record<string, Value>>)[name] : undefined;

export const kindDefinition = (system: System, kind: string): KindDefinition<unknown> | undefined => lookUp(systems[system].kinds, kind);

/** The kinds that are restricted with one. */
export const kindsRestrictedWith = (system: System, kind: string): readonly string[] =>
  Object.keys(systems[system].kinds).filter((other) => kindDefinition(system, other)?.restrictedWith === kind);

export const commandHandler = (system: System, command: string): CommandHandler<unknown> | undefined =>
  lookUp(systems[system].commands, command);
