import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { type MailIdentity, openStream, openTls } from '../adapter/secure.ts';
import { MailError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import { readReplies, type SmtpReply } from './replies.ts';

/** A letter on its way: who sends it, to whom it goes, and its bytes. */
export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
  readonly message: Uint8Array;
}

/** What the server said. notNow: it may take the letter later. */
export type SubmissionAnswer =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'notNow' };

/** The force's submission server (RFC 6409). */
export interface Submission {
  /**
   * Gives it one letter, for all who are named or for none. `onBegun` is awaited before the server can have taken it: before that a failure
   * means that it has not. Rejects with MailError when the link broke, or `signal` came, before the server's last word.
   */
  submit(envelope: Envelope, ports: { readonly signal: AbortSignal; readonly onBegun: () => Promise<void> }): Promise<SubmissionAnswer>;
}

/** The server's words for a person, with the address that they are about. */
const WORDS_LENGTH = 300;

/** A connection a letter, with the shift certificate alone: an officer writes a few a day. */
export const createSubmission = ({
  connect,
  identity,
}: {
  /** A byte stream to the submission server, through the tunnel. */
  readonly connect: () => Promise<Duplex>;
  readonly identity: MailIdentity;
}): Submission => ({
  async submit(envelope, { signal, onBegun }) {
    const socket = await openTls(await openStream(connect, signal), identity, signal);
    const end = (): void => void socket.destroy();
    signal.addEventListener('abort', end, { once: true });
    try {
      signal.throwIfAborted();
      return await converse(socket, envelope, onBegun);
    } catch (error) {
      throw error instanceof MailError ? error : new MailError('Unreachable', error);
    } finally {
      signal.removeEventListener('abort', end);
      socket.destroy();
    }
  },
});

const converse = async (socket: TLSSocket, { from, to, message }: Envelope, onBegun: () => Promise<void>): Promise<SubmissionAnswer> => {
  const next = readReplies(socket);
  const ask = async (command: string): Promise<SmtpReply> => {
    socket.write(`${command}\r\n`);
    return next();
  };
  const greeting = await next();
  if (greeting.code !== 220) return verdictOn(greeting);
  // The laptop has no name that a server could look up.
  const hello = await ask('EHLO [127.0.0.1]');
  if (hello.code !== 250) return verdictOn(hello);
  // "=" is the empty initial response (RFC 4954): the server takes the name from the certificate.
  const login = await ask('AUTH EXTERNAL =');
  if (login.code !== 235) throw new MailError('Refused');
  // Without waiting for each answer, where the server can do that (RFC 2920): a hundred round trips are half a minute on a thin link.
  const pipelining = /\bPIPELINING\b/i.test(hello.words);
  const commands = [`MAIL FROM:<${from}>`, ...to.map((address) => `RCPT TO:<${address}>`)];
  if (pipelining) socket.write(`${commands.join('\r\n')}\r\n`);
  const verdicts: SubmissionAnswer[] = [];
  for (const [index, command] of commands.entries()) {
    const reply = pipelining ? await next() : await ask(command);
    if (reply.code !== 250 && reply.code !== 251) verdicts.push(verdictOn(reply, to[index - 1]));
  }
  // For all or for none: to mend it and send it again must give it to nobody twice.
  const final = verdicts.find(({ kind }) => kind === 'refused') ?? verdicts[0];
  if (final !== undefined) return final;
  const data = await ask('DATA');
  if (data.code !== 354) return verdictOn(data);
  await onBegun();
  socket.write(dotStuffed(message));
  const last = await ask('.');
  return last.code === 250 ? { kind: 'taken' } : verdictOn(last);
};

/** A no for good, or for now (RFC 5321 §4.2.1). */
const verdictOn = ({ code, words }: SmtpReply, address?: string): SubmissionAnswer =>
  code >= 500
    ? { kind: 'refused', words: cleanLine(address === undefined || words.includes(address) ? words : `${address}: ${words}`, WORDS_LENGTH) }
    : { kind: 'notNow' };

/** RFC 5321 §4.5.2. It ends with a line end. */
const dotStuffed = (message: Uint8Array): Buffer => {
  const text = Buffer.from(message.buffer, message.byteOffset, message.byteLength).toString('latin1').replace(/^\./gm, '..');
  return Buffer.from(text.endsWith('\r\n') ? text : `${text}\r\n`, 'latin1');
};
