import { connect } from 'node:net';
import { createInterface } from 'node:readline';

/** Local delivery takes milliseconds; the disk may be busy. */
const DELIVERY_TIMEOUT_MS = 15_000;

/** Delivers one message to one mailbox by LMTP (RFC 2033). Rejects with the server's refusal. */
export const deliverByLmtp = async (port: number, user: string, message: Uint8Array): Promise<void> => {
  const socket = connect(port, '127.0.0.1');
  socket.setTimeout(DELIVERY_TIMEOUT_MS, () => socket.destroy(new Error('LMTP: no answer')));
  const lines = createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  const failed = new Promise<never>((_resolve, reject) => socket.once('error', reject));
  failed.catch(() => undefined);
  const expect = async (code: string): Promise<void> => {
    for (;;) {
      const { value = '' } = await Promise.race([lines.next(), failed]);
      if (!value.startsWith(code)) throw new Error(`LMTP: ${value === '' ? 'closed' : value}`);
      if (value[3] !== '-') return;
    }
  };
  const say = async (line: string, code: string): Promise<void> => {
    socket.write(`${line}\r\n`);
    await expect(code);
  };
  try {
    await expect('220');
    await say('LHLO localhost', '250');
    await say('MAIL FROM:<>', '250');
    await say(`RCPT TO:<${user}>`, '250');
    await say('DATA', '354');
    socket.write(dotStuffed(message));
    await say('.', '250');
    socket.write('QUIT\r\n');
  } finally {
    socket.destroy();
  }
};

/** Lines end as SMTP wants them, and one that begins with a dot gets another (RFC 5321 §4.5.2). Bytes are kept as they are. */
const dotStuffed = (message: Uint8Array): Buffer => {
  const text = Buffer.from(message).toString('latin1').replace(/\r?\n/g, '\r\n').replace(/^\./gm, '..');
  return Buffer.from(text.endsWith('\r\n') ? text : `${text}\r\n`, 'latin1');
};
