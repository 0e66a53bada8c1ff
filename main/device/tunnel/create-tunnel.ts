import { setTimeout as delay } from 'node:timers/promises';
import { afterGoodSession, createPause, handshakeDeadline, retryDelay } from './backoff.ts';
import { type Monitor, monitor } from './monitor.ts';
import type { TunnelOptions } from './options.ts';
import { quality } from './quality.ts';
import { CutAfterHandshake, type GatewaySession, openSession } from './session.ts';
import { createStatusBoard } from './status.ts';
import { CONNECT_TIMEOUT_MS, exchange, openStream } from './streams.ts';
import { Disowned, type Tunnel, TunnelError, type TunnelRefusal } from './tunnel.ts';

/** A session that lasted this long was a good one: the next try comes nearly at once. A shorter one counts as a failure, or HQ could be made to turn us in circles. */
const GOOD_SESSION_MS = 10_000;
/** So many genuine gateways in a row that cut us off right after the handshake are a refusal and no accident. */
const CUTS_THAT_REFUSE = 2;
/** How often a standing connection's gateway is checked against the lists and the clock; new lists are noticed at the next look anyway. */
const RECHECK_MS = 10 * 60_000;

/**
 * Starts the tunnel and keeps it up until close(): sites in order, back-off with jitter between rounds, one session at a time.
 * connect() and request() wait for a try that is under way and reject with TunnelDown at once when none is.
 */
export const createTunnel = (options: TunnelOptions): Tunnel => {
  const clock = options.clock ?? (() => new Date());
  const board = createStatusBoard(clock);
  const pause = createPause();
  let live: { readonly session: GatewaySession; readonly monitor: Monitor } | undefined;
  /** The round of tries that is under way; resolves at its end, whatever it is. */
  let round: Promise<void> | undefined;
  const ending = new AbortController();
  const closed = (): boolean => ending.signal.aborted;

  const run = async (): Promise<void> => {
    let failures = 0;
    if (options.after !== undefined) {
      const aborted = new Promise((resolve) => ending.signal.addEventListener('abort', resolve, { once: true }));
      await Promise.race([options.after, aborted]);
    }
    while (!closed()) {
      board.set({ lastTry: clock() });
      const tried = tryRound(failures);
      round = tried.then(() => undefined);
      const session = await tried;
      round = undefined;
      if (closed() && session !== undefined) cut(session);
      if (session !== undefined && !closed() && (await hold(session)) >= GOOD_SESSION_MS) {
        failures = 0;
        await pause.for(afterGoodSession());
        continue;
      }
      if (closed()) return;
      failures += 1;
      const wait = retryDelay(failures, board.current.refusal !== undefined);
      board.set({ link: 'offline', nextTry: new Date(clock().getTime() + wait) });
      await pause.for(wait);
      board.set({ nextTry: undefined });
    }
  };

  let cuts = 0;
  const tryRound = async (failures: number): Promise<GatewaySession | undefined> => {
    let refusal: TunnelRefusal | undefined;
    // What HQ has said stands until a connection stands, or another answer is there.
    let { disowned } = board.current;
    for (const site of options.sites) {
      if (closed()) return undefined;
      try {
        const session = await openSession(site, options, {
          ...{ clock, signal: ending.signal, ask: board.current.refusal === 'DeviceRefused' },
          deadlineMs: handshakeDeadline(failures),
        });
        cuts = 0;
        return session;
      } catch (cause) {
        const error = cause instanceof TunnelError ? cause : new TunnelError('TunnelDown', cause);
        cuts = error instanceof CutAfterHandshake ? cuts + 1 : 0;
        if (error instanceof Disowned) disowned = true;
        refusal = refusalOf(error) ?? (cuts >= CUTS_THAT_REFUSE ? 'DeviceRefused' : refusal);
        options.log?.('tunnel.failed', { site: options.sites.indexOf(site), code: error.code });
      }
    }
    board.set({ refusal, disowned });
    return undefined;
  };

  /** Lives with one session until it ends; returns how long it lasted, in milliseconds. */
  const hold = (session: GatewaySession): Promise<number> =>
    new Promise((resolve) => {
      const begun = performance.now();
      let crls = options.trust.crls;
      let checked = begun;
      const look = (heard: boolean): void => {
        const now = performance.now();
        if (crls !== options.trust.crls || now - checked > RECHECK_MS) {
          crls = options.trust.crls;
          checked = now;
          if (!session.stillTrusted(clock())) {
            cut(session);
            return;
          }
        }
        const { roundTripMs } = watch.measured;
        board.set({ link: quality(watch.measured), roundTripMs, ...(heard ? { lastContact: clock() } : {}) });
      };
      const watch = monitor(session, { tick: look, dead: () => cut(session) });
      session.http.on('error', () => undefined); // 'close' follows, and says all that matters.
      let ended = false;
      const end = (): void => {
        if (ended) return;
        ended = true;
        watch.stop();
        cut(session);
        live = undefined;
        board.set({
          link: 'offline',
          site: undefined,
          roundTripMs: undefined,
          ...(session.refused ? { refusal: 'DeviceRefused' as const } : {}),
          ...(session.disowned ? { disowned: true } : {}),
        });
        resolve(performance.now() - begun);
      };
      // Either tells: the HTTP/2 session's own 'close' does not come when it is destroyed in the instant in which the link is reset.
      session.http.once('close', end);
      session.socket.once('close', end);
      if (session.socket.destroyed || session.http.destroyed) {
        end(); // It has ended between the handshake and here.
        return;
      }
      live = { session, monitor: watch };
      board.set({ link: 'online', site: session.site.name, refusal: undefined, disowned: false, lastContact: clock() });
      options.log?.('tunnel.online', { site: options.sites.indexOf(session.site) });
    });

  const current = async (): Promise<GatewaySession> => {
    if (live === undefined && round !== undefined) await Promise.race([round, delay(CONNECT_TIMEOUT_MS, undefined, { ref: false })]);
    if (live === undefined) throw new TunnelError(board.current.refusal ?? 'TunnelDown');
    live.monitor.attend();
    return live.session;
  };

  /** A refusal that comes on a standing connection ends it: this laptop is not wanted. */
  const heed = (error: unknown): never => {
    if (error instanceof TunnelError && error.code === 'DeviceRefused') {
      board.set({ refusal: 'DeviceRefused', ...(error instanceof Disowned ? { disowned: true } : {}) });
      if (live !== undefined) cut(live.session);
    }
    throw error;
  };

  const running = run();
  return {
    get status() {
      return board.current;
    },
    onStatus: board.listen,
    connect: async (authority) => openStream((await current()).http, authority).catch(heed),
    request: async (request) => exchange((await current()).http, request).catch(heed),
    tryNow() {
      if (live === undefined) pause.wake();
      else live.monitor.ping();
    },
    async close() {
      ending.abort();
      pause.wake();
      if (live !== undefined) cut(live.session);
      await running;
    },
  };
};

/** Ends a session and the connection under it, whatever state either is in. */
const cut = ({ http, socket }: GatewaySession): void => {
  http.destroy();
  socket.destroy();
};

const refusalOf = ({ code }: TunnelError): TunnelRefusal | undefined =>
  code === 'GatewayUntrusted' || code === 'ClocksDiffer' || code === 'DeviceRefused' ? code : undefined;
