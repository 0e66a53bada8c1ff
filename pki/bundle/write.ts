import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** A file of a bundle. `open` gives its bytes, once, when their turn comes. */
export interface BundleEntry {
  readonly name: string;
  readonly bytes: number;
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** ZIP has no time zones: one time for every file, so that the same files are the same bytes wherever they are put together. */
const FIXED_TIME = new Date(1980, 0, 1);
const OPTIONS = { mtime: FIXED_TIME, mode: 0o100644, compress: false, forceDosTimestamp: true } as const;

/**
 * A ZIP of these files in their order, not compressed, nothing of it in memory but what is on its way. `size`: of all of it, in bytes. The
 * same names, lengths and bytes make the same ZIP, bit by bit: `readBundle` rests on that.
 */
export const writeBundle = async (
  entries: readonly BundleEntry[],
): Promise<{ readonly size: number; readonly content: AsyncIterable<Uint8Array> }> => {
  const zip = new ZipFile();
  const content = zip.outputStream as unknown as Readable;
  // Whoever reads it gets the error then; until somebody does, it is nobody's to catch.
  content.on('error', () => undefined);
  for (const { name, bytes, open } of entries) {
    zip.addReadStreamLazy(name, { ...OPTIONS, size: bytes }, (give) => {
      const stream = Readable.from(open(), { objectMode: false });
      stream.on('error', (error) => content.destroy(error));
      give(null, stream);
    });
  }
  zip.on('error', (error: unknown) => content.destroy(error instanceof Error ? error : new Error('bundle cannot be written')));
  const size = await new Promise<number>((resolve) => zip.end(undefined, ended(resolve)));
  return { size, content };
};

/** The library's types leave out what it calls back with: the size, or -1 where it is not known ahead. */
const ended = (resolve: (size: number) => void): (() => void) => resolve as () => void;
