import type { Cover } from '../../../contracts/domain/cover.ts';
import type { Duty } from '../../../contracts/domain/duty.ts';
import type { Expense } from '../../../contracts/domain/expense.ts';
import { whyNotExpense } from '../../../contracts/domain/expense-rules.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import type { Leave, Overtime } from '../../../contracts/domain/hr-request.ts';
import { type HrAct, type HrRequest, isAnswerNew, isOpenRequest, requestAfter, whyNotStep } from '../../../contracts/domain/hr-steps.ts';
import { whyNotLeave } from '../../../contracts/domain/leave-rules.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { claimSum } from '../../../contracts/domain/overtime-rules.ts';
import type { OwnDetails } from '../../../contracts/domain/own-details.ts';
import type { Swap } from '../../../contracts/domain/swap.ts';
import { areOfOneRank, coveredOf, rosteredOf, whyNotSwap } from '../../../contracts/domain/swap-rules.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readItem, readItems, readLinked } from '../../store/items.ts';
import type { Author } from '../../sync/describe.ts';
import { pendingOf } from '../../sync/outbox.ts';
import type { ChangeDefinition, CommandDefinitions } from '../define.ts';
import { applyPending, sendingByItem } from '../pending.ts';
import { balanceHere, dutiesBetween, dutyOn, officerByCollar } from './repository.ts';
import { sicknessCommands } from './sickness-commands.ts';
import { claimedInWords, daysInWords, detailsInWords, spentInWords } from './words.ts';

type Kind = keyof Bodies;
interface Step {
  readonly decision?: 'approve' | 'return' | 'agree' | 'decline' | undefined;
  readonly text?: string | undefined;
  readonly at: string;
}
const WORDS: Readonly<Record<HrAct, string>> = {
  withdraw: 'Withdraw',
  agree: 'Agree',
  decline: 'Decline',
  approve: 'Approve',
  return: 'Send back',
  see: 'Answer seen',
};
type StepOf<Request> = Omit<ChangeDefinition<Step, Request>, 'completes'>;
interface Bodies {
  readonly leave: Leave;
  readonly overtime: Overtime;
  readonly expense: Expense;
  readonly details: OwnDetails;
  readonly swap: Swap;
}

/** A step by the rules that HQ has (contracts/domain/hr-steps.ts). `own`: the officer's; else what the payload decides. */
const step = <K extends Kind>(kind: K, own?: 'withdraw' | 'see'): StepOf<Bodies[K]> => {
  const actOf = ({ decision }: Step): HrAct => own ?? decision ?? 'withdraw';
  const definition: StepOf<HrRequest> = {
    refuses(db, { itemId, payload, officer }) {
      const request = requestNow(db, kind, itemId, officer);
      const refusal = request && whyNotStep(request, { act: actOf(payload), text: payload.text, officer });
      return request !== undefined && refusal === undefined ? undefined : 'NotAllowed';
    },
    isSo(db, { itemId, officer }) {
      const request = own === 'see' ? requestNow(db, kind, itemId, officer) : undefined;
      return request !== undefined && !isAnswerNew(request, officer);
    },
    summary: (db, { itemId, payload }) =>
      [`${WORDS[actOf(payload)]}: ${titleOf(db, kind, itemId)}`, payload.text].filter(Boolean).join('. '),
    // What HQ has decided otherwise since is not undone on screen.
    apply(request, payload, officer) {
      const decided = { act: actOf(payload), text: payload.text, at: payload.at, by: formalName(officer), officer };
      return whyNotStep(request, decided) === undefined ? requestAfter(request, decided) : request;
    },
  };
  // Of a request it changes what all of them have alone.
  return definition as unknown as StepOf<Bodies[K]>;
};

/** A request as it is shown until HQ has made it. */
const asked = <Payload extends { readonly at: string }>(
  { at, ...payload }: Payload,
  { id, author }: { readonly id: string; readonly author: Author },
) => ({
  ...payload,
  ...{ id, version: 0, officer: author.collarNumber, name: formalName(author), askedAt: at, state: 'asked' as const },
});

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
  'leave.withdraw': step('leave', 'withdraw'),
  'leave.decide': step('leave'),
  'leave.seen': step('leave', 'see'),
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
  'overtime.withdraw': step('overtime', 'withdraw'),
  'overtime.decide': step('overtime'),
  'overtime.seen': step('overtime', 'see'),
  'expense.claim': {
    refuses: (_, { payload, at }) => (whyNotExpense(payload, new Date(at)) === undefined ? undefined : 'NotAllowed'),
    summary: (_, { payload }) => `Claim expenses: ${spentInWords(payload)}`,
    provisional: asked,
  },
  'expense.withdraw': step('expense', 'withdraw'),
  'expense.decide': step('expense'),
  'expense.seen': step('expense', 'see'),
  'details.change': { summary: (_, { payload }) => `Change my details: ${detailsInWords(payload)}`, provisional: asked },
  'details.withdraw': step('details', 'withdraw'),
  'details.decide': step('details'),
  'details.seen': step('details', 'see'),
  'swap.ask': {
    refuses(db, { payload, officer, at }) {
      const open = requestsOf<Swap>(db, 'swap', officer).filter(isOpenRequest);
      const facts = {
        own: (day: string) => {
          const [duty] = dutiesBetween(db, day, day);
          return duty && rosteredOf(duty);
        },
        theirs: coveredOf(readItems<Cover>(db, 'people', 'cover'), payload.partner),
        openDays: open.flatMap(({ days }) => days.map(({ day }) => day)),
        ofOneRank: areOfOneRank(officer, officerByCollar(db, payload.partner) ?? officer),
      };
      return payload.partner === officer.collarNumber || whyNotSwap(payload.days, facts, new Date(at)) !== undefined
        ? 'NotAllowed'
        : undefined;
    },
    summary: (db, { payload }) => `Swap with ${nameOf(db, payload.partner)}: ${daysInWords(payload.days)}`,
    provisional: ({ at, partner, ...payload }, { id, author }) => ({
      ...payload,
      ...{ id, version: 0, officer: author.collarNumber, name: formalName(author), askedAt: at, state: 'asked' },
      partner: { officer: partner, name: partner },
    }),
  },
  'swap.withdraw': step('swap', 'withdraw'),
  'swap.answer': step('swap'),
  'swap.decide': step('swap'),
  'swap.seen': step('swap', 'see'),
  ...sicknessCommands,
  'duty.acknowledge': {
    isSo: (db, { itemId, payload, officer }) => {
      const duty = readItem<Duty>(db, { system: 'people', kind: 'duty', id: itemId })?.body;
      return duty !== undefined && !isChangeNew(decidedHere(db, duty, officer), payload.changedAt);
    },
    summary: (db, { itemId }) => {
      const day = readItem<Duty>(db, { system: 'people', kind: 'duty', id: itemId })?.body.day;
      return `Change of the roster seen: ${day === undefined ? itemId : daysInWords([{ day }])}`;
    },
    apply: (duty, { changedAt, at }) =>
      duty.changed !== undefined && isChangeNew(duty, changedAt) ? { ...duty, changed: { ...duty.changed, seenAt: at } } : duty,
  },
};

/** Whether the officer has still to look at what the roster desk changed at that time. */
const isChangeNew = ({ changed }: Pick<Duty, 'changed'>, at: string): boolean => changed?.at === at && changed.seenAt === undefined;

/** A colleague as their entry has them; else by their number alone. */
export const nameOf = (db: ReadableDb, collarNumber: string): string => {
  const known = officerByCollar(db, collarNumber);
  return known === undefined ? collarNumber : formalName(known);
};

/**
 * What the officer has asked for (partner: what colleagues ask of them), as it is once what was decided here is in force; what HQ did not take
 * was not asked for.
 */
export const requestsOf = <Request extends Bodies[Kind]>(
  db: ReadableDb,
  kind: Kind,
  officer: Officer,
  role: 'officer' | 'partner' = 'officer',
): Request[] => {
  const sending = sendingByItem(pendingOf(db, 'people'));
  return readLinked<Request>(db, { role, value: officer.collarNumber }, 'people', kind)
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
  const what =
    'partner' in request
      ? `swap with ${request.partner.name}, ${daysInWords(request.days)}`
      : 'days' in request
        ? `leave, ${daysInWords(request.days)}`
        : 'pence' in request
          ? `expenses, ${spentInWords(request)}`
          : 'counted' in request
            ? `overtime, ${claimedInWords(request)}`
            : `details, ${detailsInWords(request)}`;
  return `${request.name}, ${what}`;
};

const readRequest = (db: ReadableDb, kind: Kind, id: string): Bodies[Kind] | undefined =>
  readItem<Bodies[Kind]>(db, { system: 'people', kind, id })?.body;
