import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import type { ImapTransport, MailboxLockObject, MailboxObject } from 'imapflow';
import { CertificateImapFlow } from './adapter/certificate-imap.ts';
import { listFolders } from './adapter/folders.ts';
import { type KnownState, type OpenFolder, openFolder } from './adapter/open-folder.ts';
import { type Refusal, refusalIn } from './adapter/refusal.ts';
import { CONNECT_TIMEOUT_MS, MAIL_SERVER, type MailIdentity, openStream, openTls } from './adapter/secure.ts';
import { asMailError, MailError } from './errors.ts';
import type { RemoteFolder } from './messages.ts';

export interface MailboxOptions {
  /** A byte stream to the force's mail server, through the tunnel. */
  readonly connect: () => Promise<Duplex>;
  readonly identity: MailIdentity;
}

/** `signal` ends the opening at whatever stage it is, and the connection once it stands: at once, without a goodbye. */
export interface MailboxOpening extends MailboxOptions {
  readonly signal?: AbortSignal;
}

/** One logged-in connection to the officer's mail. Its methods reject with MailError; once closed it stays closed. */
export interface Mailbox {
  readonly closed: boolean;
  folders(): Promise<readonly RemoteFolder[]>;
  /**
   * Runs `work` with the folder selected, and rejects as it does. Work of others waits its turn meanwhile, so keep it short. `known`: how the
   * folder stood when it was last listed; what has changed since comes with the selecting, without a round trip of its own.
   */
  inFolder<Value>(path: string, work: (folder: OpenFolder) => Promise<Value>, known?: KnownState): Promise<Value>;
  /** Selects the folder and waits for news of it (IDLE, RFC 2177). Tells whether it has changed since it was listed as `listed`. */
  watch(listed: RemoteFolder): Promise<boolean>;
  /** The server tells, while a folder is watched, of news of all of them. */
  readonly tellsOfAll: boolean;
  /** Something in the selected folder has changed, or in another one where the server tells of those. */
  onNews(listener: () => void): void;
  onClosed(listener: () => void): void;
  /** Puts a message into a folder, read. Undefined when it is there; else the server's NO. */
  append(path: string, message: Uint8Array): Promise<Refusal | undefined>;
  /** Makes a folder. Its path, also where it was there; undefined when the server says no. */
  create(path: string): Promise<string | undefined>;
  /** At once, without a goodbye. */
  close(): void;
}

const NEVER = new AbortController().signal;

/** Dovecot says "still here" every two minutes of IDLE; a longer silence is a dead link. */
const SILENCE_TIMEOUT_MS = 180_000;
/** IDLE begins this soon after the last command: new mail should show at once. */
const IDLE_DELAY_MS = 250;
/** Above the longest message the force's server accepts; a longer literal is an attack on our memory. */
const LITERAL_BYTES = 32 * 1024 * 1024;
/** The longest line that is asked for lists a folder's UIDs, eight bytes each. */
const LINE_BYTES = 4 * 1024 * 1024;

/**
 * Logs in to the officer's mail with the shift certificate alone: TLS 1.3 inside the given stream, then SASL EXTERNAL.
 * Rejects with MailError: Unreachable, Untrusted (the server is not HQ's) or Refused (HQ does not take this certificate).
 */
export const openMailbox = async ({ connect, identity, signal = NEVER }: MailboxOpening): Promise<Mailbox> => {
  const socket = await openTls(await openStream(connect, signal), identity, signal);
  const client = new CertificateImapFlow({
    host: MAIL_SERVER,
    port: 993,
    secure: true,
    transport: over(socket),
    auth: { user: '' },
    logger: false,
    qresync: true,
    disableCompression: true,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    autoIdleDelay: IDLE_DELAY_MS,
    maxLiteralSize: LITERAL_BYTES,
    maxResponseSize: LITERAL_BYTES + LINE_BYTES,
    maxLineLength: LINE_BYTES,
  });
  // Without a listener an error event would end the program; 'close' follows it and is what counts.
  client.on('error', () => undefined);
  const end = (): void => client.close();
  client.once('close', () => signal.removeEventListener('abort', end));
  signal.addEventListener('abort', end, { once: true });
  try {
    signal.throwIfAborted();
    await client.connect();
  } catch (error) {
    client.close();
    // Until it is connecting, imapflow does not know the socket.
    socket.destroy();
    throw refusal(error);
  }
  return new ImapMailbox(client);
};

/** Hands imapflow a socket that is already secure; it opens none of its own. */
const over = (socket: TLSSocket): ImapTransport => ({
  connect: (_options, onConnect) => {
    setImmediate(onConnect);
    return socket;
  },
});

const refusal = (error: unknown): MailError => {
  const refused = error instanceof Error && 'responseStatus' in error && error.responseStatus === 'NO';
  return new MailError(refused ? 'Refused' : 'Unreachable', error);
};

class ImapMailbox implements Mailbox {
  readonly #client: CertificateImapFlow;
  readonly #news = new Set<() => void>();

  constructor(client: CertificateImapFlow) {
    this.#client = client;
  }

  get closed(): boolean {
    return this.#client.isClosed || !this.#client.usable;
  }

  folders(): Promise<readonly RemoteFolder[]> {
    return asMailError(async () => {
      const folders = await listFolders(this.#client);
      this.#client.listed();
      return folders;
    });
  }

  async inFolder<Value>(path: string, work: (folder: OpenFolder) => Promise<Value>, known?: KnownState): Promise<Value> {
    const lock = await this.#lock(path, known);
    try {
      // What `work` does beside is its own: an error of the store must not look like one of the mail.
      return await work(openFolder(this.#client));
    } finally {
      lock.release();
    }
  }

  watch(listed: RemoteFolder): Promise<boolean> {
    return asMailError(async () => {
      const lock = await this.#lock(listed.path);
      try {
        await this.#client.notify(() => {
          for (const listener of this.#news) listener();
        });
        return hasMovedOn(this.#client.mailbox, listed);
      } finally {
        // It stays selected, and imapflow begins IDLE by itself.
        lock.release();
      }
    });
  }

  append(path: string, message: Uint8Array): Promise<Refusal | undefined> {
    return asMailError(async () => {
      try {
        if (await this.#client.append(path, message, ['\\Seen'])) return undefined;
      } catch (error) {
        const refusal = refusalIn(error) ?? this.#client.refusal;
        if (this.closed || refusal === undefined) throw error;
        return refusal;
      }
      throw new MailError('Unreachable');
    });
  }

  create(path: string): Promise<string | undefined> {
    return asMailError(async () => {
      try {
        const made = await this.#client.mailboxCreate(path);
        if (made?.path !== undefined) return made.path;
      } catch (error) {
        if (this.closed || refusalIn(error) === undefined) throw error;
        return undefined;
      }
      throw new MailError('Unreachable');
    });
  }

  get tellsOfAll(): boolean {
    return this.#client.tellsOfAll;
  }

  onNews(listener: () => void): void {
    this.#news.add(listener);
    const tell = (): void => {
      if (!this.#client.gathers) listener();
    };
    this.#client.on('exists', tell);
    this.#client.on('expunge', tell);
    this.#client.on('flags', tell);
  }

  onClosed(listener: () => void): void {
    this.#client.once('close', listener);
  }

  close(): void {
    this.#client.close();
  }

  async #lock(path: string, known?: KnownState): Promise<MailboxLockObject> {
    const since = known && { uidValidity: BigInt(known.uidValidity), changedSince: BigInt(known.modseq) };
    try {
      return await this.#client.getMailboxLock(path, since);
    } catch (error) {
      throw this.#client.usable ? new MailError('FolderGone', error) : new MailError('Unreachable', error);
    }
  }
}

/** Newer only: of a folder that was selected all along imapflow tells older numbers, and what came since was told as news. */
const hasMovedOn = (mailbox: MailboxObject | false, listed: RemoteFolder): boolean => {
  if (mailbox === false) return true;
  const { uidValidity, uidNext, highestModseq = 0n } = mailbox;
  return Number(uidValidity) !== listed.uidValidity || uidNext > listed.uidNext || highestModseq > BigInt(listed.modseq ?? 0);
};
