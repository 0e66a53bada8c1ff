import { type Random, seededRandom } from '../../../hq/demo/random.ts';

/** What readers of messages have stumbled over. */
const PIECES = [
  ...[
    '\r\n',
    '\n',
    '\r',
    '\0',
    ' ',
    '\t',
    '--',
    '"',
    '<',
    '>',
    ';',
    '=',
    '=?utf-8?Q?',
    '?=',
    '&#x',
    '\u202e',
    '\ufeff',
    '(',
    ')',
    '%00',
    '=\r\n',
  ],
  ...['Content-Type: multipart/mixed; boundary=x\r\n', 'Content-Type: message/rfc822\r\n\r\n', 'Content-Transfer-Encoding: base64\r\n'],
  ...[
    'Content-Type: text/html\r\n\r\n<table><tr><td style="color:#fff">',
    '\r\n--x\r\n',
    '\r\n--x--\r\n',
    'begin 644 a\r\n',
    'BEGIN:VCALENDAR\r\n',
  ],
  ...[
    '<div style="',
    '<img src="cid:',
    '<style>',
    '<!--',
    '</',
    '<a href="',
    "Content-Disposition: attachment; filename*0*=utf-8''%41\r\n",
  ],
];
const LONGEST_REPEAT = 2000;
const MOST_CHANGES = 12;
/** A mutation of a mutation grows; honest messages of this collection have some kilobytes. */
const LONGEST = 512 * 1024;

/** Messages made from others, the same for the same seed: bytes changed, cut, doubled, moved and put in, and pieces of two put together. */
export function* mutationsOf(corpus: readonly Buffer[], seed: number): Generator<Buffer, never> {
  const random = seededRandom(seed);
  for (;;) {
    let message = Buffer.from(random.pick(corpus));
    for (let changes = random.between(1, MOST_CHANGES); changes > 0; changes -= 1) message = changed(message, corpus, random);
    yield message.subarray(0, LONGEST);
  }
}

const changed = (message: Buffer, corpus: readonly Buffer[], random: Random): Buffer<ArrayBuffer> => {
  const at = random.between(0, message.length);
  const to = Math.min(message.length, at + random.between(1, 400));
  const [before, piece, after] = [message.subarray(0, at), message.subarray(at, to), message.subarray(to)];
  switch (random.between(0, 7)) {
    case 0:
      return Buffer.concat([before, Buffer.from([random.between(0, 255)]), message.subarray(Math.min(message.length, at + 1))]);
    case 1:
      return Buffer.concat([before, after]);
    case 2:
      return Buffer.concat([before, piece, piece, after]);
    case 3:
      return Buffer.concat([before, Buffer.from(random.pick(PIECES)), message.subarray(at)]);
    case 4:
      return Buffer.concat([before, Buffer.from(random.pick(PIECES).repeat(random.between(1, LONGEST_REPEAT))), message.subarray(at)]);
    case 5: {
      const other = random.pick(corpus);
      return Buffer.concat([before, other.subarray(random.between(0, other.length))]);
    }
    case 6:
      return Buffer.concat([after, before, piece]);
    default:
      return Buffer.concat([before]);
  }
};
