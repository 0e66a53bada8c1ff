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

/** What the server said of the letter. tooLarge: it takes at most so many bytes. notNow: it may take it later, or did not come to it. */
export type SubmissionAnswer =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'tooLarge'; readonly most: number }
  | { readonly kind: 'notNow' };

export interface SubmissionPorts {
  readonly signal: AbortSignal;
  readonly onBegun: () => Promise<void>;
  /** Some more of it is on its way. */
  readonly onProgress?: (() => void) | undefined;
}

/** The force's submission server (RFC 6409). */
export interface Submission {
  /**
   * Gives it one letter, for all who are named or for none. `onBegun` is awaited before the last line, without which the server cannot have
   * taken it: before that a failure means that it has not. Rejects with MailError when the link broke, or `signal` came, before the
   * server's last word.
   */
  submit(envelope: Envelope, ports: SubmissionPorts): Promise<SubmissionAnswer>;
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
  async submit(envelope, ports) {
    const { signal } = ports;
    const socket = await openTls(await openStream(connect, signal), identity, signal);
    const end = (): void => void socket.destroy();
    signal.addEventListener('abort', end, { once: true });
    try {
      signal.throwIfAborted();
      return await converse(socket, envelope, ports);
    } catch (error) {
      throw error instanceof MailError ? error : new MailError('Unreachable', error);
    } finally {
      signal.removeEventListener('abort', end);
      socket.destroy();
    }
  },
});

const converse = async (
  socket: TLSSocket,
  { from, to, message }: Envelope,
  { onBegun, onProgress }: SubmissionPorts,
): Promise<SubmissionAnswer> => {
  const next = readReplies(socket);
  const ask = async (command: string): Promise<SmtpReply> => {
    socket.write(`${command}\r\n`);
    return next();
  };
  // Of a server that is not at work, or does not know us, nothing follows for this letter.
  if ((await next()).code !== 220) return { kind: 'notNow' };
  // The laptop has no name that a server could look up.
  const hello = await ask('EHLO [127.0.0.1]');
  if (!isYes(hello)) return { kind: 'notNow' };
  // "=" is the empty initial response (RFC 4954): the server takes the name from the certificate.
  const login = await ask('AUTH EXTERNAL =');
  if (login.code !== 235) throw new MailError('Refused');
  // RFC 1870; 0 is no limit.
  const most = Number(/\bSIZE (\d{1,12})\b/i.exec(hello.words)?.[1] ?? 0);
  if (most > 0 && message.byteLength > most) return { kind: 'tooLarge', most };
  // Without waiting for each answer, where the server can do that (RFC 2920): a hundred round trips are half a minute on a thin link.
  const pipelining = /\bPIPELINING\b/i.test(hello.words);
  const sender = `MAIL FROM:<${from}>${most > 0 ? ` SIZE=${message.byteLength}` : ''}`;
  const recipients = to.map((address) => `RCPT TO:<${address}>`);
  if (pipelining) socket.write(`${[sender, ...recipients].join('\r\n')}\r\n`);
  const reply = (command: string): Promise<SmtpReply> => (pipelining ? next() : ask(command));
  // Where the sender is not taken, what is said of the recipients is that it comes in the wrong order.
  const ofSender = await reply(sender);
  if (!isYes(ofSender)) return verdictOn(ofSender);
  const verdicts: SubmissionAnswer[] = [];
  for (const [index, command] of recipients.entries()) {
    const ofRecipient = await reply(command);
    if (!isYes(ofRecipient)) verdicts.push(verdictOn(ofRecipient, to[index]));
  }
  // For all or for none: to mend it and send it again must give it to nobody twice.
  const final = verdicts.find(({ kind }) => kind === 'refused') ?? verdicts[0];
  if (final !== undefined) return final;
  const data = await ask('DATA');
  if (data.code !== 354) return verdictOn(data);
  await transmit(socket, message, onProgress);
  await onBegun();
  const last = await ask('.');
  return isYes(last) ? { kind: 'taken' } : verdictOn(last);
};

const isYes = ({ code }: SmtpReply): boolean => code >= 200 && code < 300;

/** It asks for a login that it has had (RFC 4954 §6): said of every letter alike. */
const NOT_LOGGED_IN: ReadonlySet<number> = new Set([530, 534, 535, 538]);

/** A no for good, or for now (RFC 5321 §4.2.1). `address`: of whom it is said. */
const verdictOn = ({ code, words }: SmtpReply, address?: string): SubmissionAnswer =>
  code >= 500 && !NOT_LOGGED_IN.has(code)
    ? { kind: 'refused', words: cleanLine(address === undefined || words.includes(address) ? words : `${address}: ${words}`, WORDS_LENGTH) }
    : { kind: 'notNow' };

/** Written at once: little enough that a thin link shows progress, and main is not held up. */
const PIECE_BYTES = 16 * 1024;
const LINE_FEED = 0x0a;

/** The letter's bytes with the dots at the beginning of its lines doubled (RFC 5321 §4.5.2), ended by a line end. */
const transmit = async (socket: TLSSocket, message: Uint8Array, onProgress: (() => void) | undefined): Promise<void> => {
  for (let start = 0; start < message.byteLength; start += PIECE_BYTES) {
    const piece = Buffer.from(message.subarray(start, start + PIECE_BYTES)).toString('latin1');
    const doubled = piece.replace(/\n\./g, '\n..');
    const atLineStart = start === 0 || message[start - 1] === LINE_FEED;
    await written(socket, Buffer.from(atLineStart && doubled.startsWith('.') ? `.${doubled}` : doubled, 'latin1'));
    onProgress?.();
  }
  if (message.at(-1) !== LINE_FEED) await written(socket, Buffer.from('\r\n'));
};

/** Rejects with MailError when the link breaks before. */
const written = (socket: TLSSocket, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    const broke = (cause?: unknown): void => reject(new MailError('Unreachable', cause));
    if (socket.destroyed) return broke();
    socket.once('close', broke);
    socket.write(bytes, (error) => {
      socket.off('close', broke);
      if (error) broke(error);
      else resolve();
    });
  });
