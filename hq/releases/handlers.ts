import { PROTOCOL, RELEASE_PART_BYTES } from '../../contracts/hq/releases.ts';
import type { DeviceIdentity } from '../connections/device-gate.ts';
import { HttpError } from '../http/answer.ts';
import type { Handlers } from '../http/endpoints.ts';
import { releaseFolder } from './folder.ts';
import type { ReleaseHolds } from './holds.ts';

export interface ReleaseParts {
  /** Undefined for an HQ that offers no releases. */
  readonly releaseFolder: string | undefined;
  readonly releases: ReleaseHolds;
}

/** The program's releases on the device channel: HQ hands on what was signed elsewhere, and could not make another. */
export const releaseHandlers = (parts: ReleaseParts): Handlers<'releases' | 'releasePart', DeviceIdentity> => {
  const folder = parts.releaseFolder === undefined ? undefined : releaseFolder(parts.releaseFolder);
  return {
    releases: async ({ query }) => ({
      protocol: PROTOCOL,
      signed: (await parts.releases.offered(query.platform)).map((one) => Buffer.from(one).toString('base64')),
    }),
    releasePart: async ({ segments, query }) => {
      const part = await folder?.part(segments.sha512, query.offset, RELEASE_PART_BYTES);
      if (part === undefined) throw new HttpError('NotFound');
      if (part.byteLength === 0) throw new HttpError('BeyondTheEnd');
      return part;
    },
  };
};
