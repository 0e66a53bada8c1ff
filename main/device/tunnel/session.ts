import http2, { type ClientHttp2Session } from 'node:http2';
import type { TLSSocket } from 'node:tls';
import { type DeviceProblem, deviceProblem } from '../../../contracts/hq/device.ts';
import type { PathFault } from '../../../pki/index.ts';
import { connectSecurely, SecureError } from '../trust/secure.ts';
import { checkServer, type ServerVerdict } from '../trust/server.ts';
import type { Trust } from '../trust/trust.ts';
import { requestOf } from './call.ts';
import type { Site, TunnelOptions } from './options.ts';
import { exchange } from './streams.ts';
import { Disowned, TunnelError } from './tunnel.ts';
import { FIRST_WINDOW_BYTES } from './window.ts';

/** The gateway's SETTINGS come with the end of the handshake. */
const SETTINGS_TIMEOUT_MS = 5_000;
/** A request and its answer have some 20 short headers; more is an attack on memory. */
const MAX_HEADER_LIST_BYTES = 16 * 1024;
/** Megabytes that nghttp2 may hold for one session: sixteen streams with full windows. */
const MAX_SESSION_MEMORY_MB = 64;

/** A genuine gateway ended the connection right after the handshake, without a word: once is bad luck, again and again is a refusal. */
export class CutAfterHandshake extends TunnelError {
  constructor() {
    super('TunnelDown');
    this.name = 'CutAfterHandshake';
  }
}

/** What is wrong with a server's certificate by a clock that is wrong itself; one within HQ's current lists is right. */
const DATES: ReadonlySet<string> = new Set<PathFault>(['Expired', 'NotYetValid']);

/** The longest code is under 20 characters. */
const MAX_GOODBYE_BYTES = 64;

/** A connection on which both ends have accepted each other, with revocation checked. */
export interface GatewaySession {
  readonly site: Site;
  readonly http: ClientHttp2Session;
  readonly socket: TLSSocket;
  /** The gateway said goodbye because of this laptop, not because of itself. */
  readonly refused: boolean;
  /** …and said that it is cut off. */
  readonly disowned: boolean;
  /** Whether the gateway's certificate still stands under the lists that the laptop has now. */
  stillTrusted(at: Date): boolean;
}

interface SessionTry {
  readonly clock: () => Date;
  readonly signal: AbortSignal;
  readonly ask: boolean;
  /** How long the handshake may take. */
  readonly deadlineMs: number;
}

/**
 * Connects to one site: TLS 1.3 with the device certificate, the gateway checked under the force root, HTTP/2 settings exchanged.
 * When its revocation cannot be checked (first contact, or lists that ran out while the laptop was off), the connection serves one
 * request only: the trust bundle, which proves itself by its signatures. Then the check is made again, and must pass. So a revoked
 * gateway is never used, and a fresh laptop can still begin. With `ask`, HQ must also answer one request: a laptop that it refused
 * before shall not seem online until HQ says no again. Rejects with TunnelError.
 */
export const openSession = async (
  site: Site,
  options: TunnelOptions,
  { clock, signal, ask, deadlineMs }: SessionTry,
): Promise<GatewaySession> => {
  const { gatewayName, trust } = options;
  const { key, certificate } = options.credential();
  const { socket, revocation, presented } = await connectSecurely({
    over: { host: site.host, port: site.port },
    name: gatewayName,
    trust,
    at: clock,
    client: { key, certificate },
    protocol: 'h2',
    deadlineMs,
    signal,
  }).catch((cause: unknown) => {
    const misdated = cause instanceof SecureError && DATES.has(cause.detail) && trust.state(clock()) !== 'fresh';
    throw misdated ? new TunnelError('ClocksDiffer', cause) : asTunnelError(cause);
  });
  const http = http2.connect(`https://${gatewayName}`, {
    createConnection: () => socket,
    settings: { enablePush: false, initialWindowSize: FIRST_WINDOW_BYTES, maxHeaderListSize: MAX_HEADER_LIST_BYTES },
    maxSessionMemory: MAX_SESSION_MEMORY_MB,
  });
  let goodbye: DeviceProblem | undefined;
  http.on('goaway', (_code: number, _last: number, why?: Uint8Array) => {
    goodbye = refusalIn(why);
    // Whatever the reason. Waiting for streams that never end (IMAP IDLE) would keep us from HQ's next instance.
    http.destroy();
  });
  const check = (at: Date): ServerVerdict => checkServer(presented, gatewayName, trust, at);
  const stillTrusted = (at: Date): boolean => {
    const verdict = check(at);
    return verdict.ok && verdict.revocation === 'checked';
  };
  const abandon = (): void => http.destroy();
  signal.addEventListener('abort', abandon, { once: true });
  try {
    await firstSettings(http);
    if (revocation === 'unchecked') {
      const taken = await fetchTrust(http, options);
      // Lists that HQ has just given are out of date here, or begin in the future: of the two clocks one is wrong.
      const misdated = check(clock()).ok && (taken.ok || taken.code === 'FromFuture');
      if (!stillTrusted(clock())) throw new TunnelError(misdated ? 'ClocksDiffer' : 'GatewayUntrusted');
    }
    if (ask) {
      const { status } = await exchange(http, requestOf('caCertificates', {}));
      if (status === 403) throw new TunnelError('DeviceRefused');
    }
    return {
      site,
      http,
      socket,
      get refused() {
        return goodbye !== undefined;
      },
      get disowned() {
        return goodbye === 'DeviceRevoked';
      },
      stillTrusted,
    };
  } catch (error) {
    http.on('error', () => undefined);
    http.destroy();
    if (goodbye === undefined) throw error;
    throw goodbye === 'DeviceRevoked' && stillTrusted(clock()) ? new Disowned(error) : new TunnelError('DeviceRefused', error);
  } finally {
    signal.removeEventListener('abort', abandon);
  }
};

/** HQ writes its code into the debug data of GOAWAY (RFC 9113 §6.8). */
const refusalIn = (why: Uint8Array | undefined): DeviceProblem | undefined =>
  why !== undefined && why.byteLength <= MAX_GOODBYE_BYTES ? deviceProblem.safeParse(Buffer.from(why).toString('latin1')).data : undefined;

const asTunnelError = (cause: unknown): TunnelError => {
  if (!(cause instanceof SecureError)) return new TunnelError('TunnelDown', cause);
  switch (cause.code) {
    case 'Untrusted':
    case 'WrongProtocol':
      return new TunnelError('GatewayUntrusted', cause);
    case 'DeadlinePassed':
      return new TunnelError('DeadlinePassed', cause);
    case 'Unreachable':
      return new TunnelError('TunnelDown', cause);
  }
};

/**
 * Waits for the gateway's SETTINGS: only then has it accepted the device certificate, for in TLS 1.3 the client's handshake is over
 * before the server has looked at it. A genuine gateway that ends the connection by an alert in between refuses this laptop. An end
 * that came from below TLS (those errors carry a system call), or none that was told, may also be a lost link: CutAfterHandshake.
 */
const firstSettings = (http: ClientHttp2Session): Promise<void> =>
  new Promise((resolve, reject) => {
    const finish = (error?: TunnelError): void => {
      clearTimeout(timer);
      http.off('remoteSettings', onSettings).off('error', onError).off('close', onClose);
      if (error === undefined) resolve();
      else reject(error);
    };
    const onSettings = (): void => finish();
    const onError = (cause: Error): void => finish('syscall' in cause ? new CutAfterHandshake() : new TunnelError('DeviceRefused', cause));
    const onClose = (): void => finish(new CutAfterHandshake());
    const timer = setTimeout(() => finish(new TunnelError('DeadlinePassed')), SETTINGS_TIMEOUT_MS);
    http.once('remoteSettings', onSettings).once('error', onError).once('close', onClose);
  });

const fetchTrust = async (http: ClientHttp2Session, { trust, log }: TunnelOptions): ReturnType<Trust['update']> => {
  const answer = await exchange(http, requestOf('trust', {}));
  const taken = await trust.update(answer.body);
  log?.('trust.fetched', { status: answer.status, outcome: taken.ok ? taken.value : taken.code });
  return taken;
};
