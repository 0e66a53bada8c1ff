import { connect, constants, createServer, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { resetFirst } from '../../../contracts/hq/reset-first.ts';

/**
 * A program for reset-first.test.ts, alone in its process since it hangs where it fails: a stream with more to send than its window is
 * destroyed in the midst of its close; another is answered, and the laptop reads on. With `--bare` the streams are Node's own. Writes
 * one line once HQ still answers.
 */
const held = process.argv[2] === '--bare' ? (stream: ServerHttp2Stream) => stream : resetFirst<ServerHttp2Stream>;
const server = createServer();
let long: ServerHttp2Stream | undefined;
server.on('stream', (stream, headers) => {
  held(stream).on('error', () => {});
  stream.respond({ ':status': 200 });
  if (headers[':path'] === '/long') {
    long = stream.once('aborted', () => stream.destroy());
    stream.write(Buffer.alloc(300_000));
    return;
  }
  long?.close(constants.NGHTTP2_CANCEL);
  stream.end('answered');
});
server.listen(0, '127.0.0.1', () => {
  const session = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const read = (path: string) => session.request({ ':path': path }).on('error', () => {});
  const first = read('/long');
  first.once('data', () => {
    first.pause();
    read('/next')
      .on('close', () => first.resume())
      .resume();
  });
  first.once('close', () => {
    read('/after')
      .once('close', () => {
        process.stdout.write(`reset ${first.rstCode}\n`);
        process.exit(0);
      })
      .resume();
  });
});
