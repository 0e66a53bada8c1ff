import { type BaseBlock, fromBER } from 'asn1js';
import { malformed, readHeader, tags } from '../der/read.ts';
import { concat, encode } from '../der/write.ts';
import { limits } from '../limits.ts';

/**
 * CMS may come in BER (RFC 5652 §2): indefinite lengths, strings in pieces. Returns the same message with definite lengths and whole
 * strings, or `message` itself when it is so already. Throws PkiError `Malformed`, trailing bytes included.
 */
export function definite(message: Uint8Array): Uint8Array {
  if (message.length > limits.messageBytes) throw malformed('message is too long');
  if (isDefinite(message, 0, message.length, 0)) return message;
  const options = { maxDepth: limits.berDepth, maxNodes: limits.berNodes, maxContentLength: limits.messageBytes };
  const { offset, result } = fromBER(Uint8Array.from(message), options);
  if (offset !== message.length) throw malformed('message');
  return rewrite(result);
}

function isDefinite(bytes: Uint8Array, start: number, end: number, depth: number): boolean {
  if (depth > limits.berDepth) throw malformed('message is nested too deep');
  for (let at = start; at < end; ) {
    const tag = bytes[at] ?? 0;
    // 0x80 as the length octet: indefinite. 0x24: an octet string in pieces.
    if (bytes[at + 1] === 0x80 || tag === constructedOctets) return false;
    const content = readHeader(bytes, at, end);
    if (tag & 0x20 && !isDefinite(bytes, content.start, content.end, depth + 1)) return false;
    at = content.end;
  }
  return true;
}

const constructedOctets = tags.octetString | 0x20;

function rewrite(node: BaseBlock): Uint8Array {
  const raw = node.valueBeforeDecodeView;
  const tag = raw[0] ?? 0;
  if (!node.idBlock.isConstructed) return encode(tag, node.lenBlock.length ? raw.subarray(-node.lenBlock.length) : new Uint8Array());
  const members = membersOf(node);
  return tag === constructedOctets ? encode(tags.octetString, pieces(node)) : encode(tag, ...members.map(rewrite));
}

/** The whole of an octet string that came in pieces, which may come in pieces themselves. */
function pieces(node: BaseBlock): Uint8Array {
  return concat(
    ...membersOf(node).map((member) => {
      const tag = member.valueBeforeDecodeView[0];
      if (tag === constructedOctets) return pieces(member);
      if (tag !== tags.octetString) throw malformed('octet string in pieces');
      return member.lenBlock.length ? member.valueBeforeDecodeView.subarray(-member.lenBlock.length) : new Uint8Array();
    }),
  );
}

function membersOf(node: BaseBlock): readonly BaseBlock[] {
  const block: unknown = node.valueBlock;
  if (block !== null && typeof block === 'object' && 'value' in block && Array.isArray(block.value)) return block.value;
  throw malformed('message');
}
