import type { Duplex } from 'node:stream';
import { MailError } from '../errors.ts';

export interface SmtpReply {
  readonly code: number;
  /** Of all its lines, without their codes. */
  readonly words: string;
}

/** A reply is some lines of at most 512 bytes (RFC 5321 §4.5.3.1.5), and those to a hundred recipients may come together. */
const REPLY_BYTES = 64 * 1024;
/** A server that says nothing for so long is behind a dead link; the outbox has its own, shorter deadline for the whole. */
const SILENCE_MS = 60_000;

/** Reads SMTP replies one after the other. What it gives rejects with MailError when the stream ends, errs, is silent or is no SMTP. */
export const readReplies = (stream: Duplex): (() => Promise<SmtpReply>) => {
  let buffered = '';
  let failed: MailError | undefined;
  let wake: (() => void) | undefined;
  const fail = (cause?: unknown): void => {
    failed ??= new MailError('Unreachable', cause);
    wake?.();
  };
  stream.on('data', (chunk: Buffer) => {
    buffered += chunk.toString('latin1');
    if (buffered.length > REPLY_BYTES) stream.destroy(new Error('reply too long'));
    wake?.();
  });
  stream.once('error', fail);
  stream.once('end', () => fail());
  stream.once('close', () => fail());

  return async () => {
    const timer = setTimeout(() => stream.destroy(new Error('silent')), SILENCE_MS);
    try {
      for (;;) {
        const reply = wholeReply(buffered);
        if (reply !== undefined) {
          buffered = buffered.slice(reply.length);
          return reply;
        }
        if (failed !== undefined) throw failed;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = undefined;
      }
    } finally {
      clearTimeout(timer);
    }
  };
};

/** The first reply, once its last line is here. Throws for what is none. */
const wholeReply = (text: string): (SmtpReply & { readonly length: number }) | undefined => {
  const words: string[] = [];
  let length = 0;
  for (;;) {
    const end = text.indexOf('\n', length);
    if (end < 0) return undefined;
    const [, code, more, said = ''] = /^([2-5]\d\d)([ -]?)(.*)$/s.exec(text.slice(length, end).replace(/\r$/, '')) ?? [];
    if (code === undefined) throw new MailError('Unreachable');
    words.push(said.trim());
    length = end + 1;
    if (more !== '-') return { code: Number(code), words: words.join(' '), length };
  }
};
