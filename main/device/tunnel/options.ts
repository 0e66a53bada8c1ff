import type { Trust } from '../trust/trust.ts';
import type { DeviceCredential } from './credential.ts';

/** One of HQ's sites, as the configuration names it. */
export interface Site {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

export interface TunnelOptions {
  /** Tried in this order, each time from the first. */
  readonly sites: readonly Site[];
  /** DNS name that the gateways' certificates must carry. */
  readonly gatewayName: string;
  /** Asked at each connection, so that a renewed certificate is used from the next one on. */
  readonly credential: () => DeviceCredential;
  /** Brought up to date over the connection itself before anything else may use it. */
  readonly trust: Trust;
  /** The first try waits for this: what the officer is to see first does not share the machine with handshakes. */
  readonly after?: Promise<unknown> | undefined;
  readonly clock?: () => Date;
  /** Tells the program's log of closed codes; never a name or an address. */
  readonly log?: (event: string, detail?: Readonly<Record<string, string | number | boolean>>) => void;
}
