import { describe, expect, it } from 'vitest';
import { searchExpression } from '../../../../main/store/search.ts';
import { readHeader } from '../../../../main/systems/mail/header.ts';
import { boundHtml } from '../../../../main/systems/mail/html/bound.ts';
import { breakLongRuns } from '../../../../main/systems/mail/html/breaks.ts';
import { fetchesInStyle, namesRemoteContent } from '../../../../main/systems/mail/html/remote.ts';
import { sanitiseHtml } from '../../../../main/systems/mail/html/sanitise.ts';
import { htmlToText } from '../../../../main/systems/mail/html/to-text.ts';
import { readMessage } from '../../../../main/systems/mail/read.ts';
import { beginningOf } from '../../../../main/systems/mail/reader/beginning.ts';
import { openedOf } from '../../../../main/systems/mail/reader/jobs.ts';
import { cleanLine, cutText, printable } from '../../../../main/systems/mail/text.ts';

/** What makes a pattern go back again and again, each many times over. */
const PIECES = [
  ...[' ', '\t', '\n', '\r\n', '\u00a0', '(', ')', '<', '>', '<<', '"', "'", ';', ',', '=', '!', '-', '--', '\\', '&', '&amp', '/', '//'],
  ...['url(', 'url ', 'url', '@import ', '@import', 'http:', '!important', '! ', 'cid:', 'a', 'a ', 'a\n', 'a \r\n', '> ', '\n\n', '<!--'],
  ...[
    '<a ',
    '<p>',
    '<b',
    '</p',
    '<style>',
    '=?utf-8?Q?',
    '=?',
    '?=',
    '=41',
    '=\r\n',
    '--b\r\n',
    'a@b,',
    '<a@b>,',
    'a:',
    ';a=',
    '\ud800',
    'OFFICIAL ',
  ],
];
/** What stands before them: a pattern's beginning, after which it looks for its end. */
const OPENINGS = ['@import', 'url', '<style>@import', '<p style="color:', '<p style="', '<img src="', '<!--', 'OFFICIAL'];
const INPUTS = [
  ...PIECES.map((piece) => ['', piece, ''] as const),
  // What looks for them at the end of a text meets them before it.
  ...[' ', '\t', '\n', '\r\n', '\u00a0', '-', '>', '='].map((piece) => ['', piece, 'x'] as const),
  ...OPENINGS.flatMap((opening) => [' ', '\n', '(', '"', 'a', ';'].map((piece) => [opening, piece, ''] as const)),
];

type Input = (typeof INPUTS)[number];

/** Twice four times as long: what grows with the square does so at both steps, and a busy machine seldom looks like it twice. */
const STEPS = [
  [20_000, 80_000],
  [80_000, 320_000],
] as const;
/** Linear work is 4 for four times the length, the square is 16. */
const MOST = 8;
/** Below this, what is measured is the machine's noise. */
const NOISE_MS = 12;

const header = (value: string): Buffer => Buffer.from(`From: ${value}\r\nSubject: ${value}\r\nContent-Type: ${value}\r\n\r\n`);
const mime = (type: string, body: string): Buffer => Buffer.from(`From: a@b.example\r\nContent-Type: ${type}\r\n\r\n${body}`);

const functions: Readonly<Record<string, (text: string) => unknown>> = {
  cleanLine: (text) => cleanLine(text, text.length),
  cutText: (text) => cutText(text, text.length - 1),
  printable: (text) => printable(text, text.length),
  boundHtml,
  fetchesInStyle,
  namesRemoteContent: (text) => namesRemoteContent('img', { src: text, style: text, href: text }),
  // Nested tags cost their square, up to the bound.
  sanitiseHtml: (text) => sanitiseHtml(boundHtml(text).html, () => undefined),
  breakLongRuns,
  htmlToText: (text) => htmlToText(boundHtml(text).html),
  beginningOf: (text) => beginningOf(Buffer.from(text)),
  readHeader: (text) => readHeader(header(text)),
  'readMessage of plain text': (text) => readMessage(mime('text/plain', text)),
  'readMessage of flowed text': (text) => readMessage(mime('text/plain; format=flowed; delsp=yes', text)),
  'readMessage of quoted-printable': (text) => readMessage(mime('text/plain\r\nContent-Transfer-Encoding: quoted-printable', text)),
  'readMessage of base64': (text) => readMessage(mime('application/pdf\r\nContent-Transfer-Encoding: base64', text)),
  'readMessage of parts': (text) => readMessage(mime('multipart/mixed; boundary=b', text)),
  'openedOf a message in HTML': (text) => openedOf(mime('text/html', text)),
  searchExpression,
};

describe('work on strangers’ text grows with its length, not with its square:', () => {
  it.each(Object.entries(functions))('%s', async (_name, work) => {
    const slow: string[] = [];
    for (const input of INPUTS) {
      if (await growsTooFast(work, input)) slow.push(JSON.stringify(input));
    }
    expect(slow).toEqual([]);
  });
});

const growsTooFast = async (work: (text: string) => unknown, input: Input): Promise<boolean> => {
  for (const [short, long] of STEPS) {
    const slow = await shortest(work, input, long);
    if (slow < NOISE_MS || slow <= MOST * (await shortest(work, input, short))) return false;
  }
  return true;
};

/** The least of three runs, in milliseconds of this thread's own time: whatever else the machine does. */
const shortest = async (work: (text: string) => unknown, [opening, piece, closing]: Input, length: number): Promise<number> => {
  const text = opening + piece.repeat(Math.ceil(length / piece.length)) + closing;
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3 && best > 1; run += 1) {
    const begun = process.threadCpuUsage();
    await work(text);
    const { user, system } = process.threadCpuUsage(begun);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
};
