import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type Channel, channels } from './database.ts';
import type { Listeners } from './listeners.ts';

/** Between tries to listen again after the server went away. */
const RETRY_MS = 1000;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Listens on every channel over a connection of its own and, when that breaks, over a new one; then everybody is notified that
 * something may have been missed. Rejects when the first connection fails. Resolves to the way to stop.
 */
export const listenOn = async (url: string, listeners: Listeners): Promise<() => Promise<void>> => {
  const stopping = new AbortController();
  let current = await connect(url, listeners);
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      await current.ended;
      if (stopping.signal.aborted) return;
      current = await reconnect(url, listeners, stopping.signal).catch(() => current);
      if (!stopping.signal.aborted) listeners.tellAll();
    }
  })();
  return async () => {
    stopping.abort();
    await current.client.end().catch(() => {}); // It may be gone already.
    await watching;
  };
};

interface Listening {
  readonly client: pg.Client;
  readonly ended: Promise<void>;
}

const connect = async (url: string, listeners: Listeners): Promise<Listening> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, keepAlive: true });
  const ended = new Promise<void>((resolve) => {
    client.on('error', () => resolve());
    client.on('end', () => resolve());
  });
  client.on('notification', ({ channel, payload }) => {
    if (isChannel(channel)) listeners.tell(channel, payload ?? '');
  });
  await client.connect();
  for (const channel of channels) await client.query(`listen ${channel}`);
  return { client, ended };
};

const reconnect = async (url: string, listeners: Listeners, signal: AbortSignal): Promise<Listening> => {
  for (;;) {
    await delay(RETRY_MS, undefined, { signal });
    try {
      return await connect(url, listeners);
    } catch {
      // The server is still away: try again.
    }
  }
};

const isChannel = (name: string): name is Channel => channels.some((channel) => channel === name);
