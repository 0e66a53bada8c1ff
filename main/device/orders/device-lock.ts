import { rmSync } from 'node:fs';
import { z } from 'zod';
import { instant } from '../../../contracts/domain/common.ts';
import { deviceName } from '../../../contracts/domain/device.ts';
import type { DeviceBlock } from '../../../contracts/ipc/session.ts';
import { jsonFile } from '../../platform/files/json-file.ts';

/** A laptop that ICT makes known under another name is taken into use thereby. */
const locked = z.strictObject({ device: deviceName, since: instant, reason: z.string().max(200) });

/** ICT's lock on the laptop as it rests: `<data>/device/locked.json`. While it is there nobody signs in, whatever the card. */
export interface DeviceLock {
  /** What the sign-in screen shows; undefined when the laptop is in use. */
  current(now: Date): DeviceBlock | undefined;
  lock(since: string, reason: string): void;
  unlock(): void;
}

/** A file that cannot be read was tampered with, for it is written atomically: it locks all the same. */
export const openDeviceLock = (file: string, device: string): DeviceLock => {
  const disk = jsonFile(file, locked);
  return {
    current(now) {
      const held = disk.read();
      if (held === 'absent') return undefined;
      if (held === 'damaged') return { why: 'locked', since: now.toISOString(), reason: '' };
      return held.device === device ? { why: 'locked', since: held.since, reason: held.reason } : undefined;
    },
    lock: (since, reason) => disk.write({ device, since, reason }),
    unlock: () => rmSync(file, { force: true }),
  };
};
