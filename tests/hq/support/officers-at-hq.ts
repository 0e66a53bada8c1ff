import { randomUUID } from 'node:crypto';
import type { ClientHttp2Session } from 'node:http2';
import { afterAll, beforeAll } from 'vitest';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { System } from '../../../contracts/hq/feeds.ts';
import { publish } from '../../../hq/systems/publish.ts';
import type { SeedItem } from '../../../hq/systems/seed.ts';
import { ask, type Reply, systems, tunnel } from './client.ts';
import { officers } from './force.ts';
import type { ForceOptions, RunningForce } from './running.ts';
import { beginShift } from './shift.ts';

interface Sent {
  readonly itemId?: unknown;
  readonly baseVersion?: number;
  readonly key?: string;
  readonly system?: System;
}

/** HQ with these items and the force's officers on shift there, for the tests around it. */
export const officersAtHq = (start: (options: ForceOptions) => Promise<RunningForce>, items: readonly SeedItem[]) => {
  let force: RunningForce;
  let line: ClientHttp2Session;
  const shifts = new Map<string, ClientHttp2Session>();
  beforeAll(async () => {
    force = await start({ items });
    line = await tunnel(force);
    for (const officer of officers)
      shifts.set(officer.staffId, await systems(force, await beginShift(force, line, await force.pki.card(officer))));
  });
  afterAll(async () => {
    for (const session of [line, ...shifts.values()]) session?.destroy();
    await force?.stop();
  });

  const now = (): string => new Date().toISOString();
  const as = (officer: Officer): ClientHttp2Session => {
    const session = shifts.get(officer.staffId);
    if (session === undefined) throw new Error('no shift');
    return session;
  };
  const post = (officer: Officer, path: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Reply> =>
    ask(as(officer), 'POST', path, JSON.stringify(body), headers);
  return {
    force: () => force,
    /** The officer's way to HQ's systems. */
    as,
    query: () => force.hq.database.query,
    ask: post,
    /** An item as HQ has it. */
    bodyOf: async <Body>(kind: string, id: string): Promise<Body> => {
      const found = force.hq.database.query.selectFrom('item').select('body').where('kind', '=', kind).where('id', '=', id);
      return (await found.executeTakeFirstOrThrow()).body as Body;
    },
    /** Gives a command: of the log that its payload names, unless it says otherwise. */
    send: (
      officer: Officer,
      command: string,
      payload: Readonly<Record<string, unknown>>,
      { itemId = payload.incidentId, baseVersion = 0, key = randomUUID(), system = 'storm' }: Sent = {},
    ): Promise<Reply> =>
      post(
        officer,
        `/v1/${system}/commands`,
        { command, itemId, baseVersion, payload: { at: now(), ...payload } },
        { 'idempotency-key': key },
      ),
    /** Calls for help. `body`: what is said otherwise. */
    callForHelp: (officer: Officer, body: Readonly<Record<string, unknown>> = {}): Promise<Reply> =>
      post(officer, '/v1/storm/emergency', { id: randomUUID(), callSign: officer.callSign, at: now(), ...body }),
    /** Control's own hand, on an item of Storm. */
    control: (kind: string, id: string, body: object, area?: string): Promise<unknown> =>
      force.hq.database.query
        .transaction()
        .execute((transaction) =>
          publish(transaction, 'storm', [{ kind, id, body: { ...body }, ...(area === undefined ? {} : { area }) }]),
        ),
  };
};
