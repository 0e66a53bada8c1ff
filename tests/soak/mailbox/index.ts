import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMailService } from '../../../main/systems/mail/service.ts';
import { testReader } from '../../main/support/reader.ts';
import { startForceMail } from '../../main/systems/mail/support/force-mail.ts';
import { chanceOf } from '../wipe/chance.ts';
import { type DeedPorts, happen } from './deeds.ts';
import { openMailLaptop } from './laptop.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { type Cut, type CuttingLink, startCuttingLink } from './link.ts';
import { atServer, brokenAtRest, differences } from './promises.ts';

export interface MailboxSoak {
  readonly cuts: number;
  readonly violations: number;
  readonly told: readonly string[];
  readonly letters: number;
  readonly crashes: number;
}

const MOST_DEEDS = 4;
/** Everything comes to rest after so many cuts, and is looked at. */
const CUTS_TO_REST = 20;
const CRASHES = 0.08;
const LOCKS = 0.04;
/** A step in which nothing goes over the link is cut while it is idle. */
const PATIENCE_MS = 400;
/** A letter of which the answer was lost is looked for for eight seconds. */
const REST_MS = 30_000;

const cutOf = (chance: () => number): Cut => ({
  pieces: 1 + Math.floor(chance() ** 2 * 40),
  how: (['reset', 'frozen', 'deaf'] as const)[Math.floor(chance() * 3)] ?? 'reset',
  heldMs: 20 + Math.floor(chance() * 200),
  thaws: chance() < 0.3,
  refusingMs: chance() < 0.15 ? Math.floor(chance() * 200) : 0,
});

/**
 * An officer's laptop before real mail servers, over links that are cut `cuts` times in the midst of whatever goes over them, while the officer,
 * their correspondents and another program of theirs work, and the laptop is locked or its program ended. At rest nothing is lost, nothing has gone
 * twice, the letters went in order, and laptop and server are equal. The seed decides what is done; when it meets the servers, the machine does.
 */
export const soakMailbox = async ({
  cuts,
  seed,
  say,
}: {
  readonly cuts: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}): Promise<MailboxSoak> => {
  const chance = chanceOf(seed);
  const folder = mkdtempSync(join(tmpdir(), 'mo-soak-mailbox-'));
  const force = await startForceMail();
  const links = {
    imap: await startCuttingLink(force.mail.ports.imap),
    submission: await startCuttingLink(force.mail.ports.submission),
  };
  const { identity } = await force.shift();
  const own = createMailService({ connect: force.connect, identity });
  const tom = createMailService({ connect: force.connect, identity: (await force.shift({ staffId: 'LC004127' })).identity });
  const reader = testReader();
  const ledger = createLedger();
  const told: string[] = [];
  let violations = 0;
  const onViolation = (what: string): void => {
    violations += 1;
    if (told.length < 40) told.push(what);
    say(`violation: ${what}`);
  };
  const laptop = openMailLaptop({
    ...{ folder, identity, reader, ports: { imap: links.imap.port, submission: links.submission.port } },
    onFault: onViolation,
    onTry: (key) => {
      const letter = ledger.letters.get(key);
      if (letter !== undefined) letter.tries += 1;
    },
    onSubmit: (messageId) => {
      if (!ledger.submitted.includes(messageId)) ledger.submitted.push(messageId);
    },
  });
  const ports: DeedPorts = { chance, ledger, laptop, other: own, mail: force.mail, user: force.officer.staffId.toLowerCase(), onViolation };

  const rest = async (): Promise<void> => {
    const until = Date.now() + REST_MS;
    const look = (): Promise<readonly string[]> => lookOnce().catch((error: unknown) => [`nobody can look: ${String(error)}`]);
    const lookOnce = async (): Promise<readonly string[]> => {
      const left = await differences(laptop.store(), own);
      // What the server took comes to its reader a little later.
      return left.length > 0 ? left.map((difference) => `not at rest: ${difference}`) : brokenAtRest(ledger, laptop.store(), { own, tom });
    };
    let broken = await look();
    while (broken.length > 0 && Date.now() < until) {
      laptop.tryNow();
      await new Promise((resolve) => setTimeout(resolve, 250));
      broken = await look();
    }
    for (const what of broken) onViolation(what);
    for (const { id } of await laptop.store().read('outbox.list', null))
      await laptop.store().write('outbox.discard', { id, withDependents: true, keepText: false, at: new Date().toISOString() });
    begin(ledger, await atServer(own));
  };

  let met = 0;
  let crashes = 0;
  try {
    await rest();
    while (met < cuts) {
      const link: CuttingLink = chance() < 0.65 ? links.imap : links.submission;
      const cutting = link.cut(cutOf(chance), PATIENCE_MS);
      for (let deeds = 1 + Math.floor(chance() * MOST_DEEDS); deeds > 0; deeds -= 1) await happen(ports);
      if (chance() < 0.5) laptop.tryNow();
      const ends = chance();
      if (ends < CRASHES) {
        crashes += 1;
        await laptop.crash();
      } else if (ends < CRASHES + LOCKS) await laptop.lock();
      if (!(await cutting)) continue;
      met += 1;
      if (met % CUTS_TO_REST !== 0 && met !== cuts) continue;
      await rest();
      say(`${met} cuts, ${violations} violations`);
    }
  } finally {
    await laptop.close();
    reader.end();
    await Promise.all([own.close(), tom.close(), links.imap.close(), links.submission.close()]);
    await force.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return { cuts: met, violations, told, letters: ledger.letters.size, crashes };
};

/** From here on everything is expected to stay as it is at the server. */
const begin = (ledger: Ledger, server: Awaited<ReturnType<typeof atServer>>): void => {
  for (const known of [...ledger.messages.values()]) {
    const there = server.find(({ messageId }) => messageId === known.messageId);
    if (there === undefined) ledger.messages.delete(known.messageId);
    else Object.assign(known, { folder: there.folder, seen: there.seen, flagged: there.flagged, touchedBy: 'nobody', erased: false });
  }
};
