import { fileURLToPath } from 'node:url';
import { readSigner } from '../authority/files.ts';
import type { HqConfig } from '../config.ts';
import type { Database } from '../database/database.ts';
import type { SeedItem } from '../systems/seed.ts';
import { registerClip } from '../video/register.ts';

/** Test cards (hq/demo/data/README.md): each clip has one of its own, since a laptop keeps what it played by what it is. */
const CLIPS = [
  { takenBy: '2418', camera: 'BW-0412', file: 'data/test-card.webm' },
  { takenBy: '4127', camera: 'BW-0387', file: 'data/test-card-2.webm' },
];

/** Two clips of the demonstration's newest burglary: of the officer in the case, and of another. Nothing where HQ keeps none. */
export const addDemoClips = async (database: Database, config: HqConfig, items: readonly SeedItem[]): Promise<void> => {
  const { videoFolder: folder, pki } = config;
  const crime = items.find(({ kind, body }) => kind === 'crime' && body['officerInCase'] === '2418' && body['type'] === 'Burglary');
  if (folder === undefined || pki.timeStamp === undefined || crime === undefined) return;
  const parts = { database, folder, timeStamp: readSigner('pki.timeStamp', pki.timeStamp) };
  const began = Date.parse(String(crime.body['reportedAt']));
  for (const [index, { file, ...of }] of CLIPS.entries()) {
    const beganAt = new Date(began + (index + 1) * 6 * 60_000).toISOString();
    const clip = await registerClip(parts, fileURLToPath(new URL(file, import.meta.url)), { crimeId: crime.id, ...of, beganAt });
    if (!clip.ok) throw new Error(`demonstration clip: ${clip.code}`);
  }
};
