import { constants, type Http2Session, type ServerHttp2Stream } from 'node:http2';
import { authorities } from '../../contracts/hq/device.ts';
import type { DeviceIdentity } from '../connections/device-gate.ts';
import { type GuardedServerParts, type RunningServer, startGuardedServer } from '../connections/guarded-server.ts';
import type { JoinedTunnels } from '../connections/joined.ts';
import { sawDevice } from '../database/devices.ts';
import { type Route, route } from '../http/router.ts';
import { serveStream } from '../http/serve.ts';
import { faultOf } from '../log.ts';
import { type Destinations, joinDestination } from './connect.ts';
import { watchLiveness } from './liveness.ts';
import { steerReceiveWindow } from './window.ts';

export interface GatewayParts extends GuardedServerParts<DeviceIdentity> {
  readonly routes: readonly Route<DeviceIdentity>[];
  readonly destinations: Destinations;
  /** Hears whose tunnel is joined to the services. */
  readonly tunnels: JoinedTunnels;
}

/** Systems, mail and submission of one officer are some ten; each is a socket of HQ's to a server behind it. */
const MOST_JOINED = 32;

/**
 * The gateway: one TLS 1.3 HTTP/2 connection a laptop, with its certificate. On it, CONNECT to the destinations on the list,
 * and the device channel.
 */
export const startGateway = (parts: GatewayParts): Promise<RunningServer> => {
  const { database, routes, destinations, tunnels, log } = parts;
  const seen = (device: string, version?: string): void => {
    sawDevice(database.query, device, new Date(), version).catch((error) => log('lastSeenFailed', faultOf(error)));
  };
  const joined = new Map<Http2Session, Set<ServerHttp2Stream>>();
  const join = (session: Http2Session, stream: ServerHttp2Stream, authority: string, device: string): void => {
    const streams = joined.get(session) ?? new Set();
    if (streams.size >= MOST_JOINED) {
      joinDestination(stream, authority, none, () => {});
      return;
    }
    joined.set(session, streams.add(stream));
    stream.once('close', () => {
      streams.delete(stream);
      if (streams.size === 0 && joined.get(session) === streams) joined.delete(session);
    });
    joinDestination(stream, authority, destinations, (upstream) => {
      if (authority === authorities.services) tunnels.add(upstream, device);
    });
  };
  return startGuardedServer(parts, {
    onStays: (session, { deviceState }) => {
      if (deviceState === 'active') return;
      for (const stream of joined.get(session) ?? []) stream.close(constants.NGHTTP2_CANCEL);
    },
    onSession: (session, { device }) => {
      log('laptopConnected', { device });
      steerReceiveWindow(session);
      watchLiveness(session, () => seen(device));
    },
    onStream: (stream, headers, device) => {
      if (headers[':method'] === 'CONNECT') {
        const authority = String(headers[':authority'] ?? '');
        if (device.deviceState === 'active' && stream.session !== undefined) join(stream.session, stream, authority, device.device);
        else joinDestination(stream, authority, none, () => {});
        return;
      }
      const version = versionOf(headers['user-agent']);
      if (version !== undefined) seen(device.device, version);
      void serveStream(stream, headers, (asked) => route(routes, asked, device), { log, holder: device.device });
    },
  });
};

/** A laptop that is held by an order reaches nothing through the gateway. */
const none: Destinations = new Map();

/** The program's version, as its User-Agent says it (RFC 9110 §10.1.5): mobile-office/0.1.0 */
const versionOf = (userAgent: string | undefined): string | undefined =>
  /^mobile-office\/([0-9A-Za-z.+-]{1,40})$/.exec(userAgent ?? '')?.[1];
