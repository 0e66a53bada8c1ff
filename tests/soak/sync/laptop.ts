import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { endpoints } from '../../../contracts/hq/endpoints.ts';
import type { System } from '../../../contracts/hq/feeds.ts';
import { mendJson } from '../../../contracts/json.ts';
import type { FeedSystemId } from '../../../contracts/systems/ids.ts';
import { callerOver } from '../../../main/device/tunnel/call.ts';
import type { DeviceAnswer, DeviceRequest } from '../../../main/device/tunnel/tunnel.ts';
import { tidyBlobs } from '../../../main/sync/blobs/receive.ts';
import { sendBlob } from '../../../main/sync/blobs/upload.ts';
import type { OutgoingItem } from '../../../main/sync/dispatch.ts';
import { type FeedLine, readLine } from '../../../main/sync/line.ts';
import { createBlobService } from '../../../main/sync/services/blobs.ts';
import { sendCommand } from '../../../main/sync/services/command.ts';
import { readJsonLines } from '../../../main/sync/services/lines.ts';
import type { CommandAnswer } from '../../../main/sync/services.ts';
import { type LocalStore, localStore } from '../../main/support/store.ts';

/** A command that has an answer, which the store does not know yet. */
export interface Answered {
  readonly item: OutgoingItem;
  readonly answer: CommandAnswer;
}

/**
 * One laptop's store, with what its sync has under way. The steps of a sender and of a feed (main/sync/sender.ts, feed.ts) are taken one
 * by one, so that anything may happen between any two of them; one command and one page of a system are under way at a time.
 */
export interface Laptop {
  readonly store: () => LocalStore;
  /** Takes the next command and sends it by `carry`; false when there is none, or one is under way. */
  send(system: FeedSystemId, carry: (request: DeviceRequest) => Promise<DeviceAnswer>): Promise<boolean>;
  /** Writes down the answer that came, if one did. */
  settle(system: FeedSystemId): Promise<Answered | undefined>;
  /** Brings the next attachment to HQ, as far as `carry` lets it; false when there is none. */
  upload(carry: (request: DeviceRequest) => Promise<DeviceAnswer>): Promise<boolean>;
  /** Asks for the next page. */
  fetch(system: System, ask: (cursor: string) => Promise<string>): Promise<void>;
  /** Takes over the page that came, if one did. Tells how it was taken. */
  apply(system: System, at: string): Promise<Applied | undefined>;
  /** A lock and the next sign-in. */
  lock(): Promise<void>;
  /** The program is ended in the midst of whatever it does, and started again. */
  crash(): Promise<void>;
  close(): Promise<void>;
}
export type Applied = { readonly more: boolean; readonly setAside: number } | 'FeedMalformed';

/** `folder`: to be made, and gone when the laptop is closed. */
export const openLaptop = (folder: string): Laptop => {
  let starts = 0;
  const place = () => join(folder, String(starts));
  mkdirSync(place(), { recursive: true });
  let store = localStore(place());
  const answers = new Map<FeedSystemId, Answered>();
  const pages = new Map<System, readonly FeedLine[]>();
  const begun = new Set<string>();

  const once = async (name: string, work: () => Promise<void>): Promise<void> => {
    if (begun.has(name)) return;
    begun.add(name);
    await work();
  };
  const forget = (): void => {
    for (const state of [answers, pages, begun]) state.clear();
  };

  return {
    store: () => store,
    async send(system, carry) {
      if (answers.has(system)) return false;
      await once(`sender ${system}`, () => store.write('outbox.recover', { system }));
      const item = await store.write('outbox.take', { system });
      if (item === undefined) return false;
      const { command, itemId, baseVersion, payload, blobs = [] } = item;
      const request = { command, itemId, baseVersion, payload: mendJson(payload), ...(blobs.length === 0 ? {} : { blobs: [...blobs] }) };
      const answer = await sendCommand(callerOver(carry), system, item.id, request, new AbortController().signal);
      answers.set(system, { item, answer });
      return true;
    },
    async settle(system) {
      const answered = answers.get(system);
      if (answered === undefined) return undefined;
      answers.delete(system);
      await store.write('outbox.settle', { id: answered.item.id, answer: answered.answer });
      return answered;
    },
    async upload(carry) {
      const blob = await store.read('blob.toSend', { after: [] });
      if (blob === undefined) return false;
      try {
        await sendBlob(store, createBlobService(callerOver(carry)), blob, new AbortController().signal);
      } catch (error) {
        if (!(error instanceof Error && error.message.startsWith('blobs '))) throw error;
      }
      return true;
    },
    async fetch(system, ask) {
      if (pages.has(system)) return;
      await once(`feed ${system}`, () => store.write('feed.begin', { system }));
      const lines = await collect(await ask(await store.read('feed.cursor', { system })));
      if (lines !== undefined) pages.set(system, lines);
    },
    async apply(system, at) {
      const lines = pages.get(system);
      if (lines === undefined) return undefined;
      pages.delete(system);
      const taken = await store.write('feed.apply', { system, lines, at });
      return taken.ok ? taken.value : taken.code;
    },
    async lock() {
      await store.close();
      store = localStore(place());
      await tidyBlobs(store, () => new Date());
      forget();
    },
    async crash() {
      const before = store;
      const old = place();
      starts += 1;
      // As the files stand at this moment, with the log that was not taken into the file.
      cpSync(old, place(), { recursive: true });
      store = localStore(place());
      await tidyBlobs(store, () => new Date());
      forget();
      await before.close();
      rmSync(old, { recursive: true, force: true });
    },
    async close() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** A page's lines; undefined when it broke off before its cursor. */
const collect = async (text: string): Promise<readonly FeedLine[] | undefined> => {
  const { answers, maxAnswerBytes } = endpoints.changes;
  const lines: FeedLine[] = [];
  try {
    for await (const read of readJsonLines(Readable.from([Buffer.from(text)]), { ...answers[200], maxTotalBytes: maxAnswerBytes })) {
      const line = read.ok ? readLine(read.value) : undefined;
      if (line === undefined) throw new Error('a line of a feed that cannot be read');
      lines.push(line);
    }
  } catch (error) {
    if (error instanceof Error && error.message === 'Broken') return undefined;
    throw error;
  }
  return lines.at(-1)?.op === 'cursor' ? lines : undefined;
};
