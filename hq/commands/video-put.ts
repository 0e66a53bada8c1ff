import { clip } from '../../contracts/domain/clip.ts';
import { readSigner } from '../authority/files.ts';
import { defineCommand } from '../command-line/command.ts';
import { configOf, demandFile } from '../command-line/file.ts';
import { ConfigError } from '../config.ts';
import { writingDatabase } from '../database/open.ts';
import { registerClip } from '../video/register.ts';

/** Prints the clip's number. */
export const videoPut = defineCommand({
  name: 'video put',
  summary: 'takes a file from a camera in as body-worn video of a crime, and prints its number',
  positionals: { config: 'CONFIG.json', file: 'FILE.mp4' },
  required: { crime: '04/26/06103', officer: '2418', camera: 'BW-0412', began: '2026-11-22T03:50:12.000Z' },
  run: async ({ config, file, ...said }) => {
    const { videoFolder: folder, pki, database: location } = configOf(config);
    if (folder === undefined) throw new ConfigError('videoFolder: HQ has no clips');
    if (pki.timeStamp === undefined) throw new ConfigError('pki.timeStamp: nothing seals a clip');
    const timeStamp = readSigner('pki.timeStamp', pki.timeStamp);
    const about = clip
      .pick({ crimeId: true, takenBy: true, camera: true, beganAt: true })
      .safeParse({ crimeId: said.crime, takenBy: said.officer, camera: said.camera, beganAt: said.began });
    if (!about.success) throw new ConfigError(`not of its form: ${about.error.issues.map(({ path }) => path.join('.')).join(', ')}`);
    demandFile(file);
    await writingDatabase(location, async (database) => {
      const registered = await registerClip({ database, folder, timeStamp }, file, about.data);
      if (!registered.ok) throw new ConfigError(`${file}: ${registered.code}`);
      process.stdout.write(`${registered.value}\n`);
    });
  },
});
