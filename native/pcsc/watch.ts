import { connect, type Socket } from 'node:net';
import {
  MOVED_REPLY_BYTES,
  type ReaderState,
  readStates,
  STATES_REPLY_BYTES,
  statesRequest,
  VERSION_REPLY_BYTES,
  versionAccepted,
  versionRequest,
  waitRequest,
} from './wire.ts';

/** pcscd starts in some 100 ms: asking this often finds it soon and costs nothing. */
const RECONNECT_MS = 500;
const DEFAULT_SOCKET = '/run/pcscd/pcscd.comm';

/**
 * What the system's card service says, beside what the PKCS#11 module says: modules are known to miss a removal while they
 * wait for a PIN, and none tells that the service is down. `unknown`: this system has none that can be asked this way.
 */
export type ReaderService = { readonly state: 'unknown' | 'down' } | { readonly state: 'up'; readonly readers: readonly ReaderState[] };

/** Watches pcscd (Linux) without any blocking call and tells `listener` each change, also its going and coming back. */
export function watchReaders(listener: (service: ReaderService) => void): void {
  if (process.platform !== 'linux') return;
  let state: ReaderService['state'] = 'unknown';
  attempt(socketPath(), (service) => {
    if (service.state === 'up' || service.state !== state) listener(service);
    state = service.state;
  });
}

/** pcscd answers at once, or not at all. */
const LOOK_MS = 1000;

/** How the readers stand now: pcscd tells nobody when a program takes a card for itself alone, or lets it go. None where it cannot be asked. */
export function lookAtReaders(): Promise<readonly ReaderState[]> {
  return new Promise((resolve) => {
    const socket = connect(socketPath());
    const end = (readers: readonly ReaderState[]): void => {
      socket.destroy();
      resolve(readers);
    };
    let input = Buffer.alloc(0);
    socket.setTimeout(LOOK_MS, () => end([]));
    socket.on('error', () => end([])).on('close', () => end([]));
    socket.on('connect', () => socket.write(versionRequest()));
    socket.on('data', (chunk) => {
      const before = input.length;
      input = Buffer.concat([input, chunk]);
      if (before < VERSION_REPLY_BYTES && input.length >= VERSION_REPLY_BYTES) {
        if (!versionAccepted(input)) return end([]);
        socket.write(statesRequest());
      }
      if (input.length >= VERSION_REPLY_BYTES + STATES_REPLY_BYTES) end(readStates(input.subarray(VERSION_REPLY_BYTES)));
    });
  });
}

const socketPath = (): string => process.env.PCSCLITE_CSOCK_NAME ?? DEFAULT_SOCKET;

function attempt(path: string, listener: (service: ReaderService) => void): void {
  const socket = connect(path);
  let understood = true;
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    listener({ state: understood ? 'down' : 'unknown' });
    if (understood) setTimeout(() => attempt(path, listener), RECONNECT_MS);
  });
  socket.on('connect', () => {
    converse(socket, listener, () => {
      understood = false;
      socket.destroy();
    });
  });
}

/** Version first; then states, a wait, states, a wait … Each answer's length follows from what was asked. */
function converse(socket: Socket, listener: (service: ReaderService) => void, giveUp: () => void): void {
  let expected: 'version' | 'states' | 'moved' = 'version';
  let input = Buffer.alloc(0);
  const lengths = { version: VERSION_REPLY_BYTES, states: STATES_REPLY_BYTES, moved: MOVED_REPLY_BYTES } as const;
  const ask = (request: Buffer, next: typeof expected) => {
    expected = next;
    socket.write(request);
  };
  ask(versionRequest(), 'version');
  socket.on('data', (chunk) => {
    input = Buffer.concat([input, chunk]);
    while (input.length >= lengths[expected]) {
      const reply = input.subarray(0, lengths[expected]);
      input = input.subarray(reply.length);
      if (expected === 'version') {
        if (!versionAccepted(reply)) return giveUp();
        ask(waitRequest(), 'states');
      } else if (expected === 'states') {
        listener({ state: 'up', readers: readStates(reply) });
        expected = 'moved';
      } else {
        ask(waitRequest(), 'states');
      }
    }
  });
}
