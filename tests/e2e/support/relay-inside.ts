import net from 'node:net';

/** Runs inside a network namespace: what connects to the socket (a file, which namespaces of networks share) reaches a port on loopback there. */
const [socket, port] = process.argv.slice(2);
if (socket === undefined || port === undefined) throw new TypeError('usage: relay-inside.ts SOCKET PORT');

const server = net.createServer((outside) => {
  const inside = net.connect({ host: '127.0.0.1', port: Number(port) });
  outside.pipe(inside).pipe(outside);
  outside.on('error', () => inside.destroy()).on('close', () => inside.destroy());
  inside.on('error', () => outside.destroy()).on('close', () => outside.destroy());
});
server.listen(socket, () => process.stdout.write('ready\n'));
process.stdin.resume().on('end', () => process.exit(0));
