import type { Socket } from 'node:net';

/**
 * Out of which laptop's tunnel each connection to this process's own services comes, by the port from which the gateway dialled: so that a
 * shift certificate counts in the tunnel of its own laptop alone.
 */
export class JoinedTunnels {
  readonly #joined = new Map<number, { readonly upstream: Socket; readonly device: string }>();

  /** The gateway has connected the laptop's tunnel with the services, and nothing has gone through yet. */
  add(upstream: Socket, device: string): void {
    const port = upstream.localPort;
    if (port === undefined) return;
    this.#joined.set(port, { upstream, device });
    upstream.once('close', () => {
      if (this.#joined.get(port)?.upstream === upstream) this.#joined.delete(port);
    });
  }

  /** The laptop whose tunnel ends at this connection; undefined where it came by no tunnel of this process. */
  laptopOf(remotePort: number | undefined): string | undefined {
    return remotePort === undefined ? undefined : this.#joined.get(remotePort)?.device;
  }
}
