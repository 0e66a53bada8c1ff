import { writeSync } from 'node:fs';

/** node:fs's writeSync, or a test's. */
type Write = (descriptor: number, bytes: Uint8Array, offset: number, length: number, position: number | null) => number;

/**
 * Writes all the bytes, at `position` or (null) where the file stands: one write(2) may take fewer than it was given, as on a disk that
 * fills up. Throws what the file system says, and ENOSPC when it takes nothing more and says nothing.
 */
export const writeAll = (descriptor: number, bytes: Uint8Array, position: number | null = null, write: Write = writeSync): void => {
  for (let done = 0; done < bytes.byteLength; ) {
    const count = write(descriptor, bytes, done, bytes.byteLength - done, position === null ? null : position + done);
    if (count === 0) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    done += count;
  }
};
