import type { Duplex } from 'node:stream';

/**
 * TunnelDown: no connection to HQ, or it broke. GatewayUntrusted, DeviceRefused: one side does not accept the other.
 * ClocksDiffer: HQ's certificate, or the lists that it gives, are of another time than this laptop's clock: HQ is not used, and is no stranger.
 * DestinationRefused: not on HQ's list. DestinationDown: on the list, but HQ cannot reach it now. AnswerTooLarge: cut off at maxBytes.
 */
export type TunnelErrorCode =
  | 'TunnelDown'
  | 'GatewayUntrusted'
  | 'ClocksDiffer'
  | 'DeviceRefused'
  | 'DestinationRefused'
  | 'DestinationDown'
  | 'AnswerTooLarge'
  | 'DeadlinePassed';
export class TunnelError extends Error {
  readonly code: TunnelErrorCode;
  constructor(code: TunnelErrorCode, cause?: unknown) {
    super(code, { cause });
    this.name = 'TunnelError';
    this.code = code;
  }
}

/** HQ says, over a connection that it has proved to be its own, that this laptop is cut off: more than that it does not know it. */
export class Disowned extends TunnelError {
  constructor(cause?: unknown) {
    super('DeviceRefused', cause);
    this.name = 'Disowned';
  }
}

/** One request over HTTP. The answer's body is at most maxBytes; `signal` gives up at once. */
export interface DeviceRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}
export interface DeviceAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export type TunnelRefusal = Extract<TunnelErrorCode, 'GatewayUntrusted' | 'ClocksDiffer' | 'DeviceRefused'>;

/** How the connection to HQ stands, measured. */
export interface TunnelStatus {
  readonly link: 'online' | 'weak' | 'offline';
  readonly since: Date;
  readonly lastContact: Date | undefined;
  readonly site: string | undefined;
  readonly roundTripMs: number | undefined;
  /** When it last began to look for HQ. */
  readonly lastTry: Date | undefined;
  readonly nextTry: Date | undefined;
  /** Why it is offline, when something answered and one side refused the other. */
  readonly refusal: TunnelRefusal | undefined;
  /**
   * HQ itself said last that this laptop is cut off, over a connection whose gateway had proved itself, revocation included. A refusal
   * without this may be somebody's who cuts connections on the way, or that of an HQ whose clock or register is wrong.
   */
  readonly disowned: boolean;
}

/** One TLS 1.3 HTTP/2 connection with the device certificate; the only way out of this laptop. */
export interface Tunnel {
  readonly status: TunnelStatus;
  onStatus(listener: (status: TunnelStatus) => void): () => void;
  /** A byte stream to an allow-listed authority ("mail.hq:993"): HTTP/2 CONNECT, RFC 9113 §8.5. Rejects with TunnelError. */
  connect(authority: string): Promise<Duplex>;
  /** A request on the device channel itself; its endpoints are asked by deviceCaller (call.ts). Rejects with TunnelError. */
  request(request: DeviceRequest): Promise<DeviceAnswer>;
  /** Ends the back-off and tries at once. */
  tryNow(): void;
  close(): Promise<void>;
}
