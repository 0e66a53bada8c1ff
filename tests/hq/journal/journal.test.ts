import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { ClientHttp2Session } from 'node:http2';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JournalAction, JournalEntry } from '../../../contracts/domain/journal.ts';
import { journalHead } from '../../../contracts/hq/orders.ts';
import { journalLines } from '../../../hq/journal/export.ts';
import { type ChainHead, chainEntry, EMPTY_CHAIN, verifyJournal } from '../../../pki/index.ts';
import { ask, codeOf, type Reply, tunnel } from '../support/client.ts';
import { enrolAt } from '../support/enrol.ts';
import { clarke, rahman } from '../support/force.ts';
import { addLaptop } from '../support/ict.ts';
import { lendTo, tagOf } from '../support/leases.ts';
import { type RunningForce, startForce } from '../support/running.ts';

let force: RunningForce;
beforeAll(async () => {
  force = await startForce();
});
afterAll(() => force?.stop());

const tagKey = randomBytes(32);
const open: ClientHttp2Session[] = [];
afterAll(() => {
  for (const session of open) session.destroy();
});

/** A laptop of its own for each test. */
const laptop = async (name: string): Promise<ClientHttp2Session> => {
  const session = await tunnel(force, { identity: await addLaptop(force, name) });
  open.push(session);
  return session;
};

const write = (head: ChainHead, count: number, subject = 'card', action: JournalAction = 'cardSeen'): JournalEntry[] => {
  const entries: JournalEntry[] = [];
  for (let made = 0; made < count; made += 1) {
    const before = entries.at(-1) ?? head;
    entries.push(chainEntry(before, { at: '2026-11-20T09:00:00.000Z', action, subject, detail: `${made}` }));
  }
  return entries;
};
const upload = (session: ClientHttp2Session, entries: readonly unknown[]): Promise<Reply> =>
  ask(session, 'POST', '/v1/device/journal', JSON.stringify({ tagKey: tagKey.toString('base64'), entries }));
const headOf = (reply: Reply) => journalHead.parse(JSON.parse(reply.body.toString()));
const endOf = (entries: readonly JournalEntry[]): ChainHead => {
  const { seq, hash } = entries.at(-1) ?? EMPTY_CHAIN;
  return { seq, hash };
};
const asked = async (session: ClientHttp2Session) => headOf(await ask(session, 'GET', '/v1/device/journal'));
const breaksOf = async (device: string): Promise<string[]> => {
  const rows = await force.hq.database.query
    .selectFrom('audit')
    .select('detail')
    .where('subject', '=', device)
    .where('action', '=', 'journalBroken')
    .orderBy('seq')
    .execute();
  return rows.map(({ detail }) => detail);
};
const kept = (device: string) =>
  force.hq.database.query.selectFrom('device_journal').selectAll().where('device', '=', device).orderBy('chain').orderBy('seq').execute();
const exported = async (device: string, chain?: number): Promise<string[]> => {
  const lines: string[] = [];
  for await (const line of journalLines(force.hq.database.query, device, chain)) lines.push(line);
  return lines;
};

describe('the journal of a laptop', () => {
  it('is kept entry by entry, and found whole when it is given out', async () => {
    const session = await laptop('LAP-0501');
    expect(await asked(session)).toEqual(EMPTY_CHAIN);
    const first = write(EMPTY_CHAIN, 500);
    expect([(await upload(session, first)).status, await asked(session)]).toEqual([200, endOf(first)]);
    const second = write(endOf(first), 3);
    expect(headOf(await upload(session, second))).toEqual(endOf(second));
    const lines = await exported('LAP-0501');
    const entries = lines.map((line) => JSON.parse(line));
    expect(entries).toEqual([...first, ...second]);
    expect(verifyJournal(entries)).toEqual({ ok: true, head: endOf(second) });
  });

  it('says whose a tag is, of those who had a lease there, and of nobody else', async () => {
    const session = await laptop('LAP-0502');
    await lendTo(force, rahman, 'LAP-0502');
    const own = write(EMPTY_CHAIN, 1, tagOf(tagKey, rahman), 'signIn');
    const stranger = write(endOf(own), 1, tagOf(tagKey, clarke), 'signInFailed');
    const order = write(endOf(stranger), 1, '2f1b6a52-7a0e-4b8e-9d3c-2b1b7d9d1c11', 'order');
    expect((await upload(session, [...own, ...stranger, ...order])).status).toBe(200);
    expect((await kept('LAP-0502')).map(({ staff_id }) => staff_id)).toEqual([rahman.staffId, null, null]);
  });

  it('takes the same entries again from a laptop that lost the answer, and keeps them once', async () => {
    const session = await laptop('LAP-0503');
    const first = write(EMPTY_CHAIN, 4);
    await upload(session, first);
    const more = [...first, ...write(endOf(first), 2)];
    expect((await upload(session, first)).status).toBe(200);
    expect(headOf(await upload(session, more))).toEqual(endOf(more));
    expect((await kept('LAP-0503')).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await breaksOf('LAP-0503')).toEqual([]);
  });

  it('is refused with HQ’s head where the chain does not hold, written down once, and nothing of it kept', async () => {
    const session = await laptop('LAP-0504');
    const first = write(EMPTY_CHAIN, 3);
    await upload(session, first);
    const [fourth, fifth] = write(endOf(first), 2);
    const changed = { ...fourth, detail: 'nothing happened' };
    const rewritten = write(EMPTY_CHAIN, 4, 'another');
    const broken: readonly (readonly [string, readonly unknown[]])[] = [
      ['Sequence 4', [fifth]],
      ['Hash 4', [changed]],
      ['Link 4', write({ seq: 3, hash: '1'.repeat(64) }, 1)],
      ['Rewritten 1', rewritten],
      ['Hash 2', [first[0], { ...first[1], subject: 'somebody' }]],
    ];
    for (const [, entries] of broken) {
      for (const _ of [1, 2]) {
        const reply = await upload(session, entries);
        expect([reply.status, headOf(reply)]).toEqual([409, endOf(first)]);
      }
    }
    expect(await breaksOf('LAP-0504')).toEqual(broken.map(([fault]) => fault));
    expect(await kept('LAP-0504')).toHaveLength(3);
    expect((await upload(session, [fourth, fifth])).status).toBe(200);
  });

  it('is noted as broken when the laptop itself says so', async () => {
    const session = await laptop('LAP-0505');
    await upload(session, write(EMPTY_CHAIN, 1, 'journal', 'journalBroken'));
    expect(await breaksOf('LAP-0505')).toEqual(['Told 1']);
  });

  it('begins anew with another enrolment; what HQ had stays', async () => {
    const code = async () => force.hq.makeEnrolmentCode('LAP-0506');
    const enrolled = async () => {
      const { laptop: identity } = await enrolAt(force, 'LAP-0506', await code(), '127.0.5.1');
      const session = await tunnel(force, identity && { identity });
      open.push(session);
      return session;
    };
    const former = write(EMPTY_CHAIN, 2, 'former');
    await upload(await enrolled(), former);
    const session = await enrolled();
    expect(await asked(session)).toEqual(EMPTY_CHAIN);
    const later = write(EMPTY_CHAIN, 1, 'later');
    expect((await upload(session, later)).status).toBe(200);
    expect((await kept('LAP-0506')).map(({ chain, subject }) => [chain, subject])).toEqual([
      [1, 'former'],
      [1, 'former'],
      [2, 'later'],
    ]);
    const lines = await exported('LAP-0506', 1);
    expect(lines.map((line) => JSON.parse(line))).toEqual(former);
  });

  it('refuses what is no upload', async () => {
    const session = await laptop('LAP-0507');
    const [entry] = write(EMPTY_CHAIN, 1);
    for (const body of ['', '{}', JSON.stringify({ tagKey: 'AAAA', entries: [entry] })]) {
      const reply = await ask(session, 'POST', '/v1/device/journal', body);
      expect([reply.status, codeOf(reply)]).toEqual([400, 'Malformed']);
    }
    expect((await upload(session, [])).status).toBe(400);
    expect((await upload(session, write(EMPTY_CHAIN, 501))).status).toBe(400);
    expect((await upload(session, [{ ...entry, action: 'gossip' }])).status).toBe(400);
    expect((await upload(session, [{ ...entry, subject: 'a\0b' }])).status).toBe(400);
    expect((await ask(session, 'POST', '/v1/device/journal', Buffer.alloc(900_000, 65))).status).toBe(413);
  });

  it('cannot be changed at HQ, even by its own program', async () => {
    await expect(force.hq.database.query.updateTable('device_journal').set({ detail: '' }).execute()).rejects.toThrow('append-only');
    await expect(force.hq.database.query.deleteFrom('device_journal').execute()).rejects.toThrow('append-only');
  });
});

describe('the export', () => {
  const node = (...args: readonly string[]) => promisify(execFile)(process.execPath, [...args]).catch((error: unknown) => error);
  const fileOf = (path: string): string => new URL(`../../../${path}`, import.meta.url).pathname;

  it('says how it is used', async () => {
    expect(await node(fileOf('hq/mobile-office-hq.ts'), 'journal', 'export', 'nothing.json', 'a laptop')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('usage'),
    });
  });

  it('writes a file that the audit command proves, once HQ is stopped', async () => {
    const session = await laptop('LAP-0510');
    const entries = write(EMPTY_CHAIN, 7);
    await upload(session, entries);
    const config = join(force.pki.folder, 'hq.json');
    writeFileSync(config, JSON.stringify(force.config));
    expect(await node(fileOf('hq/mobile-office-hq.ts'), 'journal', 'export', config, 'LAP-0510')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('one user at a time'),
    });
    await force.hq.close();
    const written = await node(fileOf('hq/mobile-office-hq.ts'), 'journal', 'export', config, 'LAP-0510');
    const file = join(force.pki.folder, 'LAP-0510.jsonl');
    writeFileSync(file, (written as { stdout: string }).stdout);
    expect(await node(fileOf('hq/mobile-office-hq.ts'), 'audit', 'verify', file)).toMatchObject({
      stdout: expect.stringContaining(endOf(entries).hash),
    });
  });
});
