import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';

/** Listens, and resolves to the port once the server answers. Rejects when the port is taken. */
export const listen = async (server: Server, host: string, port: number): Promise<number> => {
  server.listen(port, host);
  await once(server, 'listening'); // Rejects on 'error'.
  return (server.address() as AddressInfo).port;
};

/** Stops listening and resolves once it has; connections are ended by whoever holds them. */
export const stopListening = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
  });
