import { keys } from '../access-keys.ts';
import { defineSystem } from '../define.ts';
import { acknowledgeDuty } from './acknowledge-duty.ts';
import { askSwap } from './ask-swap.ts';
import { changeDetails, claimExpense } from './claim-expense.ts';
import { claimOvertime } from './claim-overtime.ts';
import { stepRequest } from './decide-request.ts';
import { requestLeave } from './request-leave.ts';
import { certifySickness, endSickness, reportSickness, withdrawSickness } from './sickness.ts';

const ownOnly = (_: unknown, { owner }: { readonly owner: string }): readonly string[] => (owner === '' ? [] : [keys.staff(owner)]);
const officerAndSupervisors = ({ officer, team }: { readonly officer: string; readonly team?: string | undefined }): readonly string[] => [
  keys.collar(officer),
  ...(team === undefined ? [] : [keys.supervisors(team)]),
];

/**
 * Stand-in for duty management and HR: officers are seen by their team and area, who works when by the team, duties and balances by their own
 * officer, what was asked for by the officer and the team's supervisors, a swap by the colleague too.
 */
export const people = defineSystem('people', {
  kinds: {
    officer: { accessKeys: ({ team, area, staffId }) => [keys.team(team), keys.area(area), keys.staff(staffId)] },
    duty: { accessKeys: ownOnly, owned: true },
    balance: { accessKeys: ownOnly, owned: true },
    leave: { accessKeys: officerAndSupervisors },
    overtime: { accessKeys: officerAndSupervisors },
    expense: { accessKeys: officerAndSupervisors },
    details: { accessKeys: officerAndSupervisors },
    swap: { accessKeys: (swap) => [...officerAndSupervisors(swap), keys.collar(swap.partner.officer)] },
    sickness: { accessKeys: officerAndSupervisors },
    cover: { accessKeys: ({ team }) => [keys.team(team)] },
  },
  commands: {
    'leave.request': requestLeave,
    'leave.withdraw': stepRequest('leave', 'withdraw'),
    'leave.decide': stepRequest('leave'),
    'leave.seen': stepRequest('leave', 'see'),
    'overtime.claim': claimOvertime,
    'overtime.withdraw': stepRequest('overtime', 'withdraw'),
    'overtime.decide': stepRequest('overtime'),
    'overtime.seen': stepRequest('overtime', 'see'),
    'expense.claim': claimExpense,
    'expense.withdraw': stepRequest('expense', 'withdraw'),
    'expense.decide': stepRequest('expense'),
    'expense.seen': stepRequest('expense', 'see'),
    'details.change': changeDetails,
    'details.withdraw': stepRequest('details', 'withdraw'),
    'details.decide': stepRequest('details'),
    'details.seen': stepRequest('details', 'see'),
    'swap.ask': askSwap,
    'swap.withdraw': stepRequest('swap', 'withdraw'),
    'swap.answer': stepRequest('swap'),
    'swap.decide': stepRequest('swap'),
    'swap.seen': stepRequest('swap', 'see'),
    'sickness.report': reportSickness,
    'sickness.withdraw': withdrawSickness,
    'sickness.fit': endSickness,
    'sickness.certify': certifySickness,
    'duty.acknowledge': acknowledgeDuty,
  },
});
