import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { ApduLink } from './apdu.ts';
import { readCardFolder } from './folder.ts';
import { PivCard } from './piv-card.ts';

/** How a damaged card answers: noise, half an answer, "more to come" without end, or nothing at all. */
export type Damage = 'garbage' | 'truncated' | 'endless' | 'silent';

/** What may be wrong with a card; changed while it is in the reader. */
export interface Condition {
  /** Milliseconds before each answer: 44 imitates a contact card. */
  slowMs: number;
  damage: Damage | undefined;
}

/** T=0 and T=1, historical bytes of a PIV card. */
const ATR = Buffer.from('3B951381018073FF01000B', 'hex');
/** vpcd's one-byte messages: 0 power off, 1 power on, 2 reset, 4 "what is your ATR?". */
const ASK_ATR = 4;
const LENGTH_BYTES = 2;

/** A card in one of vpcd's readers: it connects to the reader's port and answers until it is pulled out. */
export class VpcdLink {
  readonly #socket: Socket;
  readonly #card: PivCard;
  readonly #apdus: ApduLink;
  readonly #condition: Condition;
  #input: Buffer = Buffer.alloc(0);
  #busy: Promise<void> = Promise.resolve();

  private constructor(socket: Socket, folder: string, condition: Condition) {
    this.#socket = socket;
    this.#card = new PivCard(readCardFolder(folder));
    this.#apdus = new ApduLink((command) => this.#card.answer(command));
    this.#condition = condition;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#take(chunk));
    // The reader's end may go first when pcscd ends: a card has nobody to tell.
    socket.on('error', () => socket.destroy());
  }

  /** Resolves when the reader has taken the card; rejects when nothing listens on `port`. */
  static async insert(folder: string, port: number, condition: Condition): Promise<VpcdLink> {
    const socket = connect(port, '127.0.0.1');
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return new VpcdLink(socket, folder, condition);
  }

  /** Pulls the card out, at once and in the middle of whatever it does. */
  remove(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#input = Buffer.concat([this.#input, chunk]);
    while (this.#input.length >= LENGTH_BYTES) {
      const end = LENGTH_BYTES + this.#input.readUInt16BE(0);
      if (this.#input.length < end) return;
      const message = this.#input.subarray(LENGTH_BYTES, end);
      this.#input = this.#input.subarray(end);
      this.#busy = this.#busy.then(() => this.#handle(message));
    }
  }

  async #handle(message: Buffer): Promise<void> {
    if (message.length > 1) return this.#respond(message);
    if (message[0] === ASK_ATR) return this.#send(ATR);
    this.#card.reset();
    this.#apdus.reset();
  }

  async #respond(command: Buffer): Promise<void> {
    if (this.#condition.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, this.#condition.slowMs));
    switch (this.#condition.damage) {
      case undefined:
        return this.#send(this.#apdus.respond(command));
      case 'garbage':
        return this.#send(randomBytes(2 + (randomBytes(1)[0] ?? 0)));
      case 'truncated': {
        const whole = this.#apdus.respond(command);
        return this.#send(whole.subarray(0, Math.ceil(whole.length / 2)));
      }
      case 'endless':
        return this.#send(Buffer.concat([randomBytes(256), Buffer.of(0x61, 0)]));
      case 'silent':
        return;
    }
  }

  #send(bytes: Buffer): void {
    if (this.#socket.destroyed) return;
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt16BE(bytes.length);
    this.#socket.write(Buffer.concat([length, bytes]));
  }
}
