import type { GatewaySession } from './session.ts';
import { controlWindow } from './window.ts';

/** Silence after which the link is asked whether it lives. A dead link is so found in eight seconds; TCP alone takes minutes. */
const IDLE_BEFORE_PING_MS = 3_000;
/** The worst mobile links answer within two seconds; five without a byte are a dead link. */
const PING_TIMEOUT_MS = 5_000;
/** While data flows its arrival proves the link; a ping then measures the queue before the mast. */
const PING_UNDER_LOAD_MS = 1_000;
/** How often is looked: often while bytes arrive, so that the window grows within a few round trips; else seldom, for the battery. */
const BUSY_TICK_MS = 50;
const IDLE_TICK_MS = 500;
/** Fifteen seconds of idle pings: one slow answer is not a weak link. */
const MEDIAN_OF = 5;
/** A minute of idle pings: the shortest of them is the way itself, without queues. */
const SHORTEST_OF = 20;
/** Ten round trips with data; the fastest of them is what the link can carry. */
const FASTEST_OF = 10;
/** How long the figure of a link that was full says something about the link now. */
const GOODPUT_LASTS_MS = 30_000;

export interface Measured {
  /** Median of the last pings, milliseconds. */
  readonly roundTripMs: number | undefined;
  /** Bytes a second that came while a queue stood before the link, so while the link was the limit, not HQ; undefined when none did lately. */
  readonly goodput: number | undefined;
  /** A ping has been out for this long without a byte; 0 when none is. */
  readonly silentMs: number;
}

export interface Monitor {
  readonly measured: Measured;
  /** Asks the link at once whether it lives. */
  ping(): void;
  /** Somebody asked for something: looks often for a while, for data is about to come. */
  attend(): void;
  stop(): void;
}

/**
 * Watches one session: pings it when it is silent, ends it (onDead) when it stays so, measures round trip and goodput, and lets the
 * receive windows follow. `onTick` is called after each look.
 */
export const monitor = (session: GatewaySession, on: { readonly tick: (heard: boolean) => void; readonly dead: () => void }): Monitor => {
  const { http, socket } = session;
  const windows = controlWindow(http);
  const pings: number[] = [];
  const quietPings: number[] = [];
  const rates: number[] = [];
  let lastBytes = socket.bytesRead;
  let lastLook = performance.now();
  let lastHeard = lastLook;
  let lastPing = Number.NEGATIVE_INFINITY;
  let outstanding: number | undefined;
  let period: { bytes: number; readonly since: number } | undefined;
  let limit: { readonly bytesPerMs: number; readonly at: number } | undefined;
  let timer: NodeJS.Timeout | undefined;

  const shortest = (): number | undefined => (quietPings.length === 0 ? undefined : Math.min(...quietPings));
  const fastest = (): number | undefined => (rates.length === 0 ? undefined : Math.max(...rates));

  const ping = (): void => {
    if (outstanding !== undefined || http.destroyed) return;
    const sent = performance.now();
    outstanding = sent;
    lastPing = sent;
    const quiet = sent - lastHeard >= BUSY_TICK_MS;
    http.ping((error, duration) => {
      outstanding = undefined;
      if (error !== null) return;
      keep(pings, duration, MEDIAN_OF);
      const way = shortest();
      if (quiet || way === undefined) keep(quietPings, duration, SHORTEST_OF);
      else if (windows.measuredUnderLoad(duration, fastest() ?? 0, way)) limit = { bytesPerMs: fastest() ?? 0, at: performance.now() };
    });
  };

  const look = (): void => {
    if (http.destroyed) return;
    const now = performance.now();
    const received = socket.bytesRead - lastBytes;
    const heard = received > 0;
    lastBytes += received;
    measureGoodput(received, now);
    if (heard) lastHeard = now;
    lastLook = now;
    if (outstanding !== undefined && now - Math.max(outstanding, lastHeard) >= PING_TIMEOUT_MS) {
      on.dead();
      return;
    }
    if (now - Math.max(lastHeard, lastPing) >= IDLE_BEFORE_PING_MS || (heard && now - lastPing >= PING_UNDER_LOAD_MS)) ping();
    timer = setTimeout(look, now - lastHeard < pauseBetweenBursts() ? BUSY_TICK_MS : IDLE_TICK_MS);
    on.tick(heard);
  };

  /** A full window comes in one burst each round trip: silence for that long is no end of the flow. */
  const pauseBetweenBursts = (): number => (shortest() ?? 0) + 4 * BUSY_TICK_MS;

  /** One figure for each round trip while bytes flow, the pauses between bursts included. */
  const measureGoodput = (received: number, now: number): void => {
    if (received === 0 && now - lastHeard > pauseBetweenBursts()) period = undefined;
    if (received > 0) {
      period ??= { bytes: 0, since: lastLook };
      period.bytes += received;
    }
    const way = shortest();
    if (period === undefined || way === undefined || now - period.since < Math.max(way, BUSY_TICK_MS)) return;
    keep(rates, period.bytes / (now - period.since), FASTEST_OF);
    period = undefined;
    windows.measured(fastest() ?? 0, way);
  };

  ping();
  timer = setTimeout(look, BUSY_TICK_MS);
  return {
    get measured() {
      const now = performance.now();
      return {
        roundTripMs: median(pings),
        goodput: limit === undefined || now - limit.at > GOODPUT_LASTS_MS ? undefined : limit.bytesPerMs * 1000,
        silentMs: outstanding === undefined ? 0 : now - Math.max(outstanding, lastHeard),
      };
    },
    ping,
    attend: () => {
      clearTimeout(timer);
      timer = setTimeout(look, BUSY_TICK_MS);
    },
    stop: () => clearTimeout(timer),
  };
};

const keep = (list: number[], value: number, most: number): void => {
  list.push(value);
  if (list.length > most) list.shift();
};

const median = (list: readonly number[]): number | undefined => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
