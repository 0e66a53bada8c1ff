import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Secrets } from '../../platform/shell/port.ts';
import { deviceCaller } from '../tunnel/call.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';
import type { SealedPacket } from './files.ts';

/**
 * Gives HQ one officer's sealed unsent work: the envelope, then the parts that HQ says it has not got, so that what was cut goes on where it
 * was. `tag` is the officer's folder name; HQ finds whose it is with the laptop's own naming key, which travels along. `acknowledged`: HQ
 * has all of it, durably. Rejects as secret storage does.
 */
export const createUnsentSender =
  (ports: { readonly tunnel: Pick<Tunnel, 'request'>; readonly dataFolder: string; readonly secrets: Pick<Secrets, 'open'> }) =>
  async (tag: string, { envelope, parts, read }: SealedPacket, onPart: () => void): Promise<'acknowledged' | 'parked'> => {
    const names = await ports.secrets.open(new Uint8Array(readFileSync(join(ports.dataFolder, 'officers', 'names.sealed'))));
    const tagKey = Buffer.from(names).toString('base64');
    names.fill(0);
    const call = deviceCaller(ports.tunnel);
    const beside = parts.length > 0 ? { parts: [...parts] } : {}; // An older HQ need not know of them.
    const kept = await call('leaveUnsentBundle', { body: { tagKey, tag, envelope: Buffer.from(envelope).toString('base64'), ...beside } });
    if (kept.kind !== 'answered') return 'parked';
    const { id, missing } = kept.value;
    for (const digest of missing) {
      const sent = await call('leaveUnsentBundlePart', { segments: { id, digest }, body: read(digest) });
      if (sent.kind !== 'answered') return 'parked';
      onPart();
    }
    return 'acknowledged';
  };
