import type { OutboxCommand } from '../../../contracts/ipc/link.ts';
import { ok, type Result } from '../../../contracts/result.ts';
import { api } from '../../api.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';

/** Of the command that is changed in a form; undefined in a new one. */
export type MendedPayload = OutboxCommand['payload'] | undefined;

/** What that command carries. `mend`: its outbox's id, where there is one. */
export const mendedPayload = async (mend: string | undefined): Promise<Result<{ readonly payload: MendedPayload }, ErrorCode>> => {
  if (mend === undefined) return ok({ payload: undefined });
  const command = await api.link.command({ id: mend });
  return command.ok ? ok({ payload: command.value.payload }) : command;
};
