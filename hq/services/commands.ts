import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type CommandRequest, commandRequest } from '../../contracts/hq/commands.ts';
import type { System } from '../../contracts/hq/feeds.ts';
import { demandBlobs, keepBlobs } from '../blobs/use.ts';
import type { ShiftIdentity } from '../connections/shift-gate.ts';
import { appendAudit } from '../database/audit.ts';
import type { Database, Transaction } from '../database/database.ts';
import { beginWriting } from '../database/items.ts';
import { type Answer, HttpError, jsonAnswer, problemAnswer } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import { jsonBody } from '../http/json-body.ts';
import type { CommandOutcome } from '../systems/command.ts';
import { prepare } from '../systems/run.ts';

/** The longest text of a payload is 4,000 characters; this leaves room for any escaping of them. */
const MAX_BODY_BYTES = 64 * 1024;

/**
 * POST /v1/{system}/commands: carries a command out exactly once. Its effect, the change's number and the answer commit
 * together; the same key and body again get that answer, and another body under the key 422. One that
 * names blobs which HQ has not is 409 BlobMissing and leaves no trace: it is said again.
 */
export const carryOut = async (database: Database, system: System, shift: ShiftIdentity, asked: Asked): Promise<Answer> => {
  const key = z.uuid().safeParse(asked.header('idempotency-key'));
  if (!key.success) throw new HttpError(400, 'IdempotencyKeyMissing');
  const request = await jsonBody(asked, MAX_BODY_BYTES, commandRequest);
  const prepared = prepare(system, request.command, request.payload);
  if (typeof prepared === 'string') return problemAnswer(422, prepared);
  const at = new Date();
  const given: Given = {
    system,
    shift,
    key: key.data.toLowerCase(),
    request,
    digest: digestOf(system, request),
    at,
    aheadMs: aheadOf(asked, at),
  };
  return database.query.transaction().execute(async (transaction) => {
    if (!(await claim(transaction, given))) return earlier(transaction, given);
    await demandBlobs(transaction, shift.officer.staffId, request.blobs ?? []);
    await beginWriting(transaction, system);
    // Only now: the writers of a system queue, and what they write is in the order of HQ's time.
    const { itemId, baseVersion } = request;
    const outcome = await prepared({ ...given, at: new Date(), transaction, itemId, baseVersion });
    return conclude(transaction, given, outcome);
  });
};

interface Given {
  readonly system: System;
  readonly shift: ShiftIdentity;
  readonly key: string;
  readonly request: CommandRequest;
  readonly digest: Uint8Array;
  readonly at: Date;
  readonly aheadMs: number;
}

/** By how much HQ's clock is ahead of the one that the request was sent by (RFC 9110 §6.6.1); none for a laptop that does not say. */
const aheadOf = (asked: Asked, at: Date): number => {
  const sent = Date.parse(asked.header('date') ?? '');
  return Number.isNaN(sent) ? 0 : at.getTime() - sent;
};

/** The same request whatever the order of its fields: a laptop may have been updated between two tries. */
const digestOf = (system: System, request: CommandRequest): Uint8Array =>
  createHash('sha256')
    .update(JSON.stringify([system, sorted(request)]))
    .digest();

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => [name, sorted(field)]);
};

/** Not an HTTP status: the command is being carried out, and nobody outside its transaction sees it. */
const UNANSWERED = 0;

/** False when the key was used before. Waits for a transaction that is using it right now. */
const claim = async (transaction: Transaction, given: Given): Promise<boolean> => {
  const { system, shift, key, digest } = given;
  const claimed = await transaction
    .insertInto('command')
    .values({
      staff_id: shift.officer.staffId,
      key,
      system,
      device: shift.device,
      request_digest: digest,
      status: UNANSWERED,
      answer: '{}',
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  return claimed !== undefined;
};

const earlier = async (transaction: Transaction, given: Given): Promise<Answer> => {
  const row = await transaction
    .selectFrom('command')
    .select(['request_digest', 'status', 'answer'])
    .where('staff_id', '=', given.shift.officer.staffId)
    .where('key', '=', given.key)
    .executeTakeFirstOrThrow();
  if (!Buffer.from(row.request_digest).equals(given.digest)) return problemAnswer(422, 'KeyReused');
  return answerOf(row.status, row.answer);
};

const conclude = async (transaction: Transaction, given: Given, outcome: CommandOutcome): Promise<Answer> => {
  const { shift, key, request, system, at } = given;
  const { status, answer } = statusOf(outcome);
  await transaction
    .updateTable('command')
    .set({ status, answer: JSON.stringify(answer) })
    .where('staff_id', '=', shift.officer.staffId)
    .where('key', '=', key)
    .execute();
  if (outcome.kind === 'done') await keepBlobs(transaction, shift.officer.staffId, key, request.blobs ?? []);
  const action = outcome.kind === 'done' ? 'commandDone' : 'commandRefused';
  const detail = `${system} ${request.command} ${status}`;
  await appendAudit(transaction, { actor: shift.officer.staffId, action, subject: request.itemId, detail }, at);
  return answerOf(status, answer);
};

const statusOf = (outcome: CommandOutcome): { readonly status: number; readonly answer: Readonly<Record<string, unknown>> } => {
  switch (outcome.kind) {
    case 'done':
      return { status: 200, answer: { itemId: outcome.itemId, version: outcome.version } };
    case 'conflict':
      return { status: 409, answer: { kind: outcome.itemKind, itemId: outcome.itemId, version: outcome.version, data: outcome.data } };
    case 'refused':
      return { status: 422, answer: { code: outcome.code } };
  }
};

const answerOf = (status: number, answer: Readonly<Record<string, unknown>>): Answer =>
  status === 422 ? problemAnswer(422, String(answer.code)) : jsonAnswer(answer, status);
