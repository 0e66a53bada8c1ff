import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type Entry, fromRandomAccessReader, RandomAccessReader, type ZipFile } from 'yauzl';
import { type BundleEntry, writeBundle } from './write.ts';

/** Where a bundle's bytes are. `read` gives those from `first` to before `end`. */
export interface BundleSource {
  readonly bytes: number;
  readonly read: (first: number, end: number) => AsyncIterable<Uint8Array>;
}

/** A file as it is in the bundle. */
export interface BundledFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Its bytes, where it is one of those that were asked for. */
  readonly content: Uint8Array | undefined;
}

/** What is kept of a file that is read whole. */
const MOST_KEPT_BYTES = 1024 * 1024;

/**
 * The files of a bundle that `writeBundle` made, in their order, each with its SHA-256; undefined for everything else. Whatever a ZIP could
 * hide from one reader and show another (bytes between files, before or behind them, comments, another directory, other lengths) is
 * refused: the files are put together again, and must make the same bytes. In memory is what is on its way, and `keep`, up to 1 MiB each.
 * `most`: files. Never throws on hostile input; what `source` throws passes through.
 */
export const readBundle = async (
  source: BundleSource,
  { most, keep }: { readonly most: number; readonly keep: readonly string[] },
): Promise<readonly BundledFile[] | undefined> => {
  const whole = createHash('sha256');
  for await (const chunk of source.read(0, source.bytes)) whole.update(chunk);
  let zip: ZipFile | undefined;
  try {
    zip = await opened(source);
    const entries = await entriesOf(zip, most);
    if (entries === undefined) return undefined;
    const files: BundledFile[] = [];
    const again = createHash('sha256');
    const { size, content } = await writeBundle(entries.map((entry) => through(zip as ZipFile, entry, keep, files)));
    if (size !== source.bytes) return undefined;
    for await (const chunk of content) again.update(chunk);
    return again.digest('hex') === whole.digest('hex') ? files : undefined;
  } catch (error) {
    if (error instanceof SourceError) throw error.cause;
    return undefined;
  } finally {
    zip?.close();
  }
};

/** What was thrown by where the bytes are: no fault of the bundle's. */
class SourceError extends Error {}

class Reader extends RandomAccessReader {
  readonly #source: BundleSource;
  constructor(source: BundleSource) {
    super();
    this.#source = source;
  }
  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(guarded(this.#source.read(start, Math.min(end, this.#source.bytes))), { objectMode: false });
  }
}

async function* guarded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (cause) {
    throw new SourceError('the bundle cannot be read', { cause });
  }
}

const opened = (source: BundleSource): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true };
    fromRandomAccessReader(new Reader(source), source.bytes, options, (error, zip) => (error ? reject(error) : resolve(zip)));
  });

const entriesOf = (zip: ZipFile, most: number): Promise<readonly Entry[] | undefined> =>
  new Promise((resolve, reject) => {
    if (zip.entryCount > most) return resolve(undefined);
    const entries: Entry[] = [];
    zip.on('error', reject);
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      if (entry.compressionMethod !== 0 || entry.uncompressedSize !== entry.compressedSize) return resolve(undefined);
      entries.push(entry);
      zip.readEntry();
    });
    zip.readEntry();
  });

/** A file on its way from one ZIP into the other, hashed as it goes by. */
const through = (zip: ZipFile, entry: Entry, keep: readonly string[], files: BundledFile[]): BundleEntry => ({
  name: entry.fileName,
  bytes: entry.uncompressedSize,
  async *open() {
    const hash = createHash('sha256');
    const kept: Uint8Array[] = [];
    const keeps = keep.includes(entry.fileName) && entry.uncompressedSize <= MOST_KEPT_BYTES;
    for await (const chunk of await streamOf(zip, entry)) {
      const bytes = chunk as Uint8Array;
      hash.update(bytes);
      if (keeps) kept.push(bytes);
      yield bytes;
    }
    const content = keeps ? new Uint8Array(Buffer.concat(kept)) : undefined;
    files.push({ name: entry.fileName, bytes: entry.uncompressedSize, sha256: hash.digest('hex'), content });
  },
});

const streamOf = (zip: ZipFile, entry: Entry): Promise<Readable> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
  });
