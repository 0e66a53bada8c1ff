import type { System } from '../../contracts/hq/feeds.ts';
import { type CommandCall, type CommandHandler, type CommandHandlers, type CommandOutcome, payloadSchema } from './command.ts';
import { crime } from './crime.ts';
import { people } from './people.ts';
import { storm } from './storm.ts';

const systems = { storm, crime, people } as const satisfies { readonly [S in System]: CommandHandlers<S> };

export type PreparedCommand = (call: Omit<CommandCall<never>, 'payload'>) => Promise<CommandOutcome>;

/** A command ready to be carried out: known, and with a payload of its contract. Otherwise what is wrong with it. */
export const prepare = (system: System, command: string, payload: unknown): PreparedCommand | 'CommandUnknown' | 'PayloadMalformed' => {
  const schema = payloadSchema(system, command);
  if (schema === undefined) return 'CommandUnknown';
  const parsed = schema.safeParse(payload);
  if (!parsed.success) return 'PayloadMalformed';
  // The handler table has one handler for each schema of the same name (CommandHandlers), so that the two fit.
  const handlers = systems[system] as Readonly<Record<string, CommandHandler<unknown>>>;
  const handler = handlers[command];
  if (handler === undefined) return 'CommandUnknown';
  return (call) => handler({ ...call, payload: parsed.data });
};
