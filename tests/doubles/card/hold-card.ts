import { connect, type Socket } from 'node:net';

/** pcsc-lite's own protocol (winscard_msg.h, 4.4): numbers are little-endian, each answer is as long as what was asked. */
const ESTABLISH_CONTEXT = 0x01;
const CONNECT = 0x04;
const VERSION = 0x11;
const SCOPE_SYSTEM = 2;
const SHARE_EXCLUSIVE = 1;
const ANY_PROTOCOL = 3;
const NAME_BYTES = 128;

/** Another program's hold on a card: nobody else may speak with it until then. */
export interface HeldCard {
  letGo(): Promise<void>;
}

/** Takes the card in a reader for itself alone, as scdaemon does; `socket`: pcscd's. Waits until a card is there. */
export const holdCard = async (socket: string, reader: string): Promise<HeldCard> => {
  const link = connect(socket);
  await new Promise((resolve, reject) => link.once('connect', resolve).once('error', reject));
  await ask(link, VERSION, words(4, 4, 0));
  const context = (await ask(link, ESTABLISH_CONTEXT, words(SCOPE_SYSTEM, 0, 0))).readUInt32LE(4);
  const name = Buffer.alloc(NAME_BYTES);
  name.write(reader);
  for (;;) {
    const answer = await ask(link, CONNECT, Buffer.concat([words(context), name, words(SHARE_EXCLUSIVE, ANY_PROTOCOL, 0, 0, 0)]));
    if (answer.readUInt32LE(answer.length - 4) === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return {
    letGo: () =>
      new Promise((resolve) => {
        link.once('close', () => resolve());
        link.end();
      }),
  };
};

const words = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [at, value] of values.entries()) bytes.writeUInt32LE(value, 4 * at);
  return bytes;
};

const ask = (link: Socket, command: number, body: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    let answer = Buffer.alloc(0);
    const onData = (bytes: Buffer) => {
      answer = Buffer.concat([answer, bytes]);
      if (answer.length < body.length) return;
      link.off('data', onData).off('error', reject);
      resolve(answer);
    };
    link.on('data', onData).once('error', reject);
    link.write(Buffer.concat([words(body.length, command), body]));
  });
