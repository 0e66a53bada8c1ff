import type { OrderRefusal } from '../../contracts/domain/order.ts';
import type { ProblemOf } from '../../contracts/hq/endpoints.ts';

type OrderProblem = ProblemOf<'giveOrder'>;

/** Why HQ does not take an order: what a laptop would refuse, and what only HQ knows. */
export type OrderFault =
  | OrderRefusal
  | 'NotFound'
  | 'TooLate'
  /** Another order took its number meanwhile. */
  | 'SequenceTaken'
  /** Its number is not the next one: numbers have no gaps, so that a missing order is noticed. */
  | 'SequenceSkipped'
  /** It would wait at HQ for longer than an order may. */
  | 'LivesTooLong'
  /** HQ has not met the card that signed: nobody began a shift with it. */
  | 'SignerCardUnknown'
  /** Whoever sends a signature is not who made it. */
  | 'NotTheCaller';

/** Refuses what was asked of the fleet. `fault` is for the audit trail, `code` for whoever asked. */
export class OrderError extends Error {
  readonly code: OrderProblem;
  readonly fault: OrderFault;
  /** The laptop that was meant, as far as that could be read. */
  readonly device: string | undefined;
  constructor(fault: OrderFault, device?: string) {
    super(fault);
    this.name = 'OrderError';
    this.code = problemOf(fault);
    this.fault = fault;
    this.device = device;
  }
}

const problemOf = (fault: OrderFault): OrderProblem => {
  switch (fault) {
    case 'NotFound':
    case 'TooLate':
    case 'SequenceTaken':
    case 'SameSigner':
    case 'Malformed':
      return fault;
    default:
      return 'OrderRefused';
  }
};
