import { PROTOCOL, RELEASE_PART_BYTES } from '../../contracts/hq/releases.ts';
import type { DeviceIdentity } from '../connections/device-gate.ts';
import { HttpError } from '../http/answer.ts';
import type { Handlers } from '../http/endpoints.ts';
import { releaseFolder } from './folder.ts';

export interface ReleaseParts {
  /** Undefined for an HQ that offers no releases. */
  readonly releases: string | undefined;
}

/** The program's releases on the device channel: HQ hands on what was signed elsewhere, and could not make another. */
export const releaseHandlers = ({ releases }: ReleaseParts): Handlers<'releases' | 'releasePart', DeviceIdentity> => {
  const folder = releases === undefined ? undefined : releaseFolder(releases);
  return {
    releases: async ({ query }) => ({
      protocol: PROTOCOL,
      signed: (folder?.offered(query.platform) ?? []).map((one) => Buffer.from(one).toString('base64')),
    }),
    releasePart: async ({ segments, query }) => {
      const part = await folder?.part(segments.sha512, query.offset, RELEASE_PART_BYTES);
      if (part === undefined) throw new HttpError('NotFound');
      if (part.byteLength === 0) throw new HttpError('BeyondTheEnd');
      return part;
    },
  };
};
