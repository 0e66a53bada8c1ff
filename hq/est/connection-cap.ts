import type { Socket } from 'node:net';
import { blockOf, networkOf } from './addresses.ts';

/** Of one address (IPv6: one network): a room of laptops behind one, and too few to keep others out with silence. */
const MOST_OF_ONE = 10;

/**
 * Bounds the connections of a port that anybody can reach. When it is full, the connection that came first of the block with the most
 * makes room: whoever holds many silent ones, from however many addresses, ends their own and keeps nobody out.
 */
export class ConnectionCap {
  readonly #most: number;
  readonly #ofNetworks = new Map<string, number>();
  readonly #ofBlocks = new Map<string, Set<Socket>>();
  #open = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** How many connections there are. */
  get open(): number {
    return this.#open;
  }

  enter(socket: Socket): void {
    const address = socket.remoteAddress ?? '';
    const network = networkOf(address);
    const count = (this.#ofNetworks.get(network) ?? 0) + 1;
    if (count > MOST_OF_ONE) {
      socket.destroy();
      return;
    }
    if (this.#open >= this.#most) this.#makeRoom();
    const block = blockOf(address);
    const sockets = this.#ofBlocks.get(block) ?? new Set();
    this.#ofNetworks.set(network, count);
    this.#ofBlocks.set(block, sockets.add(socket));
    this.#open += 1;
    socket.once('close', () => this.#leave(socket, network, block));
  }

  #makeRoom(): void {
    let fullest: ReadonlySet<Socket> = new Set();
    for (const sockets of this.#ofBlocks.values()) if (sockets.size > fullest.size) fullest = sockets;
    const [oldest] = fullest;
    oldest?.destroy();
  }

  #leave(socket: Socket, network: string, block: string): void {
    this.#open -= 1;
    const left = (this.#ofNetworks.get(network) ?? 1) - 1;
    if (left > 0) this.#ofNetworks.set(network, left);
    else this.#ofNetworks.delete(network);
    const sockets = this.#ofBlocks.get(block);
    sockets?.delete(socket);
    if (sockets?.size === 0) this.#ofBlocks.delete(block);
  }
}
