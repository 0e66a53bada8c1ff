import { createHash, type Hash } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { packageExtension, type Release } from '../../../contracts/domain/release.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { flushFolder } from '../../platform/files/flush.ts';
import { freeBytes, KEPT_FREE_BYTES } from '../../platform/files/free-space.ts';
import { type Caller, failureOf } from '../tunnel/call.ts';

/**
 * DiskFull: it would leave no room for work; what had come is gone. DiskFault: the disk takes it not. TunnelDown: no link, or too weak a one;
 * it goes on from there. HqUnusable: HQ gives no part of it now. SizeDiffers, HashDiffers: what came is not what was signed, and is gone.
 * Stopped: by whoever asked.
 */
export type FetchRefusal = 'DiskFull' | 'DiskFault' | 'TunnelDown' | 'HqUnusable' | 'SizeDiffers' | 'HashDiffers' | 'Stopped';

export interface FetchPorts {
  /** `<data>/updates`: of this alone. */
  readonly folder: string;
  readonly call: Caller<'device'>;
  /** Whether the link has room for what nobody waits for. */
  readonly hasRoom: () => boolean;
  readonly signal: AbortSignal;
  /** How much of it is here, 0 to 1. */
  readonly onProgress: (done: number) => void;
  /** Bytes that are free on the folder's disk. */
  readonly free?: (folder: string) => Promise<number>;
}

/** Where a release's file lies once it is whole. Its name is its hash: what the manifest calls it is no path of ours. */
export const placeOf = (folder: string, { sha512, platform }: Pick<Release, 'sha512' | 'platform'>): string =>
  join(folder, `${sha512}${packageExtension(platform)}`);

/**
 * Brings a proven release's file here, part by part, from where it was cut off, resting after each part for as long as it took: at most
 * half of the link is its own. It is hashed as it comes, and has its name only once it is whole. What other releases left goes. Never rejects.
 */
export const fetchRelease = async (release: Release, ports: FetchPorts): Promise<Result<string, FetchRefusal>> => {
  const { folder } = ports;
  const whole = placeOf(folder, release);
  const part = `${whole}.part`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(folder))
      if (![whole, part].includes(join(folder, name))) rmSync(join(folder, name), { recursive: true });
    if (await isIntact(whole, release)) return ok(whole);
    rmSync(whole, { force: true });
    const refusal = await fill(part, release, ports);
    if (refusal !== undefined) {
      if (KEEPS_NOTHING.has(refusal)) rmSync(part, { force: true });
      return fail(refusal);
    }
    renameSync(part, whole);
    flushFolder(folder);
    return ok(whole);
  } catch (error) {
    const full = isFull(error);
    // The room that is left is the officers'.
    if (full) rmSync(part, { force: true });
    return fail(full ? 'DiskFull' : 'DiskFault');
  }
};

const KEEPS_NOTHING: ReadonlySet<FetchRefusal> = new Set(['DiskFull', 'SizeDiffers', 'HashDiffers']);

/** Whether a file has the size and the hash that were signed. */
export const isIntact = async (file: string, { bytes, sha512 }: Pick<Release, 'bytes' | 'sha512'>): Promise<boolean> => {
  if (statSync(file, { throwIfNoEntry: false })?.size !== bytes) return false;
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex') === sha512;
};

const fill = async (part: string, release: Release, ports: FetchPorts): Promise<FetchRefusal | undefined> => {
  const before = statSync(part, { throwIfNoEntry: false })?.size ?? 0;
  // More than all of it is nothing of it.
  if (before > release.bytes) rmSync(part);
  const { free = freeBytes } = ports;
  if ((await free(ports.folder)) < release.bytes - Math.min(before, release.bytes) + KEPT_FREE_BYTES) return 'DiskFull';
  const file = await open(part, 'a+', 0o600);
  try {
    const hash = createHash('sha512');
    const have = await hashed(file, hash);
    const refusal = await bring(file, hash, have, release, ports);
    if (refusal !== undefined) return refusal;
    await file.sync();
    return hash.digest('hex') === release.sha512 ? undefined : 'HashDiffers';
  } finally {
    await file.close();
  }
};

/** Asks for part after part; undefined once as many bytes are here as were signed. It asks for none beyond them. */
const bring = async (
  file: FileHandle,
  hash: Hash,
  from: number,
  { bytes, sha512 }: Release,
  { call, hasRoom, signal, onProgress }: FetchPorts,
): Promise<FetchRefusal | undefined> => {
  for (let have = from; have < bytes; ) {
    if (signal.aborted) return 'Stopped';
    if (!hasRoom()) return 'TunnelDown';
    const began = performance.now();
    const called = await call('releasePart', { segments: { sha512 }, query: { offset: have } }, signal);
    if (signal.aborted) return 'Stopped';
    if (called.kind === 'failed') return failureOf(called.code);
    if (called.kind === 'refused') return called.code === 'BeyondTheEnd' ? 'SizeDiffers' : 'HqUnusable';
    const { value } = called;
    if (value.byteLength === 0 || have + value.byteLength > bytes) return 'SizeDiffers';
    await file.appendFile(value);
    hash.update(value);
    have += value.byteLength;
    onProgress(have / bytes);
    await delay(performance.now() - began, undefined, { ref: false, signal }).catch(() => undefined);
  }
  return undefined;
};

/** Puts what is in the file into the hash; how many bytes that are. */
const hashed = async (file: FileHandle, hash: Hash): Promise<number> => {
  let bytes = 0;
  for await (const chunk of file.createReadStream({ start: 0, autoClose: false })) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).byteLength;
  }
  return bytes;
};

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
