import http2, { type ClientHttp2Session } from 'node:http2';
import { authorities } from '../../../contracts/hq/device.ts';
import { connectSecurely } from '../../device/trust/secure.ts';
import type { Trust } from '../../device/trust/trust.ts';
import { type Caller, callerOver } from '../../device/tunnel/call.ts';
import { exchange } from '../../device/tunnel/streams.ts';
import { type DeviceAnswer, type DeviceRequest, type Tunnel, TunnelError } from '../../device/tunnel/tunnel.ts';
import type { ShiftCredential } from './shift-certificate.ts';

export interface ServicesOptions {
  readonly tunnel: Tunnel;
  readonly shift: ShiftCredential;
  readonly trust: Trust;
  readonly clock?: () => Date;
}

/** Two round trips through the tunnel on a weak link, and HQ's own. */
const HANDSHAKE_TIMEOUT_MS = 10_000;
const MAX_HEADER_LIST_BYTES = 16 * 1024;
/** One page of a feed may lie unread while the store writes the last one; the tunnel's own window is the tighter one. */
const WINDOW_BYTES = 1024 * 1024;

export interface ServicesConnection {
  /** Asks an endpoint of HQ's services; a session that lets a request pass its deadline may be dead without knowing it, and is ended. */
  readonly call: Caller<'shift'>;
  /** The session, opened if there is none. Rejects when the way to HQ's services cannot be opened now. */
  session(): Promise<ClientHttp2Session>;
  close(): void;
}

/** One HTTP/2 session to HQ's services through the tunnel, TLS with the shift certificate, opened when first needed. */
export const createServicesConnection = (options: ServicesOptions): ServicesConnection => {
  let opening: Promise<ClientHttp2Session> | undefined;
  let current: ClientHttp2Session | undefined;
  let closed = false;

  const open = async (): Promise<ClientHttp2Session> => {
    const name = authorities.services.slice(0, authorities.services.lastIndexOf(':'));
    const stream = await options.tunnel.connect(authorities.services);
    const { socket, revocation } = await connectSecurely({
      over: stream,
      name,
      trust: options.trust,
      at: options.clock ?? (() => new Date()),
      client: options.shift,
      protocol: 'h2',
      deadlineMs: HANDSHAKE_TIMEOUT_MS,
    });
    if (revocation === 'unchecked' || closed) {
      socket.destroy();
      throw new Error(closed ? 'closed' : 'revocation unknown');
    }
    const session = http2.connect(`https://${name}`, {
      createConnection: () => socket,
      settings: { enablePush: false, initialWindowSize: WINDOW_BYTES, maxHeaderListSize: MAX_HEADER_LIST_BYTES },
    });
    session.setLocalWindowSize(2 * WINDOW_BYTES);
    session.on('error', () => undefined); // Every request on it hears of it by itself.
    session.on('goaway', () => session.destroy());
    session.once('close', () => {
      socket.destroy();
      stream.destroy();
      if (current === session) current = undefined;
    });
    current = session;
    return session;
  };

  const session = async (): Promise<ClientHttp2Session> => {
    if (closed) throw new Error('closed');
    if (current !== undefined && !current.closed && !current.destroyed) return current;
    opening ??= open().finally(() => {
      opening = undefined;
    });
    return opening;
  };
  const carry = async (request: DeviceRequest): Promise<DeviceAnswer> => {
    const over = await session();
    return exchange(over, request).catch((error: unknown) => {
      if (error instanceof TunnelError && error.code === 'DeadlinePassed') over.destroy();
      throw error;
    });
  };

  return {
    call: callerOver(carry),
    session,
    close() {
      closed = true;
      current?.destroy();
    },
  };
};
