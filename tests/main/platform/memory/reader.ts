import { overwriteReadBuffer } from '../../../../main/platform/memory/read-buffer.ts';

/** A program that reads a secret from a pipe, zeroes what it was given, and overwrites Node's own buffer when it is told to. */
process.stdin.on('data', (chunk: Buffer) => {
  chunk.fill(0);
  process.send?.('read');
});
process.on('message', () => void overwriteReadBuffer().then(() => process.send?.('overwritten')));
