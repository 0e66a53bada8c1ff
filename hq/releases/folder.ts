import { createHash } from 'node:crypto';
import {
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Release, type ReleasePlatform, type ReleaseStage, releasePlatform, releaseStage } from '../../contracts/domain/release.ts';

/** Of a signed release and its file: what HQ's folder holds. */
export interface Published {
  readonly release: Release;
  readonly signed: Uint8Array;
  readonly file: string;
}

/**
 * HQ's folder of releases: PLATFORM.STAGE.p7m, the signed manifests, at most one a stage; files/SHA512, what they name. Every HQ process
 * may share it: what is read is read at each question, and each piece is put in its place whole.
 */
export const releaseFolder = (folder: string) => {
  const manifestOf = (platform: ReleasePlatform, stage: ReleaseStage): string => join(folder, `${platform}.${stage}.p7m`);
  const fileOf = (sha512: string): string => join(folder, 'files', sha512);
  const signedOf = (platform: ReleasePlatform, stage: ReleaseStage): Uint8Array | undefined => {
    const file = manifestOf(platform, stage);
    return existsSync(file) ? new Uint8Array(readFileSync(file)) : undefined;
  };
  return {
    /** The signed manifest that is offered; undefined where none is. */
    signed: signedOf,
    offered: (platform: ReleasePlatform): readonly Uint8Array[] => releaseStage.options.flatMap((stage) => signedOf(platform, stage) ?? []),
    /** At most `bytes` bytes of a file from `offset` on; undefined for a file that is not here, none past its end. */
    async part(sha512: string, offset: number, bytes: number): Promise<Uint8Array | undefined> {
      if (!existsSync(fileOf(sha512))) return undefined;
      const handle = await open(fileOf(sha512), 'r');
      try {
        const { bytesRead, buffer } = await handle.read(new Uint8Array(bytes), 0, bytes, offset);
        return buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
    /** Puts the file in first and the manifest that names it last; what no manifest names any more goes. */
    put({ release, signed, file }: Published, isNamed: (sha512: string) => boolean): void {
      mkdirSync(join(folder, 'files'), { recursive: true });
      const to = fileOf(release.sha512);
      copyFileSync(file, `${to}.new`);
      renameSync(`${to}.new`, to);
      const manifest = manifestOf(release.platform, release.stage);
      writeFileSync(`${manifest}.new`, signed, { mode: 0o644 }); // Public; HQ may run as another user.
      renameSync(`${manifest}.new`, manifest);
      for (const name of readdirSync(join(folder, 'files'))) if (!isNamed(name)) rmSync(join(folder, 'files', name));
    },
    /** False where none was offered. Its file stays until the next release is put in. */
    withdraw(platform: ReleasePlatform, stage: ReleaseStage): boolean {
      const manifest = manifestOf(platform, stage);
      const was = existsSync(manifest);
      rmSync(manifest, { force: true });
      return was;
    },
    /** Every manifest that is offered. */
    all: (): readonly Uint8Array[] =>
      releasePlatform.options.flatMap((platform) => releaseStage.options.flatMap((stage) => signedOf(platform, stage) ?? [])),
  };
};

/** Size and SHA-512 (hexadecimal) of a file. */
export const measure = async (file: string): Promise<{ readonly bytes: number; readonly sha512: string }> => {
  const hash = createHash('sha512');
  let bytes = 0;
  await pipeline(createReadStream(file), async (chunks) => {
    for await (const chunk of chunks as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.byteLength;
    }
  });
  return { bytes, sha512: hash.digest('hex') };
};
