import type { ServerHttp2Session } from 'node:http2';

/**
 * How much a laptop may send unasked (RFC 9113 §5.2). 64 KiB a stream fills 1.4 Mbit/s at 300 ms, and a small request waits
 * half a second behind an upload at 1 Mbit/s; with 1 MiB it would wait five. So: start small, and grow with what is measured.
 *
 * In the other direction the laptop's own windows rule. What the gateway's kernel has queued beyond them could be bounded by
 * tcp_notsent_lowat, which Node cannot set on a socket: where it matters, set net.ipv4.tcp_notsent_lowat on the host (65536).
 */
const FIRST_WINDOW_BYTES = 64 * 1024;
const LARGEST_WINDOW_BYTES = 1024 * 1024;
/** Beside a stream that its destination does not read, others still find this much of the connection's window. */
const CONNECTION_MARGIN_BYTES = 256 * 1024;
/** Long enough to average over a round trip of any mobile link. */
const MEASURE_INTERVAL_MS = 2000;

/** Steers the receive windows of one session: twice what the link carried in a round trip, within bounds. */
export const steerReceiveWindow = (session: ServerHttp2Session): void => {
  let window = FIRST_WINDOW_BYTES;
  let counted = 0;
  session.setLocalWindowSize(FIRST_WINDOW_BYTES + CONNECTION_MARGIN_BYTES);
  const timer = setInterval(() => {
    if (session.destroyed) return;
    const { bytesRead } = session.socket;
    const received = bytesRead - counted;
    counted = bytesRead;
    // What did not fill one window tells nothing about the window.
    if (received < window) return;
    session.ping((error, roundTripMs) => {
      if (error !== null || session.destroyed) return;
      const wanted = windowFor(received / MEASURE_INTERVAL_MS, roundTripMs);
      if (wanted <= window) return;
      window = wanted;
      session.settings({ initialWindowSize: window });
      session.setLocalWindowSize(window + CONNECTION_MARGIN_BYTES);
    });
  }, MEASURE_INTERVAL_MS).unref();
  session.once('close', () => clearInterval(timer));
};

/** The window for a link that carries `bytesPerMs` at `roundTripMs`. */
export const windowFor = (bytesPerMs: number, roundTripMs: number): number =>
  Math.round(Math.min(LARGEST_WINDOW_BYTES, Math.max(FIRST_WINDOW_BYTES, 2 * bytesPerMs * roundTripMs)));
