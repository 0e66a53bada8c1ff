import { StoreError } from './error.ts';
import type { StoreFault } from './protocol.ts';

/** A defect of ours or of the machine that no officer can act on, e.g. a broken constraint. `code` is safe to log. */
export class StoreFailure extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`store operation failed: ${code}`);
    this.name = 'StoreFailure';
    this.code = code;
  }
}

export const errorOf = (fault: StoreFault): StoreError | StoreFailure =>
  fault.code === 'Broken' ? new StoreFailure(fault.detail) : new StoreError(fault.code);
