import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DEMO_PIN } from '../../../hq/demo/officers.ts';
import { LockedError } from '../../../main/platform/ipc/locked.ts';
import { createDraftHandlers } from '../../../main/sync/drafts/handlers.ts';
import { createCommandHandlers } from '../../../main/systems/commands/handlers.ts';
import type { StoreContext } from '../../../main/systems/with-open-store.ts';
import { updateDraft } from '../../main/support/drafts.ts';
import { READERS, type SoakEvent } from './events.ts';
import { people, type SoakForce } from './force.ts';
import { openSoakLaptop } from './laptop.ts';
import { createPromises, type Promises } from './promises.ts';

/** One story's laptop, and what must be true of it. */
export interface World {
  /** Does it and, unless hurried, waits for what it leads to. Gives what is then broken. */
  happen(event: SoakEvent): Promise<readonly string[]>;
  /** Everybody signs in once more with HQ in reach: what was acknowledged has to be there. */
  end(): Promise<readonly string[]>;
  /** What happened in it: a soak in which nobody signs in proves nothing. */
  readonly tally: { readonly signIns: number; readonly writes: number };
  close(): Promise<void>;
}

/** Longer than any sign-in on a slow machine; a session that is still on its way then hangs. */
const SETTLED_MS = 30_000;
/** A card that goes is noticed within 300 ms on a machine that does nothing else. */
const LOCKED_MS = 5_000;
/** From a first sign-in to the first feed. */
const FED_MS = 20_000;
const LOOK_MS = 15;
/** pcscd asks its readers every 400 ms: a plug out for less is not noticed by anybody. */
const UNPLUGGED_MS = 600;
const WRONG_PIN = '135790';
const bytes = (digits: string): Uint8Array => new TextEncoder().encode(digits);

/** Whole lines: the journal's last one may be on its way. */
const linesOf = (file: string): readonly string[] => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : []);

export const openWorld = async (force: SoakForce): Promise<World> => {
  force.link.set({ mode: 'up' });
  const laptop = await openSoakLaptop(force);
  const { session } = laptop;
  /** The card in each reader, as the world knows it. */
  const inside: (number | undefined)[] = Array.from({ length: READERS }, () => undefined);
  const pendingWrites = new Set<Promise<void>>();
  const story = randomUUID();
  let written = 0;
  let signIns = 0;
  let writes = 0;
  const room: StoreContext = {
    store: () => session.work?.store,
    officer: () => session.work?.officer,
    journal: async (note) => void (await session.work?.store.write('journal.append', { ...note, at: new Date().toISOString() })),
  };
  const commands = createCommandHandlers(room);
  const drafts = createDraftHandlers({ ...room, mayTravel: () => false });
  const promises: Promises = createPromises(
    session,
    () => inside.flatMap((card) => (card === undefined ? [] : [people[card]?.officer.staffId])),
    () => linesOf(join(laptop.folder, 'journal', 'device.jsonl')),
  );
  session.onChange(({ kind }) => {
    if (kind === 'open') signIns += 1;
  });
  const take = async (reader: number): Promise<void> => {
    if (inside[reader] === undefined) return;
    inside[reader] = undefined;
    await force.readers.remove(reader);
  };
  const put = async (card: number, reader: number): Promise<void> => {
    // There is one card of each officer: it leaves the reader in which it was.
    for (const [other, there] of inside.entries()) if (there === card || other === reader) await take(other);
    const folder = laptop.cards[card];
    if (folder === undefined) throw new RangeError('no such card');
    inside[reader] = card;
    await force.readers.insert(folder, reader);
  };
  /** Right after a first sign-in the log is still on its way. */
  const addUpdate = async (incidentId: string, text: string) => {
    const until = Date.now() + FED_MS;
    for (;;) {
      const answer = await commands.give({
        ...{ system: 'storm', command: 'incident.addLine', payload: { incidentId, text } },
        draftKey: updateDraft(incidentId, text).key,
      });
      if (answer.ok || Date.now() > until || laptop.laptop.tunnel.status.link === 'offline') return answer;
      await pause(LOOK_MS);
    }
  };
  const write = async (): Promise<void> => {
    const officer = session.work?.officer;
    const log = people.find((person) => person.officer.staffId === officer?.staffId)?.log;
    if (officer === undefined || log === undefined) return;
    written += 1;
    // HQ outlives the story: what it has of an earlier one must not be taken for this one's.
    const text = `${officer.staffId} wrote this, ${story} number ${written}`;
    try {
      await drafts.save(updateDraft(log, text));
      const answer = await addUpdate(log, text);
      if (!answer.ok) return;
      writes += 1;
      promises.acknowledged(officer.staffId, text);
    } catch (error) {
      if (!(error instanceof LockedError)) throw error;
    }
  };
  const act = async (event: SoakEvent): Promise<void> => {
    switch (event.kind) {
      case 'insert':
        return put(event.card, event.reader);
      case 'signIn':
        await put(event.card, event.reader);
        await settle();
        return void session.signIn(bytes(DEMO_PIN));
      case 'swap':
        await take(event.reader);
        return put(event.card, event.reader);
      case 'remove':
        return take(event.reader);
      case 'unplug':
        // The card stays in the reader, and is another presence once the reader is back.
        await force.readers.unplug(event.reader);
        await pause(UNPLUGGED_MS);
        return force.readers.plug(event.reader);
      case 'rightPin':
        return void session.signIn(bytes(DEMO_PIN));
      case 'wrongPin':
        return void session.signIn(bytes(WRONG_PIN));
      case 'lock':
        return session.lock('command');
      case 'suspend':
        return session.lock('suspend');
      case 'crash': {
        const { pid } = laptop.helpers.at(-1) ?? {};
        if (pid !== undefined) process.kill(pid, 'SIGKILL');
        return;
      }
      case 'hqDown':
        force.link.set({ mode: 'refusing' });
        return force.link.reset();
      case 'hqUp':
        force.link.set({ mode: 'up' });
        return laptop.laptop.tunnel.tryNow();
      case 'write': {
        const done = write().finally(() => pendingWrites.delete(done));
        pendingWrites.add(done);
      }
    }
  };
  const settled = (): boolean => {
    const { kind } = session.state;
    const seen = laptop.laptop.card.cards.length;
    return seen === inside.filter((card) => card !== undefined).length && !['starting', 'cardSeen', 'unlocking', 'fault'].includes(kind);
  };
  const openWithoutCard = (): boolean => {
    const staffId = session.work?.officer.staffId;
    return staffId !== undefined && !inside.some((card) => card !== undefined && people[card]?.officer.staffId === staffId);
  };
  const settle = async (): Promise<readonly string[]> => {
    await Promise.all(pendingWrites);
    const begun = Date.now();
    while (!settled() || openWithoutCard()) {
      // How soon a lock comes is the bench's to judge; that it comes at all is judged here.
      if (settled() && Date.now() > begun + LOCKED_MS) return [`the work of ${session.work?.officer.staffId} stays open without the card`];
      if (Date.now() > begun + SETTLED_MS)
        return [`never came to rest: ${session.state.kind}, ${laptop.laptop.card.cards.length} cards seen`];
      await pause(LOOK_MS);
    }
    return [];
  };
  const look = async (): Promise<readonly string[]> => [...(await settle()), ...(await promises.broken())];

  const signInOnce = async (person: number): Promise<readonly string[]> => {
    for (const reader of inside.keys()) await take(reader);
    await settle();
    await put(person, 0);
    const before = await settle();
    // Three wrong PINs in a row have blocked it: nothing opens with it, and nothing of it can be asked.
    if (before.length > 0 || session.state.kind === 'blocked') return before;
    const signedIn = await session.signIn(bytes(DEMO_PIN));
    if (!signedIn.ok) return [`the right PIN was refused at the end: ${signedIn.code}`];
    const broken = await look();
    return [...broken, ...(await promises.delivered(force.hq.hq.database, people[person]?.officer.staffId ?? ''))];
  };

  return {
    get tally() {
      return { signIns, writes };
    },
    async happen(event) {
      await act(event);
      return event.hurried ? [] : look();
    },
    async end() {
      force.link.set({ mode: 'up' });
      laptop.laptop.tunnel.tryNow();
      const broken = [...(await look())];
      for (const person of people.keys()) {
        if (promises.wrote(people[person]?.officer.staffId ?? '')) broken.push(...(await signInOnce(person)));
      }
      return broken;
    },
    async close() {
      for (const reader of inside.keys()) await take(reader);
      await laptop.close();
    },
  };
};
