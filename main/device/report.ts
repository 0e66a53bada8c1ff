import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeviceReport } from '../../contracts/hq/orders.ts';
import { deviceCaller } from './tunnel/call.ts';
import type { Tunnel } from './tunnel/tunnel.ts';

export interface ReportPorts {
  readonly tunnel: Tunnel;
  /** How the laptop stands now. */
  readonly read: () => Promise<DeviceReport>;
}

/** ICT looks at a list of thousands: a minute is young enough, and 32,000 laptops then make 500 requests a second at the very most. */
const LOOK_MS = 60_000;
/** Logs and indexes grow by the second; only a change that somebody would notice is reported. */
const DISK_STEP_BYTES = 1024 * 1024;

/** Tells HQ how this laptop stands: when the tunnel comes up, and when the numbers have changed, once a minute at most. Returns the way to stop. */
export const keepReported = ({ tunnel, read }: ReportPorts): (() => void) => {
  const call = deviceCaller(tunnel);
  let told = '';
  let next = 0;
  let running = false;

  const look = async (): Promise<void> => {
    if (running || tunnel.status.link === 'offline' || performance.now() < next) return;
    running = true;
    next = performance.now() + LOOK_MS;
    const report = await read().catch(() => undefined);
    const text = JSON.stringify(report);
    // One that HQ did not take goes again at the next look.
    if (report !== undefined && text !== told && (await call('report', { body: report })).kind === 'answered') told = text;
    running = false;
  };
  const unlisten = tunnel.onStatus(() => void look());
  const timer = setInterval(() => void look(), LOOK_MS).unref();
  void look();
  return () => {
    unlisten();
    clearInterval(timer);
  };
};

/** The bytes of all files under a folder, in whole steps of a megabyte. What vanishes meanwhile counts nothing. */
export const diskBytesOf = async (folder: string): Promise<number> =>
  Math.ceil((await bytesUnder(folder)) / DISK_STEP_BYTES) * DISK_STEP_BYTES;

const bytesUnder = async (folder: string): Promise<number> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  let sum = 0;
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) sum += await bytesUnder(path);
    else if (entry.isFile()) sum += (await lstat(path).catch(() => undefined))?.size ?? 0;
  }
  return sum;
};
