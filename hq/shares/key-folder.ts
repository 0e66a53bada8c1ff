import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** AES-256. */
const KEY_BYTES = 32;
const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;

/** A key is not in the folder, nor does the folder say that it was destroyed: the folder may be the wrong one, or not mounted. */
export class ShareKeyError extends Error {
  readonly code = 'ShareKeyMissing';
  constructor() {
    super('ShareKeyMissing');
    this.name = 'ShareKeyError';
  }
}

/**
 * Keys of laptops' device shares, one file each, in a folder outside the database: what is sealed under a key that is gone from here is
 * noise, in the database, its log, its replicas and its backups alike. Several HQ processes share the folder; none remembers a key.
 */
export class KeyFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
  }

  /** Makes a key, durably. Returns its id. */
  make(): string {
    const id = randomUUID();
    const key = randomBytes(KEY_BYTES);
    try {
      this.#put(this.#file(id), key);
    } finally {
      key.fill(0);
    }
    return id;
  }

  /** The key, for the caller to zero; undefined once it was destroyed. Throws ShareKeyError when nobody knows. */
  read(id: string): Buffer | undefined {
    const file = this.#file(id);
    if (existsSync(file)) {
      const key = readFileSync(file);
      if (key.byteLength === KEY_BYTES) return key;
      key.fill(0);
    } else if (existsSync(this.#destroyed(id))) return undefined;
    throw new ShareKeyError();
  }

  /**
   * Overwrites and removes a key, durably, and keeps a note that it was destroyed: a database that comes back from a backup still names it.
   * A key that is gone already stays gone.
   */
  destroy(id: string): void {
    const file = this.#file(id);
    if (existsSync(file)) {
      const open = openSync(file, 'r+');
      try {
        writeSync(open, randomBytes(statSync(file).size), undefined, undefined, 0);
        fsyncSync(open);
      } finally {
        closeSync(open);
      }
    }
    this.#put(this.#destroyed(id), Buffer.alloc(0));
    rmSync(file, { force: true });
    this.#flush();
  }

  #file(id: string): string {
    return join(this.#folder, `${id}.key`);
  }

  #destroyed(id: string): string {
    return join(this.#folder, `${id}.destroyed`);
  }

  /** A file that is there is whole. */
  #put(file: string, bytes: Uint8Array): void {
    const fresh = `${file}.new`;
    const open = openSync(fresh, 'w', PRIVATE_FILE);
    try {
      writeSync(open, bytes);
      fsyncSync(open);
    } finally {
      closeSync(open);
    }
    renameSync(fresh, file);
    this.#flush();
  }

  #flush(): void {
    if (process.platform === 'win32') return; // A folder cannot be opened there; the rename is journalled.
    const open = openSync(this.#folder, 'r');
    try {
      fsyncSync(open);
    } finally {
      closeSync(open);
    }
  }
}
