import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runs } from './zygote.ts';

const NOTIFY = 'require("node:net").connect(process.argv[1]).on("error", () => 0).end(process.argv[2])';

/**
 * chrome/browser/process_singleton_posix.cc: `SingletonLock` is a link to HOST-PID, `SingletonSocket` one to a socket in a folder of its
 * own, `SingletonCookie` one to a number, all in userData. Whoever finds the link's process alive hands it its arguments and is second;
 * a link that is gone is no lock.
 */
export const takeInstance = (userData: string, onSecond: (argv: readonly string[]) => void): boolean => {
  const lock = join(userData, 'SingletonLock');
  const socket = join(userData, 'SingletonSocket');
  const holder = Number(linkOf(lock)?.split('-').at(-1));
  if (Number.isInteger(holder) && runs(holder)) {
    // NotifyOtherProcess waits for the other's answer before it returns.
    spawnSync(process.execPath, ['-e', NOTIFY, linkOf(socket) ?? '', JSON.stringify(process.argv)]);
    return false;
  }
  for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie']) rmSync(join(userData, name), { force: true });
  symlinkSync(`${hostname()}-${process.pid}`, lock);
  symlinkSync(String(randomBytes(4).readUInt32BE()), join(userData, 'SingletonCookie'));
  const folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
  // The same file: the socket and its folder go at an orderly end.
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  createServer((peer) => {
    let text = '';
    peer
      .setEncoding('utf8')
      .on('data', (chunk) => {
        text += chunk;
      })
      .on('error', () => undefined)
      .on('end', () => onSecond(JSON.parse(text) as string[]));
  })
    .listen(join(folder, 'SingletonSocket'))
    .unref();
  symlinkSync(join(folder, 'SingletonSocket'), socket);
  return true;
};

const linkOf = (path: string): string | undefined => {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
};
