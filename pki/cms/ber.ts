import { malformed, readHeader, tags } from '../der/read.ts';
import { encodeHeader } from '../der/write.ts';
import { limits } from '../limits.ts';

/**
 * CMS may come in BER (RFC 5652 §2): indefinite lengths, strings in pieces. Returns the same message with definite lengths and whole
 * strings, or `message` itself when it is so already. Time and memory are linear in its length. Throws PkiError `Malformed`, trailing
 * bytes included.
 */
export function definite(message: Uint8Array): Uint8Array {
  if (message.length > limits.messageBytes) throw malformed('message is too long');
  const work = { bytes: message, nodesLeft: limits.berNodes };
  const { node, end } = read(work, 0, message.length, 0);
  if (end !== message.length) throw malformed('message');
  if (node.raw) return message;
  const out = new Uint8Array(sizeOf(node));
  write(node, out, 0);
  return out;
}

/** One element as it will be written: `raw` where that is as it came, else its pieces, `length` bytes together. */
type Node =
  | { readonly raw: Uint8Array }
  | { readonly raw?: undefined; readonly tag: number; readonly pieces: readonly Node[]; readonly length: number };

interface Work {
  readonly bytes: Uint8Array;
  nodesLeft: number;
}

function read(work: Work, at: number, limit: number, depth: number): { readonly node: Node; readonly end: number } {
  const { bytes } = work;
  if (depth > limits.berDepth || work.nodesLeft-- <= 0) throw malformed('message is nested too deep');
  const tag = bytes[at] ?? 0;
  const constructed = (tag & 0x20) !== 0;
  const indefinite = constructed && at + 2 <= limit && bytes[at + 1] === 0x80;
  const { start, end } = indefinite ? { start: at + 2, end: limit } : readHeader(bytes, at, limit);
  if (!constructed) return { node: { raw: bytes.subarray(at, end) }, end };
  const members: Node[] = [];
  let next = start;
  for (;;) {
    if (indefinite && bytes[next] === 0 && bytes[next + 1] === 0 && next + 2 <= limit) break;
    if (next >= end) {
      if (indefinite) throw malformed('element is cut short');
      break;
    }
    const member = read(work, next, end, depth + 1);
    members.push(member.node);
    next = member.end;
  }
  const after = indefinite ? next + 2 : end;
  if (tag === constructedOctets) return { node: built(tags.octetString, members.flatMap(piecesOf)), end: after };
  if (!indefinite && members.every(({ raw }) => raw)) return { node: { raw: bytes.subarray(at, end) }, end: after };
  return { node: built(tag, members), end: after };
}

const constructedOctets = tags.octetString | 0x20;

const built = (tag: number, pieces: readonly Node[]): Node => ({
  tag,
  pieces,
  length: pieces.reduce((sum, piece) => sum + sizeOf(piece), 0),
});

/** What a piece of an octet string that came in pieces adds to the whole: its content, which may itself have come in pieces. */
function piecesOf(piece: Node): readonly Node[] {
  if (piece.raw) {
    if (piece.raw[0] !== tags.octetString) throw malformed('octet string in pieces');
    const { start } = readHeader(piece.raw, 0, piece.raw.length);
    return [{ raw: piece.raw.subarray(start) }];
  }
  if (piece.tag !== tags.octetString) throw malformed('octet string in pieces');
  return piece.pieces;
}

const sizeOf = (node: Node): number => (node.raw ? node.raw.length : encodeHeader(node.tag, node.length).length + node.length);

function write(node: Node, out: Uint8Array, at: number): number {
  if (node.raw) {
    out.set(node.raw, at);
    return at + node.raw.length;
  }
  const header = encodeHeader(node.tag, node.length);
  out.set(header, at);
  return node.pieces.reduce((next, piece) => write(piece, out, next), at + header.length);
}
