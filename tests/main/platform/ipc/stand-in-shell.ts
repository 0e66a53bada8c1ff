import type { AppWindow, Sender, Shell } from '../../../../main/platform/shell/port.ts';

/** The three operations of the port that the router uses, in memory, so that a test can be any sender it likes. */
export const standInShell = (packaged = false) => {
  const listeners = new Map<string, (from: Sender, payload: unknown) => Promise<unknown>>();
  const sent: { readonly window: number; readonly channel: string; readonly payload: unknown }[] = [];
  const shell: Pick<Shell, 'appOrigin' | 'packaged' | 'handle'> = {
    appOrigin: 'https://app.local',
    packaged,
    handle: (channel, listener) => void listeners.set(channel, listener),
  };
  const openWindow = (id: number): AppWindow & { close(): void } => {
    const closed: (() => void)[] = [];
    return {
      id,
      load: async () => undefined,
      send: (channel, payload) => void sent.push({ window: id, channel, payload }),
      renew: async () => ({ gone: true, cleared: true, ms: 0 }),
      focus: () => undefined,
      clearClipboard: () => undefined,
      close: () => closed.forEach((listener) => void listener()),
      onClosed: (listener) => void closed.push(listener),
      onCrashed: () => undefined,
    };
  };
  return { shell, listeners, sent, openWindow };
};
