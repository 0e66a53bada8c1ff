import type { z } from 'zod';
import type { rewrapped } from '../../contracts/hq/orders.ts';
import type { DeviceIdentity } from '../connections/device-gate.ts';
import { type Answer, jsonAnswer, problemAnswer } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import type { Route } from '../http/router.ts';
import { type RewrapParts, rewrap } from './rewrap.ts';

/** The contract's longest envelope and certificate, base64, and the signature around them. */
const MAX_REWRAP_BYTES = 128 * 1024;

/** The renewed card on the device channel (contracts/hq/orders.ts). */
export const recoveryRoutes = (parts: RewrapParts): readonly Route<(asked: Asked, device: DeviceIdentity) => Promise<Answer>>[] => [
  {
    method: 'POST',
    path: '/v1/device/rewrap',
    handle: async (asked, device) => {
      const answer = await rewrap(parts, device, await asked.body(MAX_REWRAP_BYTES), new Date());
      if (!answer.ok) return problemAnswer(answer.code === 'Malformed' ? 400 : 403, answer.code);
      const value: z.infer<typeof rewrapped> = { envelope: Buffer.from(answer.value).toString('base64') };
      return jsonAnswer(value);
    },
  },
];
