import net, { type AddressInfo, type Socket } from 'node:net';

/**
 * What the link does to bytes. `frozen`: nothing passes, connections stay open. `deaf`: nothing comes from the server, and what is said to it
 * passes. `refusing`: new connections are reset.
 */
export interface Weather {
  readonly mode: 'up' | 'frozen' | 'deaf' | 'refusing';
  /** One way, milliseconds. */
  readonly latencyMs: number;
  /** Each way; 0 is without limit. */
  readonly kilobitsPerSecond: number;
}

export interface FlakyLink {
  readonly port: number;
  set(weather: Partial<Weather>): void;
  /** Resets every connection, as a mast that forgets them does. */
  reset(): void;
  /** Connections that stand. */
  connections(): number;
  close(): Promise<void>;
}

/** A piece of a segment's size, so that a rate is felt evenly. */
const PIECE_BYTES = 4096;
/** What lies before the narrow place before the sender is stopped: the queue of a mast. */
const QUEUE_BYTES = 256 * 1024;

/**
 * A TCP proxy in front of a local port that behaves like a bad mobile link, without root: latency, rate, freeze, reset. `onPiece` is told
 * before a piece is handed on, which goes no further where the link is frozen or reset then.
 */
export const startFlakyLink = async (targetPort: number, onPiece?: (way: 'up' | 'down', piece: Buffer) => void): Promise<FlakyLink> => {
  let weather: Weather = { mode: 'up', latencyMs: 0, kilobitsPerSecond: 0 };
  const sockets = new Set<Socket>();
  const thawed = new Set<() => void>();

  const carry = (way: 'up' | 'down', from: Socket, to: Socket): void => {
    const queue: { readonly due: number; readonly bytes: Buffer | undefined }[] = [];
    let queued = 0;
    let freeAt = 0;
    let scheduled = false;
    const schedule = (milliseconds: number): void => {
      scheduled = true;
      setTimeout(deliver, milliseconds);
    };

    const isHeld = (): boolean => {
      const held = weather.mode === 'frozen' || (weather.mode === 'deaf' && way === 'down');
      if (held) thawed.add(deliver);
      return held;
    };

    const deliver = (): void => {
      scheduled = false;
      if (isHeld()) return;
      const now = performance.now();
      let next = queue[0];
      while (next !== undefined && next.due <= now) {
        if (next.bytes !== undefined) onPiece?.(way, next.bytes);
        if (isHeld()) return;
        queue.shift();
        queued -= next.bytes?.byteLength ?? 0;
        if (next.bytes === undefined) to.end();
        else if (!to.destroyed) to.write(next.bytes);
        next = queue[0];
      }
      if (queued < QUEUE_BYTES / 2 && from.isPaused()) from.resume();
      if (next !== undefined) schedule(Math.max(1, next.due - now));
    };
    const put = (bytes: Buffer | undefined): void => {
      const cost = weather.kilobitsPerSecond === 0 ? 0 : ((bytes?.byteLength ?? 0) * 8) / weather.kilobitsPerSecond;
      freeAt = Math.max(freeAt, performance.now()) + cost;
      queue.push({ due: freeAt + weather.latencyMs, bytes });
      queued += bytes?.byteLength ?? 0;
      if (queued > QUEUE_BYTES) from.pause();
      if (!thawed.has(deliver) && !scheduled) schedule(0);
    };
    from.on('data', (chunk: Buffer) => {
      for (let at = 0; at < chunk.byteLength; at += PIECE_BYTES) put(chunk.subarray(at, at + PIECE_BYTES));
    });
    from.on('end', () => put(undefined));
    from.on('close', () => {
      if (!from.readableEnded) to.destroy();
    });
  };

  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    client.on('error', () => undefined);
    if (weather.mode === 'refusing') {
      client.resetAndDestroy();
      return;
    }
    const target = net.connect({ host: '127.0.0.1', port: targetPort, allowHalfOpen: true, noDelay: true });
    for (const socket of [client, target]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    carry('up', client, target);
    carry('down', target, client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    set(change) {
      weather = { ...weather, ...change };
      if (weather.mode === 'frozen') return;
      const waiting = [...thawed];
      thawed.clear();
      for (const deliver of waiting) deliver();
    },
    reset() {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    connections: () => sockets.size / 2,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
};
