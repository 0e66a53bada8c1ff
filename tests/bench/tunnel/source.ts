import { type AddressInfo, createServer } from 'node:net';

/** A system behind HQ: sends as many bytes as its client asks for in the first eight characters. A process of its own. */
const CHUNK = Buffer.alloc(64 * 1024, 0x5a);

const server = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => undefined);
  socket.once('data', (asked) => {
    let left = Number(asked.toString('latin1'));
    const send = (): void => {
      while (left > 0) {
        const size = Math.min(left, CHUNK.byteLength);
        left -= size;
        if (!socket.write(size === CHUNK.byteLength ? CHUNK : CHUNK.subarray(0, size))) {
          socket.once('drain', send);
          return;
        }
      }
      socket.end();
    };
    send();
  });
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit());
