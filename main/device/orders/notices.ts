import { z } from 'zod';
import { type Notice, notice } from '../../../contracts/ipc/device.ts';
import { jsonFile } from '../../platform/files/json-file.ts';

/** As many as the contract shows; ICT's older words give way. */
const MAX_NOTICES = 50;

/** Words from ICT that wait to be read, newest last: `<data>/device/notices.json`. They concern the laptop, whoever sits at it. */
export interface Notices {
  list(): readonly Notice[];
  /** Once for each id, durably. */
  add(notice: Notice): void;
  dismiss(id: string): void;
  /** All are gone from the screen; what was on the disk is somebody else's to destroy. */
  clear(): void;
  onChange(listener: (notices: readonly Notice[]) => void): void;
}

export const openNotices = (file: string): Notices => {
  const disk = jsonFile(file, z.array(notice).max(MAX_NOTICES));
  const read = disk.read();
  let current: readonly Notice[] = typeof read === 'string' ? [] : read;
  const listeners: ((notices: readonly Notice[]) => void)[] = [];
  const become = (next: readonly Notice[]): void => {
    disk.write([...next]);
    current = next;
    for (const listener of listeners) listener(current);
  };
  return {
    list: () => current,
    add(added) {
      if (!current.some(({ id }) => id === added.id)) become([...current, added].slice(-MAX_NOTICES));
    },
    dismiss(id) {
      if (current.some((one) => one.id === id)) become(current.filter((one) => one.id !== id));
    },
    clear() {
      current = [];
      for (const listener of listeners) listener(current);
    },
    onChange: (listener) => void listeners.push(listener),
  };
};
