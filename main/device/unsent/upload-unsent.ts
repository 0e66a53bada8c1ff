import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { type parcel, parcelKept } from '../../../contracts/hq/orders.ts';
import type { Secrets } from '../../platform/shell/port.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';
import type { SealedPacket } from './files.ts';

/** Six megabytes on a weak link. */
const TIMEOUT_MS = 30_000;
/** The digests of as many parts as there may be. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/**
 * Gives HQ one officer's sealed unsent work: the envelope (POST /v1/device/parcels), then the parts that HQ says it has not got, so that what
 * was cut goes on where it was. `tag` is the officer's folder name; HQ finds whose it is with the laptop's own naming key, which travels
 * along. `acknowledged`: HQ has all of it, durably. Rejects as the tunnel and secret storage do.
 */
export const createParcelSender =
  (ports: { readonly tunnel: Pick<Tunnel, 'request'>; readonly dataFolder: string; readonly secrets: Pick<Secrets, 'open'> }) =>
  async (tag: string, { envelope, parts, read }: SealedPacket, onPart: () => void): Promise<'acknowledged' | 'parked'> => {
    const names = await ports.secrets.open(new Uint8Array(readFileSync(join(ports.dataFolder, 'officers', 'names.sealed'))));
    const tagKey = Buffer.from(names).toString('base64');
    names.fill(0);
    const beside = parts.length > 0 ? { parts: [...parts] } : {}; // An older HQ need not know of them.
    const body: z.input<typeof parcel> = { tagKey, tag, envelope: Buffer.from(envelope).toString('base64'), ...beside };
    const common = { maxBytes: MAX_ANSWER_BYTES, timeoutMs: TIMEOUT_MS };
    const kept = await ports.tunnel.request({
      ...{ ...common, method: 'POST', path: '/v1/device/parcels', headers: { 'content-type': 'application/json' } },
      body: new TextEncoder().encode(JSON.stringify(body)),
    });
    if (kept.status !== 200) return 'parked';
    const { id, missing } = parcelKept.parse(JSON.parse(Buffer.from(kept.body).toString('utf8')));
    for (const digest of missing) {
      const path = `/v1/device/parcels/${id}/parts/${digest}`;
      const { status } = await ports.tunnel.request({ ...common, method: 'PUT', path, body: read(digest) });
      if (status !== 200) return 'parked';
      onPart();
    }
    return 'acknowledged';
  };
