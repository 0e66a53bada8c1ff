import { constants, type KeyObject, privateDecrypt } from 'node:crypto';
import { agree, signHash } from './ecdsa.ts';
import type { CardFolder, Slot } from './folder.ts';
import { dataObjects, PIV_AID } from './objects.ts';
import { PinCounters } from './pin-counters.ts';
import { readTlv, tlv } from './tlv.ts';

/** Status words of ISO 7816-4 that this card says. */
const OK = 0x9000;
const SECURITY_NOT_SATISFIED = 0x6982;
const NOT_FOUND = 0x6a82;
const NO_SUCH_REFERENCE = 0x6a88;
const UNKNOWN_INSTRUCTION = 0x6d00;

const RSA_2048 = 0x07;
const PIN_REFERENCE = 0x80;
const PUK_REFERENCE = 0x81;

/** A command, its chain put together. */
export interface Command {
  readonly instruction: number;
  readonly p1: number;
  readonly p2: number;
  readonly data: Buffer;
}
export type Answer = readonly [data: Buffer, status: number];

/**
 * The warrant card's application: the subset of SP 800-73-4 part 2 that a PKCS#11 module uses. Keeps the two security
 * states of the standard: the PIN was verified since reset, and nothing came between it and a 9C signature ("PIN always").
 */
export class PivCard {
  readonly #objects: ReadonlyMap<string, Buffer>;
  readonly #slots: CardFolder['slots'];
  readonly #counters: PinCounters;
  #selected = false;
  #verified = false;
  #justVerified = false;

  constructor(folder: CardFolder) {
    this.#objects = dataObjects(folder);
    this.#slots = folder.slots;
    this.#counters = new PinCounters(folder);
  }

  /** Power or reset: every security state falls back. */
  reset(): void {
    this.#selected = false;
    this.#verified = false;
    this.#justVerified = false;
  }

  answer(command: Command): Answer {
    if (command.instruction === 0xa4) return this.#select(command);
    if (!this.#selected) return status(UNKNOWN_INSTRUCTION);
    switch (command.instruction) {
      case 0xcb:
        return this.#getData(command);
      case 0x20:
        return this.#verify(command);
      case 0x24:
        return this.#change(command);
      case 0x2c:
        return status(command.p2 === PIN_REFERENCE ? this.#counters.unblock(command.data) : NO_SUCH_REFERENCE);
      case 0x87:
        return this.#authenticate(command);
      default:
        return status(UNKNOWN_INSTRUCTION);
    }
  }

  #select({ p1, data }: Command): Answer {
    const byName = p1 === 4 && data.length >= 5;
    if (!byName || !PIV_AID.subarray(0, data.length).equals(data.subarray(0, PIV_AID.length))) return status(NOT_FOUND);
    this.#selected = true;
    return [tlv('61', tlv('4f', Buffer.from('000010000100', 'hex')), tlv('79', tlv('4f', PIV_AID.subarray(0, 5)))), OK];
  }

  #getData({ data }: Command): Answer {
    const object = this.#objects.get(readTlv(data).get(0x5c)?.toString('hex') ?? '');
    return object === undefined ? status(NOT_FOUND) : [object, OK];
  }

  #verify({ p1, p2, data }: Command): Answer {
    if (p2 !== PIN_REFERENCE) return status(NO_SUCH_REFERENCE);
    if (p1 === 0xff) {
      this.#verified = false;
      return status(OK);
    }
    if (data.length === 0) return status(this.#verified ? OK : this.#counters.pinStatus);
    const result = this.#counters.verify('pin', data);
    this.#verified = result === OK;
    this.#justVerified = this.#verified;
    return status(result);
  }

  #change({ p2, data }: Command): Answer {
    if (p2 === PIN_REFERENCE) return status(this.#counters.change('pin', data));
    if (p2 === PUK_REFERENCE) return status(this.#counters.change('puk', data));
    return status(NO_SUCH_REFERENCE);
  }

  /** GENERAL AUTHENTICATE: the private key's operation, whichever the template in 7C asks for. */
  #authenticate({ p1, p2, data }: Command): Answer {
    const slot = this.#slots.get(p2.toString(16) as Slot);
    if (slot === undefined) return status(NO_SUCH_REFERENCE);
    const fresh = this.#justVerified;
    this.#justVerified = false;
    if (!this.#verified || (p2 === 0x9c && !fresh)) return status(SECURITY_NOT_SATISFIED);
    const template = readTlv(readTlv(data).get(0x7c) ?? Buffer.alloc(0));
    return [tlv('7c', tlv('82', privateOperation(slot.key, p1, template))), OK];
  }
}

function privateOperation(key: KeyObject, algorithm: number, template: ReadonlyMap<number, Buffer>): Buffer {
  const challenge = template.get(0x81);
  const point = template.get(0x85);
  if (algorithm === RSA_2048 && challenge !== undefined) return privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, challenge);
  if (point !== undefined) return agree(key, point);
  if (challenge !== undefined) return signHash(key, challenge);
  throw new TypeError('no challenge and no point');
}

function status(word: number): Answer {
  return [Buffer.alloc(0), word];
}
