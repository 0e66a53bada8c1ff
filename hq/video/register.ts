import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { type Clip, sealedText } from '../../contracts/domain/clip.ts';
import { MAX_CLIP_BYTES } from '../../contracts/domain/clip-parts.ts';
import { crime } from '../../contracts/domain/crime.ts';
import { calendarDay } from '../../contracts/domain/force-calendar.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';
import { answerTimeStampRequest, grantedToken, type Signer, timeStampRequest } from '../../pki/index.ts';
import { appendAudit } from '../database/audit.ts';
import type { Database } from '../database/database.ts';
import { beginWriting } from '../database/items.ts';
import { allotSerial, serialNumber } from '../database/serials.ts';
import { findVisible } from '../systems/find.ts';
import { publish } from '../systems/publish.ts';
import { clipFolder } from './folder.ts';
import { type ClipFault, readPlayable } from './playable.ts';

export interface RegisterParts {
  readonly database: Database;
  readonly folder: string;
  /** The force's time-stamp authority. */
  readonly timeStamp: Signer;
}
export type RegisterFault = ClipFault | 'CrimeUnknown' | 'TooLarge' | 'NumbersUsedUp';

const MOST_A_YEAR = 99_999;

/**
 * Takes a file from a camera in as a clip of a crime: copies it, builds its hash tree, has the root and whose it is stamped, and publishes it to
 * whoever sees the crime. Rejects where the file cannot be read.
 */
export const registerClip = async (
  { database, folder, timeStamp }: RegisterParts,
  file: string,
  about: Pick<Clip, 'crimeId' | 'takenBy' | 'camera' | 'beganAt'>,
  at = new Date(),
): Promise<Result<Clip['id'], RegisterFault>> => {
  const source = await open(file);
  const clips = clipFolder(folder);
  let placed: string | undefined;
  try {
    const { size: bytes } = await source.stat();
    if (bytes > MAX_CLIP_BYTES) return fail('TooLarge');
    const found = await readPlayable(source, bytes);
    if (!found.ok) return found;
    const registered = await database.query.transaction().execute(async (transaction) => {
      await beginWriting(transaction, 'video');
      const of = await findVisible(transaction, { system: 'crime', kind: 'crime', id: about.crimeId }, crime, undefined);
      if (of === undefined) return fail('CrimeUnknown');
      const series = { system: 'video', kind: 'clip', prefix: `BWV-${calendarDay(at).slice(2, 4)}-` } as const;
      const serial = await allotSerial(transaction, series, 5);
      if (serial > MOST_A_YEAR) return fail('NumbersUsedUp');
      const id = serialNumber(series, serial, 5);
      placed = id;
      const { root } = await clips.put(id, source, bytes);
      const { incidentId, marking } = of.body;
      const sealed = { id, ...about, ...(incidentId === undefined ? {} : { incidentId }), ...found.value, bytes, root };
      const stamp = Buffer.from(await stampOf(sealedText(sealed), timeStamp, at)).toString('base64');
      await publish(transaction, 'video', [{ kind: 'clip', id, body: { ...sealed, marking, stamp, marks: [] } }]);
      await appendAudit(transaction, { actor: 'ict', action: 'clipRegistered', subject: id, detail: root }, at);
      return ok(id);
    });
    if (registered.ok) placed = undefined;
    return registered;
  } finally {
    await source.close();
    if (placed !== undefined) await clips.remove(placed);
  }
};

const stampOf = async (text: string, signer: Signer, at: Date): Promise<Uint8Array> => {
  const request = timeStampRequest(new Uint8Array(createHash('sha256').update(text).digest()));
  return grantedToken(await answerTimeStampRequest(request, { signer, at }), request);
};
