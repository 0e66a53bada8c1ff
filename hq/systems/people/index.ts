import { keys } from '../access-keys.ts';
import { defineSystem } from '../define.ts';
import { claimOvertime } from './claim-overtime.ts';
import { stepRequest } from './decide-request.ts';
import { requestLeave } from './request-leave.ts';

const ownOnly = (_: unknown, { owner }: { readonly owner: string }): readonly string[] => (owner === '' ? [] : [keys.staff(owner)]);
const officerAndSupervisors = ({ officer, team }: { readonly officer: string; readonly team?: string | undefined }): readonly string[] => [
  keys.collar(officer),
  ...(team === undefined ? [] : [keys.supervisors(team)]),
];

/**
 * Stand-in for duty management and HR: officers and who of them works when are seen by their team, duties and balances by their own
 * officer, what was asked for by the officer and the team's supervisors.
 */
export const people = defineSystem('people', {
  kinds: {
    officer: { accessKeys: ({ team, staffId }) => [keys.team(team), keys.staff(staffId)] },
    duty: { accessKeys: ownOnly, owned: true },
    balance: { accessKeys: ownOnly, owned: true },
    leave: { accessKeys: officerAndSupervisors },
    overtime: { accessKeys: officerAndSupervisors },
    cover: { accessKeys: ({ team }) => [keys.team(team)] },
  },
  commands: {
    'leave.request': requestLeave,
    'leave.withdraw': stepRequest('leave'),
    'leave.decide': stepRequest('leave'),
    'overtime.claim': claimOvertime,
    'overtime.withdraw': stepRequest('overtime'),
    'overtime.decide': stepRequest('overtime'),
  },
});
