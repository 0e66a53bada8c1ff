import { assertNever } from '../result.ts';
import type { Leave } from './hr-request.ts';
import type { Officer } from './officer.ts';

/**
 * What becomes of a request: asked, then approved or returned by the team's supervisor and looked at by its officer, or withdrawn. A swap is
 * first agreed or declined by the colleague whom it is asked of.
 */
export type HrAct = 'withdraw' | 'agree' | 'decline' | 'approve' | 'return' | 'see';
export type HrRequest = Pick<Leave, 'officer' | 'team' | 'state' | 'decision'> & {
  readonly partner?: { readonly officer: string; readonly name: string; readonly agreedAt?: string | undefined } | undefined;
};
type Actor = Pick<Officer, 'collarNumber' | 'roles' | 'team'>;

export interface HrStep {
  readonly act: HrAct;
  readonly text?: string | undefined;
  readonly at: string;
  /** Who does it, as colleagues write them. */
  readonly by: string;
  readonly officer: Actor;
}
export type HrRefusal = 'NotYourRequest' | 'OnlyTheTeamsSupervisor' | 'RequestNotOpen' | 'ReturnNeedsAReason';

/** A supervisor of the team decides, never on a request that they have a part in. */
export const mayDecideRequest = ({ officer, team, partner }: HrRequest, by: Actor): boolean =>
  by.roles.includes('supervisor') && team === by.team && officer !== by.collarNumber && partner?.officer !== by.collarNumber;

/** Nobody has answered it for good. */
export const isOpenRequest = ({ state }: Pick<HrRequest, 'state'>): boolean => state === 'asked' || state === 'agreed';

/** It waits for a supervisor: a swap once the colleague has agreed. */
export const isForDecision = ({ state, partner }: Pick<HrRequest, 'state' | 'partner'>): boolean =>
  state === (partner === undefined ? 'asked' : 'agreed');

/** Whether its officer has an answer to look at. */
export const isAnswerNew = ({ officer, decision }: Pick<HrRequest, 'officer' | 'decision'>, by: Pick<Actor, 'collarNumber'>): boolean =>
  officer === by.collarNumber && decision !== undefined && decision.seenAt === undefined;

/** Why it cannot be done now; undefined where it can. The one rule, for HQ, for what a laptop shows ahead of HQ, and for its buttons. */
export const whyNotStep = (request: HrRequest, { act, text, officer }: Pick<HrStep, 'act' | 'text' | 'officer'>): HrRefusal | undefined => {
  switch (act) {
    case 'see':
    case 'withdraw':
      if (request.officer !== officer.collarNumber) return 'NotYourRequest';
      return (act === 'see' ? request.decision === undefined : !isOpenRequest(request)) ? 'RequestNotOpen' : undefined;
    case 'agree':
    case 'decline':
      if (request.partner?.officer !== officer.collarNumber) return 'NotYourRequest';
      return request.state === 'asked' ? undefined : 'RequestNotOpen';
    case 'approve':
    case 'return':
      if (!mayDecideRequest(request, officer)) return 'OnlyTheTeamsSupervisor';
      if (!isForDecision(request)) return 'RequestNotOpen';
      return act === 'return' && (text ?? '').trim() === '' ? 'ReturnNeedsAReason' : undefined;
    default:
      return assertNever(act);
  }
};

/** The request after a step that may be done. */
export const requestAfter = <Request extends HrRequest>(request: Request, { act, text, at, by, officer }: HrStep): Request => {
  const decision = { at, by, collarNumber: officer.collarNumber, ...(text === undefined || text === '' ? {} : { text }) };
  switch (act) {
    case 'see':
      return request.decision === undefined ? request : { ...request, decision: { seenAt: at, ...request.decision } };
    case 'withdraw':
      return { ...request, state: 'withdrawn' };
    case 'agree':
      return { ...request, state: 'agreed', ...(request.partner && { partner: { ...request.partner, agreedAt: at } }) };
    case 'decline':
      return { ...request, state: 'declined', decision };
    case 'approve':
      return { ...request, state: 'approved', decision };
    case 'return':
      return { ...request, state: 'returned', decision };
    default:
      return assertNever(act);
  }
};
