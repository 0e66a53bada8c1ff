import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** Far above any honest message (a request body or a call's payload), far below what would hurt main. */
export const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

/** Calls `receive` with each NUL-ended UTF-8 message of a stream. A message past the limit destroys the stream. */
export const splitMessages = (input: Readable, receive: (text: string) => void): void => {
  let parts: Buffer[] = [];
  let held = 0;
  input.on('data', (chunk: Buffer) => {
    let rest = chunk;
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const text = takeText([...parts, rest.subarray(0, end)]);
      parts = [];
      held = 0;
      rest = rest.subarray(end + 1);
      receive(text);
    }
    if (rest.length === 0) return;
    parts.push(rest);
    held += rest.length;
    if (held > MAX_MESSAGE_BYTES) input.destroy(new Error('MessageTooLarge'));
  });
  input.on('error', () => undefined);
};

/** Reads the parts as one text and zeroes them: a PIN, and all that an officer types, comes through here. */
const takeText = (parts: readonly Buffer[]): string => {
  const decoder = new StringDecoder('utf8');
  const text = parts.map((part) => decoder.write(part)).join('');
  for (const part of parts) part.fill(0);
  return text + decoder.end();
};
