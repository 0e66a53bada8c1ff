import { type GuardedServerParts, type RunningServer, startGuardedServer } from '../connections/guarded-server.ts';
import type { ShiftIdentity } from '../connections/shift-gate.ts';
import { type Route, route } from '../http/router.ts';
import { serveStream } from '../http/serve.ts';

export interface ServicesParts extends GuardedServerParts<ShiftIdentity> {
  readonly routes: readonly Route<ShiftIdentity>[];
}

/** ChangeNotifications come every 25 seconds: a session that is silent for this long has no laptop behind it any more. */
const SILENT_SESSION_MS = 5 * 60_000;

/** The systems' port: TLS 1.3 with the shift certificate, HTTP/2. Reached through the gateway. */
export const startServices = (parts: ServicesParts): Promise<RunningServer> =>
  startGuardedServer(parts, {
    onSession: (session) => session.setTimeout(SILENT_SESSION_MS, () => session.destroy()),
    onStream: (stream, headers, shift) => void serveStream(stream, headers, (asked) => route(parts.routes, asked, shift), parts.log),
  });
