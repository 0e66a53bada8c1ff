import { createServer, type Socket } from 'node:net';

/**
 * A mail filter (milter protocol version 6, as Postfix speaks it) that makes the From header tell the truth: exactly one address,
 * the envelope's sender, and no Sender or Resent-From beside it. Postfix itself compares the envelope with the login only.
 */
export const startMilter = async (port: number): Promise<{ readonly close: () => Promise<void> }> => {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    serve(socket);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
};

/** Headers and envelope only; a longer packet is not one of Postfix's. */
const PACKET_BYTES = 1024 * 1024;
/** Protocol steps that we ask not to be sent: connect, helo, recipients, body, unknown commands. */
const SKIPPED = 0x01 | 0x02 | 0x08 | 0x10 | 0x100;

interface Letter {
  sender: string;
  readonly from: string[];
  others: number;
}

const serve = (socket: Socket): void => {
  let buffered = Buffer.alloc(0);
  let letter: Letter = { sender: '', from: [], others: 0 };
  socket.on('error', () => socket.destroy());
  socket.on('data', (data) => {
    buffered = Buffer.concat([buffered, data]);
    while (buffered.length >= 4) {
      const length = buffered.readUInt32BE(0);
      if (length < 1 || length > PACKET_BYTES) {
        socket.destroy();
        return;
      }
      if (buffered.length < 4 + length) return;
      const command = String.fromCharCode(buffered[4] ?? 0);
      const fields = buffered
        .subarray(5, 4 + length)
        .toString('utf8')
        .split('\0');
      buffered = buffered.subarray(4 + length);
      if (command === 'M') letter = { sender: bare(fields[0] ?? ''), from: [], others: 0 };
      if (command === 'Q') socket.end();
      else socket.write(answerTo(command, fields, letter));
    }
  });
};

/** The packet that answers a command; none for macros and aborts, which want none. */
const answerTo = (command: string, [name = '', value = '']: readonly string[], letter: Letter): Buffer => {
  switch (command) {
    case 'O':
      return packet('O', options());
    case 'L':
      if (/^from$/i.test(name)) letter.from.push(value);
      else if (/^(?:sender|resent-from|resent-sender)$/i.test(name)) letter.others += 1;
      return packet('c');
    case 'E':
      return isHonest(letter) ? packet('a') : packet('y', Buffer.from('550 5.7.1 From is not the sender\0'));
    case 'D':
    case 'A':
      return Buffer.alloc(0);
    default:
      return packet('c');
  }
};

const isHonest = ({ sender, from, others }: Letter): boolean => {
  const [only] = from;
  if (from.length !== 1 || only === undefined || others > 0) return false;
  // One address, with or without a name; no comments, groups or encoded addresses, which officers' programs never write.
  const address = /^[^<>]*<([^<>\s,]+)>\s*$/.exec(only)?.[1] ?? /^\s*([^<>\s,]+)\s*$/.exec(only)?.[1];
  return address !== undefined && sender !== '' && address.toLowerCase() === sender;
};

const bare = (path: string): string => path.replace(/^<|>$/g, '').toLowerCase();

/** Version 6, no changes to the message, and what we need not be told. */
const options = (): Buffer => {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(6, 0);
  bytes.writeUInt32BE(SKIPPED, 8);
  return bytes;
};

const packet = (command: string, data: Buffer = Buffer.alloc(0)): Buffer => {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(data.length + 1);
  head.write(command, 4, 'latin1');
  return Buffer.concat([head, data]);
};
