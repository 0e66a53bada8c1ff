/**
 * The part of pcsc-lite's own protocol that tells of readers (winscard_msg.h, eventhandler.h; version 4.4, since pcsc-lite
 * 1.8.24). Numbers are little-endian as on every machine that it shares a socket with.
 */

const HEADER_BYTES = 8;
const CMD_VERSION = 0x11;
const CMD_GET_READERS_STATE = 0x12;
const CMD_WAIT_READER_STATE_CHANGE = 0x13;
const MAJOR = 4;
const MINOR = 4;

/** READER_STATE: name[128], events, state, sharing, ATR[33] and 3 of padding, ATR length, protocol. */
const READER_BYTES = 184;
const MAX_READERS = 16;
const NAME_BYTES = 128;
const SCARD_PRESENT = 0x0004;

/** { major, minor, result } */
export const VERSION_REPLY_BYTES = 12;
export const STATES_REPLY_BYTES = READER_BYTES * MAX_READERS;
/** { timeout, result }: sent once when something has moved. */
export const MOVED_REPLY_BYTES = 8;

/** PCSCLITE_SHARING_EXCLUSIVE_CONTEXT */
const EXCLUSIVE = -1;

/** A reader as the system's card service knows it. `events` counts every coming and going of a card. */
export interface ReaderState {
  readonly name: string;
  readonly present: boolean;
  /** A program has taken the card for itself alone. */
  readonly held: boolean;
  readonly events: number;
}

export function versionRequest(): Buffer {
  const body = Buffer.alloc(VERSION_REPLY_BYTES);
  body.writeInt32LE(MAJOR, 0);
  body.writeInt32LE(MINOR, 4);
  return Buffer.concat([header(CMD_VERSION, body.length), body]);
}

/** Whether the service speaks a version that this file knows. */
export function versionAccepted(reply: Buffer): boolean {
  return reply.readInt32LE(0) === MAJOR && reply.readUInt32LE(8) === 0;
}

/** Asks for all states now, and to be told once when they change. */
export function waitRequest(): Buffer {
  return header(CMD_WAIT_READER_STATE_CHANGE, 0);
}

/** Asks for all states now. */
export function statesRequest(): Buffer {
  return header(CMD_GET_READERS_STATE, 0);
}

/** All readers; empty entries are left out. */
export function readStates(reply: Buffer): readonly ReaderState[] {
  const readers: ReaderState[] = [];
  for (let at = 0; at + READER_BYTES <= reply.length; at += READER_BYTES) {
    const end = reply.indexOf(0, at);
    const name = reply.toString('utf8', at, Math.min(end < 0 ? at + NAME_BYTES : end, at + NAME_BYTES));
    if (name === '') continue;
    readers.push({
      name,
      present: (reply.readUInt32LE(at + NAME_BYTES + 4) & SCARD_PRESENT) !== 0,
      held: reply.readInt32LE(at + NAME_BYTES + 8) === EXCLUSIVE,
      events: reply.readUInt32LE(at + NAME_BYTES),
    });
  }
  return readers;
}

function header(command: number, size: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.writeUInt32LE(size, 0);
  bytes.writeUInt32LE(command, 4);
  return bytes;
}
