import type { Handlers } from '../../../contracts/ipc/index.ts';
import type { LinkStatus } from '../../../contracts/ipc/link.ts';
import { ok } from '../../../contracts/result.ts';
import { offlineSince } from '../../device/tunnel/status.ts';
import type { Tunnel, TunnelStatus } from '../../device/tunnel/tunnel.ts';
import { whileOpen } from '../../store/while-open.ts';
import { createDecisionHandlers } from '../../sync/decision-handlers.ts';
import type { Session } from '../session.ts';
import type { OpenWork } from '../work.ts';

/** A laptop without a credential has no tunnel; its link is what it is: none. */
const NO_TUNNEL = offlineSince(new Date());

/** The status bar's data: the tunnel as measured, and what has not gone out yet. */
const linkStatusOf = (status: TunnelStatus, work: Pick<OpenWork, 'unsent' | 'undecided'> | undefined): LinkStatus => ({
  link: status.link,
  since: status.since.toISOString(),
  unsent: work?.unsent ?? 0,
  undecided: work?.undecided ?? 0,
  ...(status.lastContact === undefined ? {} : { lastContact: status.lastContact.toISOString() }),
  ...(status.site === undefined ? {} : { site: status.site }),
  ...(status.roundTripMs === undefined ? {} : { roundTripMs: status.roundTripMs }),
  ...(status.nextTry === undefined ? {} : { nextTry: status.nextTry.toISOString() }),
});

export const createLinkHandlers = (ports: {
  /** Undefined while HQ does not know this laptop. */
  readonly tunnel: () => Tunnel | undefined;
  readonly work: () => OpenWork | undefined;
}): Handlers['link'] => ({
  // Also asked at the sign-in screen, where nobody is signed in: the link is the laptop's.
  status: async () => ok(linkStatusOf(ports.tunnel()?.status ?? NO_TUNNEL, ports.work())),
  outbox: () =>
    whileOpen(ports.work, async ({ store, unsealed }) => {
      const { lastContact, lastTry, nextTry } = ports.tunnel()?.status ?? NO_TUNNEL;
      // A link that holds is tried by what goes through it.
      const tried = [lastContact, lastTry].reduce((one, other) => ((one?.getTime() ?? 0) < (other?.getTime() ?? 0) ? other : one));
      return ok({
        items: [...(await store.read('outbox.list', null))],
        ...(unsealed.left > 0 ? { unsealed } : {}),
        ...(tried === undefined ? {} : { lastTry: tried.toISOString() }),
        ...(nextTry === undefined ? {} : { nextTry: nextTry.toISOString() }),
      });
    }),
  tryNow: async () => {
    ports.tunnel()?.tryNow();
    return ok(null);
  },
  ...createDecisionHandlers({ work: ports.work, tryNow: () => ports.tunnel()?.tryNow() }),
});

/** Tells the window whenever the link or the number of unsent pieces of work changes. The answer follows the tunnel that there is now. */
export const followLink = (ports: {
  readonly tunnel: () => Tunnel | undefined;
  readonly session: Session;
  readonly emit: (status: LinkStatus) => void;
}): (() => void) => {
  const { tunnel, session, emit } = ports;
  const tell = (): void => emit(linkStatusOf(tunnel()?.status ?? NO_TUNNEL, session.work));
  session.onChange((state) => {
    if (state.kind === 'open') session.work?.onUnsent(tell);
    tell();
  });
  return () => {
    tunnel()?.onStatus(tell);
    tell();
  };
};
