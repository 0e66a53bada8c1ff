import type { ReadPart } from '../read.ts';

/** Raster pictures only: SVG is a document with links and scripts of its own. */
const TYPES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
/** A photograph of a telephone as people send it. */
const PICTURE_BYTES = 5 * 1024 * 1024;
/** All pictures of one message: they stand in the document in base64, and the frame holds it whole. */
const ALL_BYTES = 12 * 1024 * 1024;

/** Gives the data: URI of a picture that came with the message; undefined for any other part, and once the bound is reached. */
export const picturesOf = (parts: readonly ReadPart[]): ((contentId: string) => string | undefined) => {
  const made = new Map<string, string>();
  let left = ALL_BYTES;
  return (contentId) => {
    const known = made.get(contentId);
    if (known !== undefined) return known;
    const part = parts.find((one) => one.contentId === contentId && TYPES.has(one.type));
    if (part === undefined || part.bytes.byteLength > PICTURE_BYTES || part.bytes.byteLength > left) return undefined;
    left -= part.bytes.byteLength;
    const uri = `data:${part.type};base64,${Buffer.from(part.bytes).toString('base64')}`;
    made.set(contentId, uri);
    return uri;
  };
};
