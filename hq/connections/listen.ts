import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';

export interface Listening {
  readonly port: number;
  /** Stops listening and ends every connection, those still in their TLS handshake too. */
  stop(): Promise<void>;
}

/** Listens, and resolves once the server answers. Rejects when the port is taken. */
export const listen = async (server: Server, host: string, port: number): Promise<Listening> => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(port, host);
  await once(server, 'listening'); // Rejects on 'error'.
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await stopped;
    },
  };
};
