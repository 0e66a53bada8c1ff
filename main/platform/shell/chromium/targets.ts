import type { Connection } from './cdp/connection.ts';
import type { TargetInfo } from './cdp/protocol.ts';

const ATTACH = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true } as const;

/** A page that the shell itself opened, attached and still waiting before its first script. */
export interface Page {
  readonly session: string;
  readonly targetId: string;
}

/**
 * Sees every page, frame, worker and popup that the browser makes, before its first script runs. Pages that were asked for
 * are handed out, frames and workers get their requests intercepted, and everything else is closed.
 */
export const watchTargets = (connection: Connection) => {
  const wanted: ((page: Page) => void)[] = [];
  const kept = new Set<string>();

  connection.on('Target.attachedToTarget', ({ sessionId, targetInfo }, parent) => {
    if (parent !== '' && kept.has(parent)) void intercept(sessionId, targetInfo);
    else if (targetInfo.type !== 'page') close(targetInfo);
    else if (!kept.has(sessionId)) take(sessionId, targetInfo);
  });

  const take = (session: string, { targetId, browserContextId }: TargetInfo): void => {
    const resolve = wanted.shift();
    if (!resolve) {
      close({ targetId });
      return;
    }
    kept.add(session);
    deny(browserContextId);
    resolve({ session, targetId });
  };
  const close = ({ targetId }: { readonly targetId: string }): void => connection.tell('Target.closeTarget', { targetId });

  /** Every permission and every download, for all origins of this browser context. */
  const deny = (browserContextId: string | undefined): void => {
    const context = browserContextId === undefined ? {} : { browserContextId };
    connection.tell('Browser.grantPermissions', { permissions: [], ...context });
    connection.tell('Browser.setDownloadBehavior', { behavior: 'deny', ...context });
  };

  const intercept = async (session: string, { type }: TargetInfo): Promise<void> => {
    kept.add(session);
    try {
      // A dedicated worker's requests come through here too; those that have no such domain load through their page.
      if (type === 'iframe')
        await Promise.all([interceptRequests(connection, session), connection.send('Target.setAutoAttach', ATTACH, session)]);
      else await interceptRequests(connection, session);
    } catch {
      // Gone already, or a kind of worker without interception: the resolver rule still keeps it inside.
    }
    connection.tell('Runtime.runIfWaitingForDebugger', undefined, session);
  };
  connection.on('Target.detachedFromTarget', ({ sessionId }) => void kept.delete(sessionId));

  return {
    start: () => connection.send('Target.setAutoAttach', ATTACH),
    /** The next page that the browser opens is ours. */
    next: () => new Promise<Page>((resolve) => wanted.push(resolve)),
    /** Also watches what a page of ours makes. */
    follow: (session: string) => connection.send('Target.setAutoAttach', ATTACH, session),
  };
};

/** Every request of a target is paused until the shell answers it. */
export const interceptRequests = (connection: Connection, session: string): Promise<unknown> =>
  connection.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }, session);
