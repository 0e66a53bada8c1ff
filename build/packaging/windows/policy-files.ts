import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { adml, admx, TEMPLATE } from './admx.ts';
import { appLocker } from './applocker.ts';
import { settings } from './settings.ts';

/** Writes what ICT needs beside the packages: the group policy template, what makes client.json of it, AppLocker's rules. Answers the files. */
export const writePolicyFiles = (folder: string): readonly string[] => {
  const found = settings();
  const written = { [`${TEMPLATE}.admx`]: admx(found), [`en-US/${TEMPLATE}.adml`]: adml(found), 'AppLocker.xml': appLocker() };
  for (const [name, text] of Object.entries(written)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const script = 'Write-Configuration.ps1';
  copyFileSync(join(import.meta.dirname, script), join(folder, script));
  return [...Object.keys(written), script].map((name) => join(folder, name));
};
