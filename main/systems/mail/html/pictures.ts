import { Parser } from 'htmlparser2';
import { decodeAddress } from '../text.ts';

/** A part that may be a picture of the HTML. */
interface Picture {
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly contentId: string | undefined;
}

/** Raster pictures only: SVG is a document with links and scripts of its own. */
const TYPES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
/** A photograph of a telephone as people send it. */
const PICTURE_BYTES = 5 * 1024 * 1024;
/** All pictures of one message: they stand in the document in base64, and the frame holds it whole. */
const ALL_BYTES = 12 * 1024 * 1024;

/** Gives the data: URI of a picture that came with the message; undefined for any other part, and once the bound is reached. */
export const picturesOf = (parts: readonly Picture[]): ((contentId: string) => string | undefined) => {
  const made = new Map<string, string>();
  let left = ALL_BYTES;
  return (contentId) => {
    const known = made.get(contentId);
    if (known !== undefined) return known;
    const part = parts.find((one) => one.contentId === contentId && isShownPicture(one.type, one.bytes));
    if (part === undefined || part.bytes.byteLength > left) return undefined;
    left -= part.bytes.byteLength;
    const uri = `data:${part.type};base64,${Buffer.from(part.bytes).toString('base64')}`;
    made.set(contentId, uri);
    return uri;
  };
};

/** Whether it can stand in the HTML that names it. */
export const isShownPicture = (type: string, { byteLength }: Uint8Array): boolean => TYPES.has(type) && byteLength <= PICTURE_BYTES;

/** Content ids of the pictures that HTML shows; not those that it only mentions, as in a comment or a background. `html`: bounded. */
export const pictureIdsIn = (html: string): readonly string[] => {
  const ids: string[] = [];
  const parser = new Parser({
    onopentag(name, { src = '' }) {
      const id = name === 'img' ? contentIdOf(src) : undefined;
      if (id !== undefined) ids.push(id);
    },
  });
  parser.write(html);
  parser.end();
  return ids;
};

/** What a cid: address names (RFC 2392). */
export const contentIdOf = (address: string): string | undefined => {
  const named = /^\s*cid:(.{1,500})$/i.exec(address)?.[1];
  return named === undefined ? undefined : decodeAddress(named.trim());
};
