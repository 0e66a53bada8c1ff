import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { parcel } from '../../../contracts/hq/orders.ts';
import type { Secrets } from '../../platform/shell/port.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';

/** Six megabytes on a weak link. */
const TIMEOUT_MS = 30_000;
const MAX_ANSWER_BYTES = 4096;

/**
 * Gives HQ one officer's sealed unsent work (POST /v1/device/parcels). `tag` is the officer's folder name; HQ finds whose it is with the
 * laptop's own naming key, which travels along. `acknowledged`: HQ has it, durably. Rejects as the tunnel and secret storage do.
 */
export const createParcelSender =
  (ports: { readonly tunnel: Pick<Tunnel, 'request'>; readonly dataFolder: string; readonly secrets: Pick<Secrets, 'open'> }) =>
  async (tag: string, envelope: Uint8Array): Promise<'acknowledged' | 'parked'> => {
    const names = await ports.secrets.open(new Uint8Array(readFileSync(join(ports.dataFolder, 'officers', 'names.sealed'))));
    const tagKey = Buffer.from(names).toString('base64');
    names.fill(0);
    const body: z.input<typeof parcel> = { tagKey, tag, envelope: Buffer.from(envelope).toString('base64') };
    const { status } = await ports.tunnel.request({
      method: 'POST',
      path: '/v1/device/parcels',
      headers: { 'content-type': 'application/json' },
      body: new TextEncoder().encode(JSON.stringify(body)),
      maxBytes: MAX_ANSWER_BYTES,
      timeoutMs: TIMEOUT_MS,
    });
    return status === 200 ? 'acknowledged' : 'parked';
  };
