import type { OrderKind } from '../../../contracts/domain/order.ts';
import { isBlank } from '../../../contracts/domain/text.ts';
import type { OrderDraft } from '../../../contracts/ipc/fleet.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';

/** As long as the contract takes a reason, a pool, a name; a message may be longer. */
export const SHORT = 200;
export const LONG = 500;

/** What was typed into the form of an order, for whichever kind. */
export interface Written {
  readonly reason: string;
  readonly text: string;
  readonly version: string;
  readonly handOver: boolean;
  readonly returnTo: string;
  /** The laptop's name, typed out to be sure. */
  readonly typedName: string;
}
export const emptyDraft: Written = { reason: '', text: '', version: '', handOver: true, returnTo: '', typedName: '' };

/** What is still missing. */
export type Unready = 'reason' | 'text' | 'name' | 'returnTo' | 'version';

/** The order as main wants it, or the first thing that is missing. */
export const draftOf = (kind: OrderKind, device: string, written: Written): Result<OrderDraft, Unready> => {
  const reason = written.reason.trim();
  if (isBlank(reason)) return fail('reason');
  const common = { device, reason };
  switch (kind) {
    case 'lock':
    case 'unlock':
    case 'disconnect':
      return ok({ kind, ...common });
    case 'message': {
      const text = written.text.trim();
      return isBlank(text) ? fail('text') : ok({ kind, ...common, text });
    }
    case 'policy': {
      const version = Number(written.version);
      return Number.isSafeInteger(version) && version >= 1 ? ok({ kind, ...common, version }) : fail('version');
    }
    case 'wipe': {
      const returnTo = written.returnTo.trim();
      if (isBlank(returnTo)) return fail('returnTo');
      if (written.typedName.trim().toUpperCase() !== device) return fail('name');
      return ok({ kind, ...common, handOver: written.handOver, returnTo });
    }
  }
};
