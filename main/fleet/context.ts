import type { Journal } from '../audit/journal.ts';
import type { Trust } from '../device/trust/trust.ts';
import type { OpenWork } from '../session/work.ts';
import type { Register } from '../sync/services/register.ts';

/** What a call of the Fleet pane works with, while the officer's work is open. */
export interface FleetContext {
  readonly register: Register;
  readonly signature: OpenWork['signature'];
  readonly trust: Trust;
  readonly force: string;
  readonly journal: Journal;
  readonly now: () => Date;
}
