import { give } from '../../../give.ts';
import { requestKind, type ShownRequest } from './requestWords.ts';

type Given = ReturnType<typeof give>;

/** Withdraws the officer's own request. */
export const withdraw = (request: ShownRequest): Given => {
  const { id } = request;
  switch (requestKind(request)) {
    case 'leave':
      return give('people', 'leave.withdraw', { leaveId: id });
    case 'overtime':
      return give('people', 'overtime.withdraw', { overtimeId: id });
    case 'expense':
      return give('people', 'expense.withdraw', { expenseId: id });
    case 'details':
      return give('people', 'details.withdraw', { detailsId: id });
    case 'swap':
      return give('people', 'swap.withdraw', { swapId: id });
  }
};

/** The supervisor's answer. */
export const decide = (
  request: ShownRequest,
  decided: { readonly decision: 'approve' | 'return'; readonly text?: string | undefined },
): Given => {
  const { id } = request;
  switch (requestKind(request)) {
    case 'leave':
      return give('people', 'leave.decide', { leaveId: id, ...decided });
    case 'overtime':
      return give('people', 'overtime.decide', { overtimeId: id, ...decided });
    case 'expense':
      return give('people', 'expense.decide', { expenseId: id, ...decided });
    case 'details':
      return give('people', 'details.decide', { detailsId: id, ...decided });
    case 'swap':
      return give('people', 'swap.decide', { swapId: id, ...decided });
  }
};

/** The officer has looked at the answer. */
export const see = (kind: ReturnType<typeof requestKind>, id: string): Given => {
  switch (kind) {
    case 'leave':
      return give('people', 'leave.seen', { leaveId: id });
    case 'overtime':
      return give('people', 'overtime.seen', { overtimeId: id });
    case 'expense':
      return give('people', 'expense.seen', { expenseId: id });
    case 'details':
      return give('people', 'details.seen', { detailsId: id });
    case 'swap':
      return give('people', 'swap.seen', { swapId: id });
  }
};
