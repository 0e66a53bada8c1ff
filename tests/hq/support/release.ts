import { createHash } from 'node:crypto';
import type { Release } from '../../../contracts/domain/release.ts';
import { signCms } from '../../../pki/index.ts';
import { FORCE, type ForcePki, type Holder } from './pki.ts';

const DAY_MS = 86_400_000;

/** The force's release certificate with its key: another at each call. */
export const releaseHolder = (pki: ForcePki, endsAt?: Date): Promise<Holder> =>
  pki.issue(pki.root, { organization: FORCE, commonName: 'Releases' }, { kind: 'release' }, endsAt);

/** A general release of this file for Linux, published a minute ago. */
export const releaseOf = (file: Uint8Array, changes: Partial<Release> = {}): Release => ({
  force: FORCE,
  version: '1.5.0',
  platform: 'linux-x64',
  stage: 'general',
  file: 'mobile-office_1.5.0_amd64.deb',
  bytes: file.byteLength,
  sha512: createHash('sha512').update(file).digest('hex'),
  minimumSystem: '5.10',
  minimumProtocol: 1,
  publishedAt: new Date(Date.now() - 60_000).toISOString(),
  expiresAt: new Date(Date.now() + 90 * DAY_MS).toISOString(),
  ...changes,
});

/** Whatever it is, signed by whomever: also what HQ's own command would not sign. */
export const signAnything = (content: unknown, { signer }: Holder): Promise<Uint8Array> =>
  signCms({ content: Buffer.from(JSON.stringify(content)), signer, at: new Date() });
