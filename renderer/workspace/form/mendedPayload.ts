import type { OutboxCommand } from '../../../contracts/ipc/link.ts';
import { ok, type Result } from '../../../contracts/result.ts';
import { api } from '../../api.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';
import type { BegunForm } from '../pane.tsx';

/** Of the command that is changed in a form; undefined in a new one. */
export type MendedPayload = OutboxCommand['payload'] | undefined;

/** The field of its payload that HQ named when it refused the command, and what HQ said. */
export interface Refusal {
  readonly field: readonly string[];
  readonly reason: string | undefined;
}
/** The command that is changed in a form; nothing of it in a new one. */
export interface Mended {
  readonly payload?: MendedPayload;
  readonly refusal?: Refusal | undefined;
  /** What HQ said of it, whichever field it is about. */
  readonly reason?: string | undefined;
}
/** A form as it is opened. */
export type MendingForm = BegunForm & Mended;

/** What that command carries, and what HQ found wrong with it. `mend`: its outbox's id, where there is one. */
export const mendedPayload = async (mend: string | undefined): Promise<Result<Mended, ErrorCode>> => {
  if (mend === undefined) return ok({});
  const command = await api.link.command({ id: mend });
  if (!command.ok) return command;
  const { payload, field, reason } = command.value;
  return ok({ payload, reason, refusal: field && { field, reason } });
};
