import type { Handlers } from '../../contracts/ipc/index.ts';
import type { LinkStatus } from '../../contracts/ipc/link.ts';
import { ok } from '../../contracts/result.ts';
import { LockedError } from '../ipc/locked.ts';
import type { OpenWork } from '../session/work.ts';
import type { Tunnel, TunnelStatus } from '../tunnel/tunnel.ts';

/** The status bar's data: the tunnel as measured, and what has not gone out yet. */
export const linkStatusOf = (status: TunnelStatus, unsent: number): LinkStatus => ({
  link: status.link,
  since: status.since.toISOString(),
  unsent,
  ...(status.lastContact === undefined ? {} : { lastContact: status.lastContact.toISOString() }),
  ...(status.site === undefined ? {} : { site: status.site }),
  ...(status.roundTripMs === undefined ? {} : { roundTripMs: status.roundTripMs }),
  ...(status.nextTry === undefined ? {} : { nextTry: status.nextTry.toISOString() }),
});

export const createLinkHandlers = (ports: { readonly tunnel: Tunnel; readonly work: () => OpenWork | undefined }): Handlers['link'] => ({
  // Also asked at the door, where nobody is signed in: the link is the laptop's.
  status: async () => ok(linkStatusOf(ports.tunnel.status, ports.work()?.unsent ?? 0)),
  outbox: async () => {
    const work = ports.work();
    if (work === undefined) throw new LockedError();
    const { nextTry } = ports.tunnel.status;
    return ok({
      items: [...(await work.store.read('outbox.list', null))],
      ...(ports.tunnel.status.lastContact === undefined ? {} : { lastTry: ports.tunnel.status.lastContact.toISOString() }),
      ...(nextTry === undefined ? {} : { nextTry: nextTry.toISOString() }),
    });
  },
  tryNow: async () => {
    ports.tunnel.tryNow();
    return ok(null);
  },
});
