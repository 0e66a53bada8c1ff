import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { flushFolder } from '../../platform/files/flush.ts';
import { destroyStage, removeEmptyFolders } from './destroy.ts';
import { configurationElsewhere } from './plan.ts';
import type { WipePorts } from './ports.ts';
import { WIPE_RECORD, WIPED_NOTE, type WipeRecord, writeNote } from './record.ts';

/**
 * HQ has the proof, or will never take it (`undelivered`): the device key goes, then its certificate, the force's lists, the shell's
 * sealing key and the configuration. The note takes the record's place; the record goes last, so that a power cut at any point before
 * finds the way back here.
 */
export const finishWipe = async (ports: WipePorts, { order, provenAt, startedAt, undelivered, receipt }: WipeRecord): Promise<void> => {
  const keep = (path: string): boolean => path === WIPE_RECORD || path === WIPED_NOTE;
  const onFile = (): void => undefined;
  const left = await destroyStage(ports, 'last', { keep, onFile });
  // The program's own log and what its rooms wrote in farewell.
  const late = (await destroyStage(ports, 'keys', { onFile })) + (await destroyStage(ports, 'stores', { onFile }));
  const more = await destroyStage(ports, 'rest', { onFile });
  writeNote(ports.dataFolder, {
    since: provenAt ?? startedAt,
    returnTo: order.returnTo,
    ...(undelivered && receipt !== undefined ? { receipt } : {}),
  });
  rmSync(join(ports.dataFolder, WIPE_RECORD), { force: true });
  flushFolder(join(ports.dataFolder, 'device'));
  removeEmptyFolders(ports);
  ports.log('wiped', { left: left + late + more, configurationElsewhere: configurationElsewhere(ports) });
};
