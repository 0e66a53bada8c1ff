import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clip, sealedText } from '../contracts/domain/clip.ts';
import { clipFolder } from '../hq/video/folder.ts';
import { answerTimeStampRequest, grantedToken, type Signer, timeStampRequest } from '../pki/index.ts';

/** What stands in a clip of a test, but for what it is made of. */
const about = {
  ...{ id: 'BWV-26-00001', crimeId: '04/26/06103', takenBy: '2418', camera: 'BW-0412', beganAt: '2026-11-22T03:50:00.000Z' },
  ...{ seconds: 24, type: 'video/webm' as const },
};

/** Stamps a clip as HQ does. */
export const sealClip = async (change: Partial<Clip> & Pick<Clip, 'bytes' | 'root'>, signer: Signer, at: Date): Promise<Clip> => {
  const sealed = { ...about, ...change };
  const request = timeStampRequest(new Uint8Array(createHash('sha256').update(sealedText(sealed)).digest()));
  const token = grantedToken(await answerTimeStampRequest(request, { signer, at }), request);
  return { version: 1, marking: 'OFFICIAL', marks: [], ...sealed, stamp: Buffer.from(token).toString('base64') };
};

/** Puts these bytes into HQ's folder of clips, and gives the clip as HQ publishes it. */
export const makeClip = async (folder: string, data: Uint8Array, signer: Signer, at: Date, change: Partial<Clip> = {}): Promise<Clip> => {
  const path = join(folder, 'camera');
  writeFileSync(path, data);
  const file = await open(path);
  try {
    const { root } = await clipFolder(folder).put(change.id ?? about.id, file, data.byteLength);
    return await sealClip({ ...change, bytes: data.byteLength, root }, signer, at);
  } finally {
    await file.close();
  }
};
