import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { DEMO_PIN, demoOfficers } from '../hq/demo/officers.ts';
import { buildIfStale } from './bundle-stamp.ts';
import { type Demonstration, startDemonstration } from './demonstration/demonstration.ts';
import { defaultFolder } from './demonstration/folder.ts';
import { chooseShell } from './demonstration/laptop.ts';
import { tour } from './tour.ts';

/** npm start: the demonstration force, a laptop and its window; or, with --tour DIR, pictures of every pane. */
const { values } = parseArgs({
  options: { data: { type: 'string' }, fresh: { type: 'boolean', default: false }, tour: { type: 'string' } },
});

const hasDisplay = process.platform === 'win32' || process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
const say = (line = ''): void => console.log(line);

const HELP = `  insert 4127   put a warrant card into the reader (in place of one that is there)
  remove        take it out
  hq stop       switch HQ off, as if the signal had gone
  hq start      switch it on again
  help          this
  quit          close everything`;

const main = async (): Promise<void> => {
  await buildIfStale();
  const shell = chooseShell();
  const folder = values.data ?? defaultFolder();
  say(`Shell: ${shell.kind}, because ${shell.why}.`);
  if (!existsSync(join(folder, 'hq', 'seeded'))) say('Making the demonstration force (once; about half a minute).');
  const demonstration = await startDemonstration({ folder, fresh: values.fresh });
  // Whoever ends this program ends all that it started.
  for (const signal of ['SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void demonstration.close().finally(() => process.exit(0)));
  try {
    if (values.tour !== undefined || !hasDisplay) await takeTour(demonstration, values.tour ?? join(folder, 'tour'));
    else await prompt(demonstration, folder);
  } finally {
    await demonstration.close();
  }
};

const takeTour = async (demonstration: Demonstration, folder: string): Promise<void> => {
  if (!hasDisplay) say('There is no display here, so this is the tour: the window is driven unseen and leaves pictures.');
  const pictures = await tour(demonstration, folder);
  say(`${pictures.length} pictures in ${folder}`);
};

const prompt = async (demonstration: Demonstration, folder: string): Promise<void> => {
  say(`Data: ${folder}\n\nWarrant cards:`);
  for (const officer of demoOfficers)
    say(`  ${officer.collarNumber.padEnd(5)} ${officer.rank} ${officer.name}, ${officer.roles.join(', ')}`.replace(/ {3,}/g, '  '));
  say(`The PIN of every card is ${DEMO_PIN}.\n\n${HELP}\n`);
  const client = demonstration.startClient();
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });
  client.process.once('exit', () => lines.close());
  lines.on('SIGINT', () => lines.close());
  lines.prompt();
  for await (const line of lines) {
    const words = line.trim().split(/\s+/);
    if (words[0] === 'quit') break;
    say(await obey(demonstration, words).catch((error: unknown) => (error instanceof Error ? error.message : String(error))));
    lines.prompt();
  }
  lines.close();
};

const obey = async (demonstration: Demonstration, [verb = '', argument = '']: readonly string[]): Promise<string> => {
  switch (`${verb} ${verb === 'hq' ? argument : ''}`.trim()) {
    case 'insert':
      await demonstration.insert(argument);
      return `Card ${argument} is in the reader. PIN ${DEMO_PIN}.`;
    case 'remove':
      await demonstration.remove();
      return 'The reader is empty.';
    case 'hq stop':
      await demonstration.force.stopHq();
      return 'HQ is off.';
    case 'hq start':
      await demonstration.force.startHq();
      return 'HQ is on.';
    case '':
      return '';
    default:
      return HELP;
  }
};

await main();
process.exit(0);
