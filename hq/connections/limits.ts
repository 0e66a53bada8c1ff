import { constants } from 'node:crypto';
import type { SecureServerOptions } from 'node:http2';
import type { ServerOptions } from 'node:https';

/** A laptop uses mail, submission, three feeds and their notifications, and a few requests: some twenty streams. */
const MAX_STREAMS = 100;
/** Our longest header is a cursor or a one-time code; a browser's habits are none of ours. */
const MAX_HEADER_BYTES = 8 * 1024;
const MAX_HEADER_PAIRS = 40;
/** How long a client may take to finish TLS, so that half-open connections do not pile up. A weak link needs seconds. */
const HANDSHAKE_TIMEOUT_MS = 20_000;
/** Megabytes that one session may hold in HTTP/2's own buffers before new streams are refused. */
const MAX_SESSION_MEMORY = 10;

/** The whole of a request on a weak link, headers first. */
const REQUEST_TIMEOUT_MS = 60_000;
const HEADERS_TIMEOUT_MS = 20_000;

/**
 * What the servers of HQ that laptops reach with a certificate have in common: TLS 1.3 alone (its cipher suites are ECDHE with AEAD only), and bounds on what a
 * client can make it hold.
 */
export const serverLimits: SecureServerOptions = {
  minVersion: 'TLSv1.3',
  handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
  // No ticket and no cache: whoever has stolen one would be that laptop without its key. Laptops resume none (main/device/trust/secure.ts).
  secureOptions: constants.SSL_OP_NO_TICKET,
  maxSessionMemory: MAX_SESSION_MEMORY,
  maxHeaderListPairs: MAX_HEADER_PAIRS,
  settings: { maxConcurrentStreams: MAX_STREAMS, maxHeaderListSize: MAX_HEADER_BYTES },
};

/** The same for the enrolment port, which anybody can reach; HTTP/1.1 as EST clients speak it (RFC 7030 §3.2). */
export const enrolmentLimits: ServerOptions = {
  minVersion: 'TLSv1.3',
  handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
  maxHeaderSize: MAX_HEADER_BYTES,
  requestTimeout: REQUEST_TIMEOUT_MS,
  headersTimeout: HEADERS_TIMEOUT_MS,
  // A laptop asks once.
  keepAliveTimeout: 1000,
};
