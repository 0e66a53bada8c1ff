import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { attachmentsIn } from '../../contracts/domain/blob.ts';
import { type CommandRequest, type commandConflict, type commandDone, pointerOf } from '../../contracts/hq/commands.ts';
import { endpoints } from '../../contracts/hq/endpoints.ts';
import type { System } from '../../contracts/hq/feeds.ts';
import { demandBlobs, keepBlobs } from '../blobs/use.ts';
import type { ShiftIdentity } from '../connections/shift-gate.ts';
import { appendAudit } from '../database/audit.ts';
import type { Transaction } from '../database/database.ts';
import { beginWriting } from '../database/items.ts';
import { type About, HttpError } from '../http/answer.ts';
import { type Call, Otherwise } from '../http/endpoints.ts';
import type { CommandOutcome } from '../systems/command.ts';
import { prepare } from '../systems/run.ts';
import { type CardParts, cardsOf } from './cards.ts';

/**
 * Carries a command out exactly once. Its effect, the change's number and the answer commit
 * together; the same key and body again get that answer, and another body under the key 422. One that
 * names blobs which HQ has not is BlobMissing and leaves no trace: it is said again.
 */
export const carryOut = async (parts: CardParts, shift: ShiftIdentity, call: Call<'command'>): Promise<CommandAnswer> => {
  const { database } = parts;
  const { system } = call.segments;
  const request = await call.body();
  const prepared = prepare(system, request.command, request.payload);
  if (!('carryOut' in prepared)) throw new HttpError(prepared.code, {}, { pointer: prepared.at && pointerOf(prepared.at) });
  const at = new Date();
  const given: Given = {
    system,
    shift,
    key: call.headers['idempotency-key'].toLowerCase(),
    request,
    digest: digestOf(system, request),
    at,
    aheadMs: aheadOf(call.headers.date, at),
  };
  // Before the transaction: the lists of revoked cards are read from the database, too.
  const material = prepared.cardSigned ? await parts.trust.material(at, ['officer']) : undefined;
  const concluded = await database.query.transaction().execute(async (transaction) => {
    if (!(await claim(transaction, given))) return earlier(transaction, given);
    await demandBlobs(transaction, shift.officer.staffId, request.blobs ?? [], attachmentsIn(prepared.payload));
    await beginWriting(transaction, system);
    // Only now: the writers of a system queue, and what they write is in the order of HQ's time.
    const { itemId, baseVersion } = request;
    const outcome = await prepared.carryOut({
      ...given,
      at: new Date(),
      cards: material && cardsOf(parts, material, transaction, shift),
      transaction,
      itemId,
      baseVersion,
    });
    return conclude(transaction, given, outcome);
  });
  return answerOf(concluded);
};

/** How a command ended, as it is kept: the answer's status and what it holds, or a refusal's code. */
interface Concluded {
  readonly status: number;
  readonly answer: Readonly<Record<string, unknown>>;
}

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
const aheadOf = (date: string | undefined, at: Date): number => {
  const sent = Date.parse(date ?? '');
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

const earlier = async (transaction: Transaction, given: Given): Promise<Concluded> => {
  const row = await transaction
    .selectFrom('command')
    .select(['request_digest', 'status', 'answer'])
    .where('staff_id', '=', given.shift.officer.staffId)
    .where('key', '=', given.key)
    .executeTakeFirstOrThrow();
  if (!Buffer.from(row.request_digest).equals(given.digest)) throw new HttpError('KeyReused');
  return { status: row.status, answer: row.answer };
};

const conclude = async (transaction: Transaction, given: Given, outcome: CommandOutcome): Promise<Concluded> => {
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
  const allotted = outcome.kind === 'done' && outcome.allottedId !== undefined ? ` ${outcome.allottedId}` : '';
  const detail = `${system} ${request.command} ${status}${allotted}`;
  await appendAudit(transaction, { actor: shift.officer.staffId, action, subject: request.itemId, detail }, at);
  return { status, answer };
};

const statusOf = (outcome: CommandOutcome): Concluded => {
  switch (outcome.kind) {
    case 'done': {
      const { kind: _, ...answer } = outcome;
      return { status: 200, answer };
    }
    case 'conflict':
      return { status: 409, answer: { kind: outcome.itemKind, itemId: outcome.itemId, version: outcome.version, data: outcome.data } };
    case 'refused':
      return {
        status: 422,
        answer: {
          code: outcome.code satisfies CommandProblem,
          ...(outcome.at === undefined ? {} : { pointer: pointerOf(outcome.at) }),
          ...(outcome.number === undefined ? {} : { number: outcome.number }),
        },
      };
  }
};

const answerOf = ({ status, answer }: Concluded): CommandAnswer => {
  if (status === 422) throw new HttpError(problemOf(answer.code), {}, answer as About);
  return status === 200
    ? (answer as z.infer<typeof commandDone>)
    : new Otherwise({ status: 409, value: answer as CommandConflict['value'] });
};
type CommandAnswer = z.infer<typeof commandDone> | Otherwise<CommandConflict>;
type CommandConflict = { readonly status: 409; readonly value: z.infer<typeof commandConflict> };

/** One that an older program kept and that is no more is no less final. */
const problemOf = (code: unknown): CommandProblem =>
  typeof code === 'string' && Object.hasOwn(endpoints.command.problems, code) ? (code as CommandProblem) : 'PayloadMalformed';
type CommandProblem = keyof typeof endpoints.command.problems;
