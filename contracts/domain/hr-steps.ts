import type { Leave } from './hr-request.ts';
import type { Officer } from './officer.ts';

/** What becomes of a request for leave or a claim of overtime: asked, then approved or returned by the team's supervisor, or withdrawn. */
export type HrAct = 'withdraw' | 'approve' | 'return';
export type HrRequest = Pick<Leave, 'officer' | 'team' | 'state' | 'decision'>;
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

/** A supervisor of the team decides, never on a request of their own. */
export const mayDecideRequest = ({ officer, team }: HrRequest, by: Actor): boolean =>
  by.roles.includes('supervisor') && team === by.team && officer !== by.collarNumber;

/** Why it cannot be done now; undefined where it can. The one rule, for HQ, for what a laptop shows ahead of HQ, and for its buttons. */
export const whyNotStep = (request: HrRequest, { act, text, officer }: Pick<HrStep, 'act' | 'text' | 'officer'>): HrRefusal | undefined => {
  if (act === 'withdraw' && request.officer !== officer.collarNumber) return 'NotYourRequest';
  if (act !== 'withdraw' && !mayDecideRequest(request, officer)) return 'OnlyTheTeamsSupervisor';
  if (request.state !== 'asked') return 'RequestNotOpen';
  return act === 'return' && (text ?? '').trim() === '' ? 'ReturnNeedsAReason' : undefined;
};

const STATE = { withdraw: 'withdrawn', approve: 'approved', return: 'returned' } as const satisfies Readonly<Record<HrAct, Leave['state']>>;

/** The request after a step that may be done. */
export const requestAfter = <Request extends HrRequest>(request: Request, { act, text, at, by, officer }: HrStep): Request => ({
  ...request,
  state: STATE[act],
  ...(act === 'withdraw'
    ? {}
    : { decision: { at, by, collarNumber: officer.collarNumber, ...(text === undefined || text === '' ? {} : { text }) } }),
});
