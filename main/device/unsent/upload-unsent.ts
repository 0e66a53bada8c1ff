import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Secrets } from '../../platform/shell/port.ts';
import { deviceCaller } from '../tunnel/call.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';

/**
 * Gives HQ one officer's sealed unsent work. `tag` is the officer's folder name; HQ finds whose it is with the
 * laptop's own naming key, which travels along. `acknowledged`: HQ has it, durably. Rejects as secret storage does.
 */
export const createParcelSender =
  (ports: { readonly tunnel: Pick<Tunnel, 'request'>; readonly dataFolder: string; readonly secrets: Pick<Secrets, 'open'> }) =>
  async (tag: string, envelope: Uint8Array): Promise<'acknowledged' | 'parked'> => {
    const names = await ports.secrets.open(new Uint8Array(readFileSync(join(ports.dataFolder, 'officers', 'names.sealed'))));
    const tagKey = Buffer.from(names).toString('base64');
    names.fill(0);
    const called = await deviceCaller(ports.tunnel)('leaveParcel', {
      body: { tagKey, tag, envelope: Buffer.from(envelope).toString('base64') },
    });
    return called.kind === 'answered' ? 'acknowledged' : 'parked';
  };
