import type { TunnelStatus } from './tunnel.ts';

export interface StatusBoard {
  readonly current: TunnelStatus;
  /** Takes over what is given. `since` follows `link`; listeners hear of changes that an officer could see. */
  set(change: Partial<Omit<TunnelStatus, 'since'>>): void;
  listen(listener: (status: TunnelStatus) => void): () => void;
}

/** Of a tunnel of which nothing is known yet. */
export const offlineSince = (since: Date): TunnelStatus =>
  Object.freeze({
    link: 'offline',
    since,
    lastContact: undefined,
    site: undefined,
    roundTripMs: undefined,
    lastTry: undefined,
    nextTry: undefined,
    refusal: undefined,
    disowned: false,
  });

/** The tunnel's status and who wants to know it. Begins offline: nothing is claimed that was not measured. */
export const createStatusBoard = (clock: () => Date): StatusBoard => {
  const listeners = new Set<(status: TunnelStatus) => void>();
  let current = offlineSince(clock());
  return {
    get current() {
      return current;
    },
    set(change) {
      const before = current;
      const since = change.link !== undefined && change.link !== before.link ? clock() : before.since;
      current = Object.freeze({ ...before, ...change, since });
      if (isSeen(before, current)) for (const listener of [...listeners]) listener(current);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

/** The window says hours and minutes. */
const MINUTE_MS = 60_000;
const minuteOf = (at: Date | undefined): number => Math.floor((at?.getTime() ?? 0) / MINUTE_MS);

/** Round trip moves all the time and is read when shown; so does the last contact, which is told with each minute of it. */
const isSeen = (before: TunnelStatus, after: TunnelStatus): boolean =>
  before.link !== after.link ||
  minuteOf(before.lastContact) !== minuteOf(after.lastContact) ||
  before.site !== after.site ||
  before.refusal !== after.refusal ||
  before.disowned !== after.disowned ||
  before.nextTry?.getTime() !== after.nextTry?.getTime();
