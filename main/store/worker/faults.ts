import { StoreError } from '../error.ts';
import type { StoreFault } from '../protocol.ts';

/** Whether SQLite met a page that it could not decrypt, authenticate or understand. */
export const isDamage = (error: unknown): boolean => {
  const code = codeOf(error);
  return code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT') || DAMAGED_READS.has(code);
};

const DAMAGED_READS: ReadonlySet<string> = new Set(['SQLITE_IOERR_SHORT_READ', 'SQLITE_IOERR_DATA', 'SQLITE_IOERR_CORRUPTFS']);

/** What is reported to main of an error: a closed code, or the class of a defect. An error's message stays here: it may quote rows. */
export const faultOf = (error: unknown): StoreFault => {
  if (error instanceof StoreError) return { code: error.code };
  if (isDamage(error)) return { code: 'StoreCorrupt' };
  const code = codeOf(error);
  if (code === 'SQLITE_FULL') return { code: 'StoreFull' };
  return { code: 'Broken', detail: code };
};

const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'Error';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
};
