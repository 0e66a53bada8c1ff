import { X509Certificate } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { type TLSSocket, connect as tlsConnect } from 'node:tls';
import { ImapFlow, type ImapTransport, type MailboxLockObject, type MailboxObject } from 'imapflow';
import { encodePem } from '../../../pki/index.ts';
import { checkServer } from '../../device/trust/server.ts';
import type { TrustMaterial } from '../../device/trust/trust.ts';
import { listFolders } from './adapter/folders.ts';
import { type OpenFolder, openFolder } from './adapter/open-folder.ts';
import { asMailError, MailError } from './errors.ts';
import { HEADER_BYTES } from './limits.ts';
import type { RemoteFolder } from './messages.ts';

/** The shift certificate and its key, PEM, in memory only, and what HQ's servers are checked against. */
export interface MailIdentity {
  readonly key: string;
  readonly certificate: string;
  readonly trust: TrustMaterial;
}

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
  /** Runs `work` with the folder selected, and rejects as it does. Work of others waits its turn meanwhile, so keep it short. */
  inFolder<Value>(path: string, work: (folder: OpenFolder) => Promise<Value>): Promise<Value>;
  /** Selects the folder and waits for news of it (IDLE, RFC 2177). Tells whether it has changed since it was listed as `listed`. */
  watch(listed: RemoteFolder): Promise<boolean>;
  /** Something in the selected folder has changed. */
  onNews(listener: () => void): void;
  onClosed(listener: () => void): void;
  /** At once, without a goodbye. */
  close(): void;
}

const NEVER = new AbortController().signal;

/** The name in the mail server's certificate. */
export const MAIL_SERVER = 'mail.hq';
/** TLS and login take three round trips; a link so slow that this is not enough cannot carry mail. */
const CONNECT_TIMEOUT_MS = 20_000;
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
    qresync: false,
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

/** The stream, unless `signal` comes first: one that comes later is destroyed. Its own deadline is whoever's who opens it. */
const openStream = (connect: () => Promise<Duplex>, signal: AbortSignal): Promise<Duplex> =>
  new Promise((resolve, reject) => {
    const give = (error: unknown): void => reject(new MailError('Unreachable', error));
    const end = (): void => give(signal.reason);
    if (signal.aborted) return end();
    signal.addEventListener('abort', end, { once: true });
    connect().then((stream) => {
      signal.removeEventListener('abort', end);
      // TLS tells of its end; an error that the stream tells by itself as well must not end the program.
      stream.on('error', () => undefined);
      if (signal.aborted) stream.destroy();
      else resolve(stream);
    }, give);
  });

/** TLS with the shift certificate inside the stream. */
const openTls = async (stream: Duplex, identity: MailIdentity, signal: AbortSignal): Promise<TLSSocket> => {
  const socket = tlsConnect({
    socket: stream,
    servername: MAIL_SERVER,
    minVersion: 'TLSv1.3',
    key: identity.key,
    cert: identity.certificate,
    ca: [...identity.trust.anchors, ...identity.trust.intermediates].map((der) => encodePem(der, 'CERTIFICATE')),
    // OpenSSL takes a server of any authority below the root; ours must be marked for servers, and not revoked.
    checkServerIdentity: (name, { raw }) => {
      const verdict = checkServer(new X509Certificate(raw), name, identity.trust, new Date());
      return verdict.ok && verdict.revocation === 'checked' ? undefined : new Error(verdict.ok ? 'RevocationUnknown' : verdict.code);
    },
  });
  return await new Promise<TLSSocket>((resolve, reject) => {
    const give = (error: unknown): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      socket.destroy();
      stream.destroy();
      const untrusted = socket.authorizationError !== null && socket.authorizationError !== undefined;
      reject(new MailError(untrusted ? 'Untrusted' : 'Unreachable', error));
    };
    const end = (): void => give(signal.reason);
    const timer = setTimeout(give, CONNECT_TIMEOUT_MS, new Error('deadline passed'));
    signal.addEventListener('abort', end, { once: true });
    socket.once('error', give);
    socket.once('close', give);
    socket.once('secureConnect', () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      socket.off('error', give);
      socket.off('close', give);
      // Between here and imapflow's own listener an error must not go unheard.
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
};

/** Hands imapflow a socket that is already secure; it opens none of its own. */
const over = (socket: TLSSocket): ImapTransport => ({
  connect: (_options, onConnect) => {
    setImmediate(onConnect);
    return socket;
  },
});

/** What imapflow keeps out of its types and this one subclass needs. The version is pinned for it, and the tests would show a change. */
interface ImapFlowInside {
  expectCapabilityUpdate: boolean;
  exec(command: string, attributes: readonly ImapToken[] | false | undefined, options?: unknown): Promise<{ next(): void }>;
  setAuthenticationState(): Promise<void>;
}

interface ImapToken {
  readonly type: 'ATOM';
  readonly value: string;
  readonly section?: readonly ImapToken[];
  /** BODY[section]<origin.octets>. */
  partial?: readonly [number, number];
}

/** imapflow without passwords: its own authenticate() knows no SASL EXTERNAL (RFC 4422 appendix A). */
class CertificateImapFlow extends ImapFlow {
  async authenticate(): Promise<boolean> {
    if (this.state !== this.states.NOT_AUTHENTICATED) return this.state !== this.states.LOGOUT;
    const inside = this as unknown as ImapFlowInside;
    inside.expectCapabilityUpdate = true;
    // "=" is the empty initial response (RFC 4959): the server takes the name from the certificate.
    const response = await inside.exec('AUTHENTICATE', [
      { type: 'ATOM', value: 'EXTERNAL' },
      { type: 'ATOM', value: '=' },
    ]);
    response.next();
    await inside.setAuthenticationState();
    return true;
  }

  /** Cuts header fields at HEADER_BYTES wherever they are fetched, for which imapflow's own fetch() has no option. */
  exec(command: string, attributes: readonly ImapToken[] | false | undefined, options?: unknown): Promise<{ next(): void }> {
    for (const token of attributes ? attributes.flat() : [])
      if (token?.section?.[0]?.value === 'HEADER.FIELDS') token.partial = [0, HEADER_BYTES];
    return (ImapFlow.prototype as unknown as ImapFlowInside).exec.call(this, command, attributes, options);
  }
}

const refusal = (error: unknown): MailError => {
  const refused = error instanceof Error && 'responseStatus' in error && error.responseStatus === 'NO';
  return new MailError(refused ? 'Refused' : 'Unreachable', error);
};

class ImapMailbox implements Mailbox {
  readonly #client: ImapFlow;

  constructor(client: ImapFlow) {
    this.#client = client;
  }

  get closed(): boolean {
    return this.#client.isClosed || !this.#client.usable;
  }

  folders(): Promise<readonly RemoteFolder[]> {
    return asMailError(() => listFolders(this.#client));
  }

  async inFolder<Value>(path: string, work: (folder: OpenFolder) => Promise<Value>): Promise<Value> {
    const lock = await this.#lock(path);
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
        return hasMovedOn(this.#client.mailbox, listed);
      } finally {
        // It stays selected, and imapflow begins IDLE by itself.
        lock.release();
      }
    });
  }

  onNews(listener: () => void): void {
    this.#client.on('exists', listener);
    this.#client.on('expunge', listener);
    this.#client.on('flags', listener);
  }

  onClosed(listener: () => void): void {
    this.#client.once('close', listener);
  }

  close(): void {
    this.#client.close();
  }

  async #lock(path: string): Promise<MailboxLockObject> {
    try {
      return await this.#client.getMailboxLock(path);
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
