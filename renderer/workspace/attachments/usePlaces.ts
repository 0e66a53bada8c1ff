import type { BlobPlace } from '../../../contracts/ipc/blobs.ts';
import { ok } from '../../../contracts/result.ts';
import { api } from '../../api.ts';
import { latestOf, useAsk } from '../../hooks/useAsk.ts';

/** Where each of these attachments is; undefined until main has said. */
export const usePlaces = (hashes: readonly string[]): ((hash: string) => BlobPlace | undefined) => {
  const { state } = useAsk(
    ['blobs.places', ...hashes],
    () => (hashes.length === 0 ? Promise.resolve(ok({ places: [] })) : api.blobs.places({ hashes: [...hashes] })),
    { topics: ['blobs'], fresh: true },
  );
  const places = latestOf(state)?.places ?? [];
  return (hash) => places[hashes.indexOf(hash)];
};
