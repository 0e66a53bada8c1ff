import type { ClientHttp2Session } from 'node:http2';

/**
 * How much HQ may send unasked (RFC 9113 §5.2). A large window on a slow link lets a download fill the queue before the mast, and an
 * officer's small request then waits seconds behind it; a small one on a long link leaves the link empty. So: start small, follow
 * what was measured.
 */
export const FIRST_WINDOW_BYTES = 64 * 1024;
/** 4 MiB fill 110 Mbit/s at 300 ms; it is also what one stream that nobody reads can pile up in memory. */
export const LARGEST_WINDOW_BYTES = 4 * 1024 * 1024;
/** Beside one download that uses its whole window, other streams still find this much of the connection's. */
export const CONNECTION_MARGIN_BYTES = 64 * 1024;
/** A queue of 50 ms is felt by nobody, and batching in either program costs as much on a short link. */
const UNFELT_QUEUE_MS = 50;
/** A standing queue that an officer feels. */
const FELT_QUEUE_MS = 250;

/** The window for a link that delivers `goodput` bytes a millisecond at `roundTripMs` unloaded: twice their product, so that it can grow. */
export const windowFor = (goodput: number, roundTripMs: number): number => {
  const target = goodput * Math.max(2 * roundTripMs, roundTripMs + UNFELT_QUEUE_MS);
  return Math.round(Math.min(LARGEST_WINDOW_BYTES, Math.max(FIRST_WINDOW_BYTES, target)));
};

export interface WindowControl {
  readonly bytes: number;
  /** `goodput`: bytes a millisecond, measured over at least a round trip while data flowed. */
  measured(goodput: number, roundTripMs: number): void;
  /** A round trip under load. A standing queue takes the window back to what the link carries; returns whether there was one. */
  measuredUnderLoad(loadedMs: number, goodput: number, roundTripMs: number): boolean;
}

/** Steers the receive windows of one session, the streams' and the connection's. */
export const controlWindow = (session: ClientHttp2Session): WindowControl => {
  let bytes = FIRST_WINDOW_BYTES;
  const apply = (next: number): void => {
    // A destroyed session takes no settings, and tells of its end only later.
    if (session.destroyed || session.closed) return;
    bytes = next;
    session.settings({ initialWindowSize: next });
    session.setLocalWindowSize(next + CONNECTION_MARGIN_BYTES);
  };
  session.setLocalWindowSize(bytes + CONNECTION_MARGIN_BYTES);
  return {
    get bytes() {
      return bytes;
    },
    measured(goodput, roundTripMs) {
      const next = windowFor(goodput, roundTripMs);
      // A quarter more at least: each change is a SETTINGS frame that HQ must acknowledge.
      if (next >= bytes * 1.25) apply(next);
    },
    measuredUnderLoad(loadedMs, goodput, roundTripMs) {
      const next = windowFor(goodput, roundTripMs);
      const queued = loadedMs > 2 * roundTripMs + FELT_QUEUE_MS;
      if (queued && next < bytes / 1.25) apply(next);
      return queued;
    },
  };
};
