import { join } from 'node:path';
import type { UnsentCommand } from '../../../contracts/domain/unsent.ts';
import { commonProblems } from '../../../contracts/hq/problems.ts';
import { assertNever } from '../../../contracts/result.ts';
import { type FeedSystemId, feedSystemIds } from '../../../contracts/systems/ids.ts';
import { problemAnswer } from '../../../hq/http/answer.ts';
import type { DeviceAnswer, DeviceRequest } from '../../../main/device/tunnel/tunnel.ts';
import { hargreaves } from '../../hq/support/force.ts';
import type { Clocks } from './clocks.ts';
import { interfere } from './colleague.ts';
import type { SoakHq } from './hq.ts';
import { openLaptop } from './laptop.ts';
import { createLedger } from './ledger.ts';
import { decide } from './officer.ts';
import { carryOver } from './photographs.ts';
import { isMade, type Place } from './place.ts';
import { brokenAtRest, brokenNow } from './promises.ts';
import { type Fate, LAPTOPS, type SyncStep } from './steps.ts';

/** How much was met, by what the laptops were told. */
export type Tally = Record<'written' | 'discarded' | 'done' | 'refused' | 'conflicts' | 'handedOver' | 'uploads', number>;
export const emptyTally = (): Tally => ({ written: 0, discarded: 0, done: 0, refused: 0, conflicts: 0, handedOver: 0, uploads: 0 });

/** One officer's laptops and HQ, and what the officer was told. */
export interface SyncWorld {
  tally(): Tally;
  /** Takes one step; what is broken after it, in words. */
  happen(step: SyncStep): Promise<readonly string[]>;
  /** Cuts nothing more, lets everything come to rest, and looks. */
  end(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** HQ never has a reason to say these to a laptop that keeps its promises. */
const OUR_FAULT: ReadonlySet<string> = new Set([
  ...['IdempotencyKeyMissing', 'KeyReused', 'CommandUnknown', 'PayloadMalformed', 'ItemNotNumberedYet', 'AlreadyNumbered'],
]);
/** More rounds than any story leaves work for. */
const MOST_ROUNDS = 400;
/** What HQ has done and this officer does not see goes after the second reading. */
const QUIET_ROUNDS = 2;

export const openSyncWorld = async (hq: SoakHq, clocks: Clocks, folder: string): Promise<SyncWorld> => {
  clocks.begin();
  await hq.begin();
  const ledger = createLedger();
  /** Requests that are still on their way when the laptop has given them up. */
  const late: DeviceRequest[] = [];
  const tally = emptyTally();
  let lives = 0;
  const newPlace = (): Place => {
    lives += 1;
    const origin = `laptop ${lives}`;
    return { laptop: openLaptop(join(folder, origin)), origin, drafts: new Map(), bundles: [], made: { crime: [], missing: [] } };
  };
  const places = Array.from({ length: LAPTOPS }, newPlace);
  const at = (): string => clocks.now('laptop').toISOString();
  const placeOf = (on: number): Place => {
    const place = places[on];
    if (place === undefined) throw new RangeError('no such laptop');
    return place;
  };

  const carryBy =
    (fate: Fate) =>
    async (request: DeviceRequest): Promise<DeviceAnswer> => {
      switch (fate) {
        case 'through':
          return hq.handle(request);
        case 'requestLost':
          throw new Error('cut before HQ');
        case 'answerLost':
          await hq.handle(request);
          throw new Error('cut after HQ');
        case 'late':
          late.push(request);
          throw new Error('given up');
        case 'fault': {
          ledger.fault(request.headers?.['idempotency-key'] ?? '');
          const { status, headers = {}, body = '' } = problemAnswer(commonProblems.Internal, 'Internal');
          return { status, headers, body: Buffer.from(String(body)) };
        }
        default:
          return assertNever(fate);
      }
    };

  const settle = async ({ laptop }: Place, system: FeedSystemId): Promise<readonly string[]> => {
    const answered = await laptop.settle(system);
    if (answered === undefined) return [];
    const { item, answer } = answered;
    if (answer.kind === 'done') tally.done += 1;
    if (answer.kind === 'conflict') tally.conflicts += 1;
    if (answer.kind === 'blobsMissing') ledger.fault(item.id);
    if (answer.kind !== 'refused') return [];
    tally.refused += 1;
    const write = ledger.of(item.id);
    if (write !== undefined) write.passed = true;
    return OUR_FAULT.has(answer.problem.code) ? [`HQ refuses ${item.command}: ${answer.problem.code}`] : [];
  };

  const apply = async (place: Place, system: FeedSystemId): Promise<{ readonly more: boolean; readonly broken: readonly string[] }> => {
    const taken = await place.laptop.apply(system, at());
    if (taken === undefined) return { more: false, broken: [] };
    if (taken === 'FeedMalformed') return { more: false, broken: [`a page of ${system} was not taken over`] };
    return { more: taken.more, broken: taken.setAside === 0 ? [] : [`${taken.setAside} records of ${system} were set aside`] };
  };

  const readToEnd = async (place: Place, system: FeedSystemId): Promise<readonly string[]> => {
    for (let page = 0; page < MOST_ROUNDS; page += 1) {
      await place.laptop.fetch(system, (cursor) => hq.page(system, cursor));
      const { more, broken } = await apply(place, system);
      if (broken.length > 0 || !more) return broken;
    }
    return [`the feed of ${system} does not end`];
  };

  /** Lets the loops run dry: everything goes through. */
  const rest = async (on: number): Promise<readonly string[]> => {
    const place = placeOf(on);
    for (const request of late.splice(0)) await hq.handle(request);
    let quiet = 0;
    for (let round = 0; round < MOST_ROUNDS && quiet < QUIET_ROUNDS; round += 1) {
      let sent = false;
      while (await place.laptop.upload(hq.handle)) tally.uploads += 1;
      for (const system of feedSystemIds) {
        sent = (await place.laptop.send(system, hq.handle)) || sent;
        const broken = [...(await settle(place, system)), ...(await readToEnd(place, system))];
        if (broken.length > 0) return broken;
      }
      quiet = sent ? 0 : quiet + 1;
    }
    if (quiet < QUIET_ROUNDS) return ['the outbox does not come to rest'];
    return brokenAtRest({ hq, ledger, place, on });
  };

  const takeIn = ({ laptop }: Place, sealed: readonly UnsentCommand[]): Promise<number> =>
    laptop.store().write('outbox.import', { items: structuredClone(sealed), author: hargreaves });

  /** The laptop is wiped; its sealed work goes on in the other one's outbox. */
  const handOver = async (on: number, again: boolean): Promise<void> => {
    const from = placeOf(on);
    const other = (on + 1) % LAPTOPS;
    const to = placeOf(other);
    const sealed = await from.laptop.store().read('outbox.export', null);
    await carryOver(from.laptop.store(), to.laptop.store());
    await from.laptop.close();
    places[on] = newPlace();
    await takeIn(to, sealed);
    if (again) to.bundles.push(sealed);
    tally.handedOver += sealed.length;
    ledger.move(on, other, new Set(sealed.map(({ id }) => id)));
    for (const { command, itemKind, itemId } of sealed) if (command.endsWith('.create') && isMade(itemKind)) to.made[itemKind].push(itemId);
  };

  const lock = async (place: Place): Promise<void> => {
    await place.laptop.lock();
    for (const bundle of place.bundles.splice(0)) await takeIn(place, bundle);
  };

  const perform = async (step: SyncStep): Promise<readonly string[]> => {
    switch (step.kind) {
      case 'crime':
      case 'missing':
      case 'expense':
      case 'task':
      case 'accept':
      case 'result':
      case 'halfPhotograph':
      case 'line':
      case 'status':
      case 'draft':
      case 'resend':
      case 'mend':
      case 'discard':
        return decide({ ledger, place: placeOf(step.on), at: at() }, step);
      case 'send':
        await placeOf(step.on).laptop.send(step.system, carryBy(step.fate));
        return [];
      case 'upload': {
        let left = step.after;
        const cut = carryBy(step.fate);
        const carry = (request: DeviceRequest) => {
          left -= 1;
          return left >= 0 ? hq.handle(request) : cut(request);
        };
        if (await placeOf(step.on).laptop.upload(carry)) tally.uploads += 1;
        return [];
      }
      case 'settle':
        return settle(placeOf(step.on), step.system);
      case 'fetch':
        await placeOf(step.on).laptop.fetch(step.system, async (cursor) => {
          const text = await hq.page(step.system, cursor);
          return step.cut ? text.slice(0, text.length / 2) : text;
        });
        return [];
      case 'apply':
        return (await apply(placeOf(step.on), step.system)).broken;
      case 'lock':
        await lock(placeOf(step.on));
        return [];
      case 'crash':
        await placeOf(step.on).laptop.crash();
        return [];
      case 'handOver':
        await handOver(step.on, step.again);
        return [];
      case 'laptopClock':
        clocks.jump('laptop', step.days);
        return [];
      case 'hqClock':
        clocks.jump('hq', step.days);
        return [];
      case 'supervisor':
        await hq.setSupervisor(step.stands);
        return [];
      case 'otherOfficer':
        await hq.setOther(step.stands);
        return [];
      case 'colleague':
        await interfere(hq, clocks, step);
        return [];
      case 'deliverLate': {
        const request = late.shift();
        if (request !== undefined) await hq.handle(request);
        return [];
      }
      case 'restored':
        await hq.restored();
        return [];
      case 'forgetLoose':
        await hq.forgetLoose();
        return [];
      case 'restart':
        await hq.restart();
        return [];
      case 'rest':
        return rest(step.on);
      default:
        return assertNever(step);
    }
  };

  return {
    tally: () => ({
      ...tally,
      written: ledger.writes.length,
      discarded: ledger.writes.filter(({ fate }) => fate === 'discarded').length,
    }),
    async happen(step) {
      clocks.tick();
      const broken = await perform(step);
      if (broken.length > 0) return broken;
      return 'on' in step ? brokenNow({ hq, ledger, place: placeOf(step.on), on: step.on }) : [];
    },
    async end() {
      for (const on of places.keys()) {
        const broken = await rest(on);
        if (broken.length > 0) return broken;
      }
      return [];
    },
    async close() {
      for (const { laptop } of places) await laptop.close();
    },
  };
};
