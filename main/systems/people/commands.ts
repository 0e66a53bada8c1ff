import type { Leave, Overtime } from '../../../contracts/domain/hr-request.ts';
import { type HrAct, type HrRequest, requestAfter, whyNotStep } from '../../../contracts/domain/hr-steps.ts';
import { whyNotLeave } from '../../../contracts/domain/leave-rules.ts';
import { formalName, type Officer } from '../../../contracts/domain/officer.ts';
import { claimSum } from '../../../contracts/domain/overtime-rules.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readItem, readLinked } from '../../store/items.ts';
import { pendingOf } from '../../sync/outbox.ts';
import type { ChangeDefinition, CommandDefinitions } from '../define.ts';
import { applyPending, sendingByItem } from '../pending.ts';
import { balanceHere, dutyOn } from './repository.ts';
import { claimedInWords, daysInWords } from './words.ts';

type Kind = 'leave' | 'overtime';
interface Step {
  readonly decision?: 'approve' | 'return' | undefined;
  readonly text?: string | undefined;
  readonly at: string;
}
const actOf = ({ decision }: Step): HrAct => decision ?? 'withdraw';
const WORDS: Readonly<Record<HrAct, string>> = { withdraw: 'Withdraw', approve: 'Approve', return: 'Send back' };

/** A step by the rules that HQ has (contracts/domain/hr-steps.ts). */
const step = (kind: Kind) =>
  ({
    refuses(db, { itemId, payload, officer }) {
      const request = requestNow(db, kind, itemId, officer);
      const refusal = request && whyNotStep(request, { act: actOf(payload), text: payload.text, officer });
      return request !== undefined && refusal === undefined ? undefined : 'NotAllowed';
    },
    summary: (db, { itemId, payload }) =>
      [`${WORDS[actOf(payload)]}: ${titleOf(db, kind, itemId)}`, payload.text].filter(Boolean).join('. '),
    // What HQ has decided otherwise since is not undone on screen.
    apply(request, payload, officer) {
      const decided = { act: actOf(payload), text: payload.text, at: payload.at, by: formalName(officer), officer };
      return whyNotStep(request, decided) === undefined ? requestAfter(request, decided) : request;
    },
  }) satisfies ChangeDefinition<Step, HrRequest>;
type StepOf<Request> = Omit<ChangeDefinition<Step, Request>, 'completes'>;
const stepLeave = step('leave') as unknown as StepOf<Leave>;
const stepOvertime = step('overtime') as unknown as StepOf<Overtime>;

/** What officers may ask of HR, and their supervisors decide. */
export const peopleCommands: CommandDefinitions<'people'> = {
  'leave.request': {
    refuses(db, { payload, officer, at }) {
      const open = requestsOf<Leave>(db, 'leave', officer).filter(({ state }) => state === 'asked');
      return whyNotLeave(payload, { dutyOn: dutyOn(db), balance: balanceHere(db), open }, new Date(at)) === undefined
        ? undefined
        : 'NotAllowed';
    },
    summary: (_, { payload }) => `Ask for leave: ${daysInWords(payload.days)}`,
    provisional: ({ at, ...payload }, { id, author }) => ({
      ...payload,
      ...{ id, version: 0, officer: author.collarNumber, name: formalName(author), askedAt: at, state: 'asked' },
    }),
  },
  'leave.withdraw': stepLeave,
  'leave.decide': stepLeave,
  'overtime.claim': {
    refuses(db, { payload, officer, at }) {
      const facts = { rank: officer.rank, dutyOn: dutyOn(db), claims: claimsOf(db, officer, new Date(at)) };
      return typeof claimSum(payload, facts, new Date(at)) === 'string' ? 'NotAllowed' : undefined;
    },
    summary: (_, { payload }) => `Claim overtime: ${claimedInWords(payload)}`,
    provisional: ({ at, ...payload }, { id, author }) => ({
      ...payload,
      ...{ id, version: 0, officer: author.collarNumber, name: formalName(author), askedAt: at, state: 'asked' },
      // Known once the roster is asked (claimsOf), and to HQ.
      ...{ parts: [], casual: false },
    }),
  },
  'overtime.withdraw': stepOvertime,
  'overtime.decide': stepOvertime,
};

/** What the officer has asked for, as it is once what was decided here is in force; what HQ did not take was not asked for. */
export const requestsOf = <Request extends Leave | Overtime>(
  db: ReadableDb,
  kind: Request extends Leave ? 'leave' : 'overtime',
  officer: Officer,
): Request[] => {
  const sending = sendingByItem(pendingOf(db, 'people'));
  return readLinked<Request>(db, { role: 'officer', value: officer.collarNumber }, 'people', kind)
    .filter(({ id, version }) => version > 0 || sending.get(id) !== 'refused')
    .map((request) => decidedHere(db, request, officer));
};

/** The officer's claims, those that HQ has not made yet worked out by the roster on this laptop, in the order in which they were made. */
export const claimsOf = (db: ReadableDb, officer: Officer, now: Date): readonly Overtime[] => {
  const all = requestsOf<Overtime>(db, 'overtime', officer);
  const claims = all.filter(({ version }) => version > 0);
  const unsent = all.filter(({ version }) => version === 0).toSorted((a, b) => a.askedAt.localeCompare(b.askedAt));
  for (const claim of unsent) claims.push(workedOut(db, claim, claims, officer, now));
  return claims;
};

/** A claim with its arithmetic beside those claims; as it is, where there is none. */
export const workedOut = (db: ReadableDb, claim: Overtime, claims: readonly Overtime[], { rank }: Officer, now: Date): Overtime => {
  const sum = claimSum(claim, { rank, dutyOn: dutyOn(db), claims }, now);
  return typeof sum === 'string' ? claim : { ...claim, parts: [...sum.parts], casual: sum.casual };
};

export const decidedHere = <Request extends { readonly id: string }>(db: ReadableDb, request: Request, officer: Officer): Request =>
  applyPending({ system: 'people', definitions: peopleCommands, pending: pendingOf(db, 'people'), officer }, request.id, request);

const requestNow = (db: ReadableDb, kind: Kind, id: string, officer: Officer): HrRequest | undefined => {
  const request = readRequest(db, kind, id);
  return request && decidedHere(db, request, officer);
};

const titleOf = (db: ReadableDb, kind: Kind, id: string): string => {
  const request = readRequest(db, kind, id);
  if (request === undefined) return id;
  const what = 'days' in request ? `leave, ${daysInWords(request.days)}` : `overtime, ${claimedInWords(request)}`;
  return `${request.name}, ${what}`;
};

const readRequest = (db: ReadableDb, kind: Kind, id: string): Leave | Overtime | undefined =>
  readItem<Leave | Overtime>(db, { system: 'people', kind, id })?.body;
