import { readFileSync } from 'node:fs';

/** A message as some program once wrote it (tests/fixtures/mail-malformed). */
export const fixture = (name: string): Buffer => readFileSync(new URL(`../../../../fixtures/mail-malformed/${name}.eml`, import.meta.url));
/** A message of these lines. */
export const message = (...lines: readonly string[]): Buffer => Buffer.from(lines.join('\r\n'), 'latin1');
/** A message with these fields and this body, as it stands. */
export const text = (headers: readonly string[], body: Uint8Array | string): Buffer =>
  Buffer.concat([
    Buffer.from(`From: n@citizen.example\r\n${headers.map((line) => `${line}\r\n`).join('')}\r\n`),
    Buffer.from(body as string),
  ]);
