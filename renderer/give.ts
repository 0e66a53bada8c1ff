import type { SystemId } from '../contracts/systems/ids.ts';
import type { Commands, Given } from '../contracts/systems/index.ts';
import { api } from './api.ts';

/**
 * Gives a command to a system: `give('crime', 'task.create', { … })`. Durable on this laptop once it answers; sent as soon as there is
 * signal. `itemId`: only for commands whose payload does not name their item (contracts/ipc/commands.ts). `draftKey`: the draft that
 * becomes this command, and ends with it.
 */
export const give = <S extends SystemId, C extends keyof Commands[S] & string>(
  system: S,
  command: C,
  payload: Given<S, C>,
  about: { readonly itemId?: string; readonly draftKey?: string } = {},
): ReturnType<typeof api.commands.give> => api.commands.give({ system, command, payload: { ...payload }, ...about });
