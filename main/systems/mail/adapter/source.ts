import type { OpenFolder } from './open-folder.ts';

/** Fetched at once: on a link of 100 KB/s whoever else wants the connection waits less than three seconds. */
export const PIECE_BYTES = 256 * 1024;

/**
 * A message's bytes, at most `maxBytes` of them, in pieces between which others have their turn; `onPiece` is told of each. `inFolder` runs
 * its work in the message's folder, or tells undefined when that is gone. Undefined when the message is.
 */
export const sourceInPieces = async (
  inFolder: (work: (open: OpenFolder) => Promise<Uint8Array | undefined>) => Promise<Uint8Array | undefined>,
  { uid, maxBytes, onPiece }: { readonly uid: number; readonly maxBytes: number; readonly onPiece?: (() => void) | undefined },
): Promise<Uint8Array | undefined> => {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const wanted = Math.min(PIECE_BYTES, maxBytes - length);
    const start = length;
    const piece = await inFolder((open) => open.source(uid, start, wanted));
    if (piece === undefined) return undefined;
    onPiece?.();
    pieces.push(piece);
    length += piece.byteLength;
    if (piece.byteLength < wanted || length >= maxBytes) return pieces.length === 1 ? piece : Buffer.concat(pieces);
  }
};
