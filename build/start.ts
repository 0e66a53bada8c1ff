import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { deviceName } from '../contracts/domain/device.ts';
import { ConfigError } from '../hq/config.ts';
import { DEMO_ICT_LAPTOP, DEMO_LAPTOP, DEMO_PIN, demoOfficers } from '../hq/demo/officers.ts';
import { demoGrade } from '../hq/demo/storm/scenario.ts';
import { buildIfStale } from './bundle-stamp.ts';
import { type Demonstration, startDemonstration } from './demonstration/demonstration.ts';
import { defaultFolder } from './demonstration/folder.ts';
import type { DemoLaptop } from './demonstration/laptop.ts';
import { askForShell, chooseShell, endInWords, hasDisplay } from './shell/choose.ts';
import { tour } from './tour.ts';

/**
 * npm start [-- --shell electron|chromium]: the demonstration force, a laptop and its window; or, with --tour DIR, pictures of every
 * pane.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    fresh: { type: 'boolean', default: false },
    tour: { type: 'string' },
    shell: { type: 'string' },
  },
});

const takesTour = values.tour !== undefined || !hasDisplay(process.platform, process.env);
const say = (line = ''): void => console.log(line);

const HELP = `  insert 4127            put a warrant card into the car's laptop (in place of one that is there)
  remove                 take it out
  open LAP-0001          another laptop in a window of its own: LAP-0001 is ICT's; a fresh one asks for its one-time code
  insert 6021 LAP-0001   put a card into that one
  remove LAP-0001        take it out
  setup LAP-0417         write a wiped laptop's configuration anew, as ICT does
  renew 2418             the officer is given a new card, with new keys
  job 1                  control gives the unit of the card in the car a job of that grade, 1 to 4 (job 1 4127: to another's)
  roster                 the roster desk makes a night of the next early or late of the card in the car (roster 4127: of another's)
  hq stop                switch HQ off, as if the signal had gone
  hq start               switch it on again
  help                   this
  quit                   close everything`;

const main = async (): Promise<void> => {
  askForShell(values.shell, { person: !takesTour });
  const shell = chooseShell({ unseen: takesTour });
  await buildIfStale();
  const folder = values.data ?? defaultFolder();
  say(`Shell: ${shell.kind}, because ${shell.why}.`);
  if (!existsSync(join(folder, 'hq', 'seeded'))) say('Making the demonstration force (once; about half a minute).');
  const demonstration = await startDemonstration({ folder, fresh: values.fresh });
  // Whoever ends this program ends all that it started.
  for (const signal of ['SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void demonstration.close().finally(() => process.exit(0)));
  try {
    if (takesTour) await takeTour(demonstration, values.tour ?? join(folder, 'tour'));
    else await prompt(demonstration, folder);
  } finally {
    await demonstration.close();
  }
};

const takeTour = async (demonstration: Demonstration, folder: string): Promise<void> => {
  if (values.tour === undefined) say('There is no display here, so this is the tour: the window is driven unseen and leaves pictures.');
  const pictures = await tour(demonstration, folder);
  say(`${pictures.length} pictures in ${folder}`);
};

const prompt = async (demonstration: Demonstration, folder: string): Promise<void> => {
  say(`Data: ${folder}\n\nWarrant cards:`);
  for (const officer of demoOfficers)
    say(`  ${officer.collarNumber.padEnd(5)} ${officer.rank} ${officer.name}, ${officer.roles.join(', ')}`.replace(/ {3,}/g, '  '));
  say(`The PIN of every card is ${DEMO_PIN}.\n\n${HELP}\n`);
  const laptops: Laptops = new Map([[demonstration.name, demonstration]]);
  const client = demonstration.startClient();
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });
  client.process.once('exit', () => lines.close());
  lines.on('SIGINT', () => lines.close());
  lines.prompt();
  for await (const line of lines) {
    const words = line.trim().split(/\s+/);
    if (words[0] === 'quit') break;
    say(await obey(demonstration, laptops, words).catch((error: unknown) => (error instanceof Error ? error.message : String(error))));
    lines.prompt();
  }
  lines.close();
};

/** The laptops that have a window, by name. */
type Laptops = Map<string, DemoLaptop>;

const laptopOf = (laptops: Laptops, name: string): DemoLaptop => {
  const laptop = laptops.get(name);
  if (laptop === undefined) throw new RangeError(`${name} is not open. Type: open ${name}`);
  return laptop;
};

const open = async (demonstration: Demonstration, laptops: Laptops, name: string): Promise<string> => {
  if (!deviceName.safeParse(name).success) return 'A laptop’s name looks like LAP-0001.';
  if (laptops.has(name)) return `${name} is open already.`;
  const ofIct = name === DEMO_ICT_LAPTOP;
  const laptop = await demonstration.addLaptop(name, ofIct ? { pool: 'ICT, Hutton' } : { fresh: true });
  laptops.set(name, laptop);
  laptop.startClient();
  return ofIct ? `${name} is ICT’s. Type: insert 6021 ${name}` : `${name} is open.`;
};

/** Whose card was put last into the laptop of the car. */
let cardInCar: string | undefined;

const obey = async (demonstration: Demonstration, laptops: Laptops, words: readonly string[]): Promise<string> => {
  const [verb = '', first = '', second = DEMO_LAPTOP] = words;
  switch (`${verb} ${verb === 'hq' ? first : ''}`.trim()) {
    case 'insert':
      await laptopOf(laptops, second).insert(first);
      if (second === DEMO_LAPTOP) cardInCar = first;
      return `Card ${first} is in the reader of ${second}. PIN ${DEMO_PIN}.`;
    case 'remove':
      await laptopOf(laptops, first || DEMO_LAPTOP).remove();
      return 'The reader is empty.';
    case 'open':
      return open(demonstration, laptops, first);
    case 'setup':
      laptopOf(laptops, first || DEMO_LAPTOP).setUp();
      return `${first || DEMO_LAPTOP} has its configuration again. It asks for a one-time code.`;
    case 'job': {
      const wanted = demoGrade.safeParse(Number(first));
      if (!wanted.success) return 'A grade is 1 to 4. Type: job 1';
      const collarNumber = words[2] ?? cardInCar;
      if (collarNumber === undefined) return 'Put a card in first, or name an officer: job 1 4127';
      const { id, callSign } = await demonstration.force.giveJob(wanted.data, collarNumber);
      return `Log ${id}, grade ${wanted.data}, is given to ${callSign}.`;
    }
    case 'roster': {
      const collarNumber = first || cardInCar;
      if (collarNumber === undefined) return 'Put a card in first, or name an officer: roster 4127';
      return `${await demonstration.force.changeRoster(collarNumber)} is a night by now on the roster of ${collarNumber}.`;
    }
    case 'renew':
      await demonstration.renewCard(first);
      return `${first} has a new card. Take the old one out first, then: insert ${first}`;
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

await main().catch((error: unknown) => {
  if (!(error instanceof ConfigError)) return endInWords(error);
  say(error.message);
  process.exit(1);
});
process.exit(0);
