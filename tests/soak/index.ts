import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { soakCms } from './cms/index.ts';
import { soakMail } from './mail/index.ts';
import { soakMailbox } from './mailbox/index.ts';
import { soakSession } from './session/index.ts';
import { soakSync } from './sync/index.ts';
import { soakWipe } from './wipe/index.ts';

/**
 * npm run soak -- cms [--messages 20000] [--seed N]: mutated CMS and CMC messages through our readers, with OpenSSL's second opinion: no
 * crash, none longer than a second, none wrongly valid. The last line is `N messages, N violations`.
 *
 * npm run soak -- mail [--messages 20000] [--seed N]: mutated messages through the reader of mail: no crash, none longer than a second, main's
 * event loop never held. The last line is `N messages, N violations`.
 *
 * npm run soak -- mail --cuts 1000 [--seed N]: an officer's mail before real Dovecot and Postfix (as root), over links that freeze and break in
 * the midst of everything, with crashes: nothing lost, nothing sent twice, in order, both sides equal at rest. The last line is
 * `N cuts, N violations`.
 *
 * npm run soak -- session [--events 2000] [--seed N]: random events on one laptop with real cards, store and HQ; after each of them the
 * promises are looked at. The last line is `N events, N violations`; a violation is shrunk to the shortest story that shows it.
 *
 * npm run soak -- sync [--steps 10000] [--seed N]: random work, cuts, crashes, clocks and refusals between one officer's laptops and HQ, on
 * the real store and HQ's own code; every acknowledged write at HQ exactly once, in order, with the photographs that it carries, both sides equal at rest. The last line is `N steps, N violations`; a
 * violation is shrunk as above.
 *
 * npm run soak -- wipe [--runs 200] [--seed N]: as many laptops are wiped, the program killed and the connection cut at random moments. The
 * last line is `N runs, N violations`; each violation is told with the seed that shows it again, alone: `--runs 1 --seed THAT`.
 */
const MAX_SEED = 2 ** 31 - 1;
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    cuts: { type: 'string' },
    messages: { type: 'string', default: '20000' },
    events: { type: 'string', default: '2000' },
    runs: { type: 'string', default: '200' },
    steps: { type: 'string', default: '10000' },
    seed: { type: 'string' },
  },
});
const seed = values.seed === undefined ? randomInt(MAX_SEED) : Number(values.seed);
const say = (line: string): void => console.log(line);

const session = async (): Promise<number> => {
  const { events, violations, signIns, writes, shortest } = await soakSession({ events: Number(values.events), seed, say });
  for (const line of shortest) say(`  ${line}`);
  say(`seed ${seed}, ${signIns} sign-ins, ${writes} updates kept`);
  say(`${events} events, ${violations} violations`);
  return violations;
};

const sync = async (): Promise<number> => {
  const { happened, violations, tally, shortest } = await soakSync({ steps: Number(values.steps), seed, say });
  for (const line of shortest) say(`  ${line}`);
  const counts = Object.entries(tally).map(([name, count]) => `${count} ${name}`);
  say(`seed ${seed}, ${counts.join(', ')}`);
  say(`${happened} steps, ${violations} violations`);
  return violations;
};

const wipe = async (): Promise<number> => {
  const { runs, violations, killedAt } = await soakWipe({ runs: Number(values.runs), seed, say });
  const phases = Object.entries(killedAt).map(([phase, count]) => `${count} ${phase}`);
  say(`seed ${seed}, killed: ${phases.join(', ')}`);
  say(`${runs} runs, ${violations} violations`);
  return violations;
};

const mail = async (): Promise<number> => {
  const { happened, violations, slowest, longestTurn, told } = await soakMail({ messages: Number(values.messages), seed, say });
  for (const line of told) say(`  ${line}`);
  say(`seed ${seed}, slowest message ${Math.round(slowest)} ms, main's longest turn ${Math.round(longestTurn)} ms`);
  say(`${happened} messages, ${violations} violations`);
  return violations;
};

const cms = async (): Promise<number> => {
  const { happened, violations, valid, unread, stricter, slowest, told } = await soakCms({ messages: Number(values.messages), seed, say });
  for (const line of told) say(`  ${line}`);
  say(`seed ${seed}, slowest message ${Math.round(slowest)} ms`);
  say(`${valid} still valid, ${unread} of them unreadable to OpenSSL, ${stricter} of a thousandth of the refused taken by it`);
  say(`${happened} messages, ${violations} violations`);
  return violations;
};

const mailbox = async (): Promise<number> => {
  const { cuts, violations, told, letters, crashes } = await soakMailbox({ cuts: Number(values.cuts), seed, say });
  for (const line of told) say(`  ${line}`);
  say(`seed ${seed}, ${letters} letters sent, ${crashes} crashes`);
  say(`${cuts} cuts, ${violations} violations`);
  return violations;
};

const soaks: Readonly<Record<string, () => Promise<number>>> = {
  cms,
  mail: values.cuts === undefined ? mail : mailbox,
  session,
  sync,
  wipe,
};
const soak = soaks[positionals[0] ?? ''];
if (soak === undefined) {
  console.error(`usage: npm run soak -- ${Object.keys(soaks).join(' | ')} [--seed N]`);
  process.exit(2);
}
process.exit((await soak()) === 0 ? 0 : 1);
