import { type Random, seededRandom } from '../../../hq/demo/random.ts';

/** What readers of DER have stumbled over: lengths that lie, are indefinite or too long, empty and nested elements, numbers with a sign. */
const PIECES = [
  [0x30, 0x80],
  [0x30, 0x84, 0xff, 0xff, 0xff, 0xff],
  [0x30, 0x00],
  [0x31, 0x00],
  [0x05, 0x00],
  [0x02, 0x01, 0xff],
  [0x02, 0x00],
  [0x06, 0x01, 0x80],
  [0x24, 0x80, 0x04, 0x00, 0x00, 0x00],
  [0xa0, 0x80, 0x00, 0x00],
  [0x1f, 0x81, 0x01, 0x00],
].map((piece) => Buffer.from(piece));
const MOST_CHANGES = 4;
const LONGEST = 64 * 1024;

export interface Mutation {
  /** Which of the corpus it was made from. */
  readonly from: number;
  readonly bytes: Uint8Array;
}

/** Messages made from others, the same for the same seed: bits and bytes changed, cut, doubled, moved and put in, and two put together. */
export function* mutationsOf(corpus: readonly Uint8Array[], seed: number): Generator<Mutation, never> {
  const random = seededRandom(seed);
  for (;;) {
    const from = random.between(0, corpus.length - 1);
    let message = Buffer.from(corpus[from] ?? []);
    for (let changes = random.between(1, MOST_CHANGES); changes > 0; changes -= 1) message = changed(message, corpus, random);
    yield { from, bytes: new Uint8Array(message.subarray(0, LONGEST)) };
  }
}

const changed = (message: Buffer, corpus: readonly Uint8Array[], random: Random): Buffer<ArrayBuffer> => {
  if (message.length === 0) return Buffer.from(random.pick(PIECES));
  const at = random.between(0, message.length - 1);
  const to = Math.min(message.length, at + random.between(1, 200));
  const [before, piece, after] = [message.subarray(0, at), message.subarray(at, to), message.subarray(to)];
  switch (random.between(0, 9)) {
    case 0:
    case 1:
    case 2: // Most of all: what changes least gets furthest.
      return withByte(message, at, (message[at] ?? 0) ^ (1 << random.between(0, 7)));
    case 3:
      return withByte(message, at, random.between(0, 255));
    case 4:
      return Buffer.concat([before, after]);
    case 5:
      return Buffer.concat([before, piece, piece, after]);
    case 6:
      return Buffer.concat([before, random.pick(PIECES), message.subarray(at)]);
    case 7: {
      const other = random.pick(corpus);
      const start = random.between(0, other.length - 1);
      return Buffer.concat([before, other.subarray(start, start + piece.length), after]);
    }
    case 8:
      return Buffer.concat([message, random.pick(PIECES)]);
    default:
      return Buffer.from(before);
  }
};

const withByte = (message: Buffer, at: number, byte: number): Buffer<ArrayBuffer> => {
  const copy = Buffer.from(message);
  copy[at] = byte;
  return copy;
};
