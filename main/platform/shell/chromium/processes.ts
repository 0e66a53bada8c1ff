import type { Connection } from './cdp/connection.ts';

/** The pids of every renderer: the pages', their frames', and the spare one that Chromium keeps warm. */
export const renderers = async (connection: Connection): Promise<readonly number[]> =>
  (await connection.send('SystemInfo.getProcessInfo', undefined)).processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
