import { gateProblems } from '../../contracts/hq/problems.ts';
import { type GuardedServerParts, type RunningServer, startGuardedServer } from '../connections/guarded-server.ts';
import type { JoinedTunnels } from '../connections/joined.ts';
import type { ShiftIdentity } from '../connections/shift-gate.ts';
import { problemAnswer } from '../http/answer.ts';
import { type Route, route } from '../http/router.ts';
import { answerStream, serveStream } from '../http/serve.ts';

export interface ServicesParts extends GuardedServerParts<ShiftIdentity> {
  readonly routes: readonly Route<ShiftIdentity>[];
  /** Whose tunnel a connection comes out of. */
  readonly tunnels: JoinedTunnels;
}

/** ChangeNotifications come every 25 seconds: a session that is silent for this long has no laptop behind it any more. */
const SILENT_SESSION_MS = 5 * 60_000;

/**
 * The systems' port: TLS 1.3 with the shift certificate, HTTP/2. Reached through the gateway; in the tunnel of another laptop than the one
 * for which it was issued a shift certificate is NotAuthorised, and that is logged.
 */
export const startServices = (parts: ServicesParts): Promise<RunningServer> =>
  startGuardedServer(parts, {
    onSession: (session, { officer, device }) => {
      parts.log('officerConnected', { officer: officer.staffId, device });
      session.setTimeout(SILENT_SESSION_MS, () => session.destroy());
    },
    onStream: (stream, headers, shift) => {
      const tunnel = parts.tunnels.laptopOf(stream.session?.socket.remotePort);
      if (tunnel === undefined || tunnel === shift.device) {
        void serveStream(stream, headers, (asked) => route(parts.routes, asked, shift), {
          log: parts.log,
          holder: `${shift.officer.staffId} ${shift.device}`,
        });
        return;
      }
      parts.log('shiftInOtherTunnel', { device: shift.device, tunnel });
      void answerStream(stream, problemAnswer(gateProblems.NotAuthorised, 'NotAuthorised'));
    },
  });
