import type { z } from 'zod';
import type { Officer } from '../../contracts/domain/officer.ts';
import type { FoundKind } from '../../contracts/systems/found.ts';
import type { SystemId } from '../../contracts/systems/ids.ts';
import type { systems } from '../../contracts/systems/index.ts';
import type { ReadableDb, Reads, WritableDb, Writes } from '../store/db.ts';
import type { Author, Describer } from '../sync/describe.ts';
import type { FoundDefinition } from './found.ts';

/** A command as an officer has given it: parsed by its contract, its items called by their numbers where they have one. */
export interface GivenCommand<Payload> {
  /** Provisional for what is new. */
  readonly itemId: string;
  readonly payload: Payload;
  readonly officer: Officer;
  readonly at: string;
}

interface CommandBasics<Payload> {
  /** Why it is not taken on; undefined when it is. HQ judges again. */
  readonly refuses?: (db: ReadableDb, given: GivenCommand<Payload>) => 'NotFound' | 'NotAllowed' | undefined;
  /** What only the laptop knows of it, to go out with it wherever it goes out from. */
  readonly completes?: (db: ReadableDb, given: GivenCommand<Payload>) => Partial<Payload>;
  /** In the words of its pane, for the list of what is unsent. */
  readonly summary: (db: ReadableDb, given: GivenCommand<Payload>) => string;
  /** What else is so from now on, in the transaction that puts it into the outbox. */
  readonly alsoWrites?: (db: WritableDb, given: GivenCommand<Payload>) => void;
  /** It leaves no entry in the journal: of a consultation that is journalled, it says nothing new. */
  readonly unjournalled?: true;
}

export interface ChangeDefinition<Payload, Body> extends CommandBasics<Payload> {
  /** The version that the officer decided on; undefined: not on this laptop. Without it, the item's in the store. */
  readonly baseVersion?: (db: ReadableDb, given: GivenCommand<Payload>) => number | undefined;
  /** It is so already: there is nothing to send. */
  readonly isSo?: (db: ReadableDb, given: GivenCommand<Payload>) => boolean;
  /** The item as it will be, the officer having decided so, by the outbox's id of the decision; absent where the effect is not of one item alone (storm/overlay.ts). */
  readonly apply?: (body: Body, payload: Payload, officer: Officer, decision: string) => Body;
}

export interface CreateDefinition<Payload, Body> extends CommandBasics<Payload> {
  /** The item as it is shown until HQ has made it: version 0, its id the provisional one. */
  readonly provisional: (payload: Payload, made: { readonly id: string; readonly at: string; readonly author: Author }) => Body;
}

type Contract<S extends SystemId> = (typeof systems)[S];
type BodyOf<S extends SystemId, K> = K extends keyof Contract<S>['items']
  ? Contract<S>['items'][K] extends z.ZodType<infer Body>
    ? Body
    : never
  : unknown;
type DefinitionOf<S extends SystemId, Command> = Command extends {
  readonly effect: infer Effect;
  readonly item: infer Kind;
  readonly payload: z.ZodType<infer Payload>;
}
  ? Effect extends 'create'
    ? CreateDefinition<Payload, BodyOf<S, Kind>>
    : ChangeDefinition<Payload, BodyOf<S, Kind>>
  : never;

/** A definition for each command of a system. */
export type CommandDefinitions<S extends SystemId> = {
  readonly [C in keyof Contract<S>['commands']]: DefinitionOf<S, Contract<S>['commands'][C]>;
};

/** A system as the store's worker has it: one that lacks a kind or a command of its contract does not compile. */
export interface SystemDefinition<S extends SystemId> {
  /** Its items: their number, what a list reads of them, and what search finds them by. */
  readonly kinds: { readonly [K in keyof Contract<S>['items']]: Describer<BodyOf<S, K>> };
  readonly commands: CommandDefinitions<S>;
  /** What of it a search finds, by kind: one that is declared here needs nothing elsewhere but its name in contracts/systems/found.ts. */
  readonly finds: { readonly [K in FoundKind]?: FoundDefinition };
  readonly reads: Reads;
  readonly writes: Writes;
}

/** Declares a system. `id`: of its contract. */
export const defineSystem = <S extends SystemId, const D extends SystemDefinition<S>>(id: S, definition: D): D & { readonly id: S } => ({
  ...definition,
  id,
});
