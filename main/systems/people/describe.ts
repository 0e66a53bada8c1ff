import type { Cover } from '../../../contracts/domain/cover.ts';
import type { Balance, Duty } from '../../../contracts/domain/duty.ts';
import type { Expense } from '../../../contracts/domain/expense.ts';
import type { Leave, Overtime } from '../../../contracts/domain/hr-request.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { OwnDetails } from '../../../contracts/domain/own-details.ts';
import type { Sickness } from '../../../contracts/domain/sickness.ts';
import type { Swap } from '../../../contracts/domain/swap.ts';
import type { ItemDescription } from '../../store/items.ts';

const describeOfficer = (officer: Officer): ItemDescription => ({
  summary: { team: officer.team, name: officer.name, rank: officer.rank, station: officer.station },
  links: [{ role: 'officer', value: officer.collarNumber }],
  search: {
    title: `${officer.rank} ${officer.collarNumber} ${officer.name}`,
    body: [officer.staffId, officer.callSign, officer.team, officer.station].join('\n'),
  },
});

/** Found in no search: it is read in its pane, by whom it concerns. */
const describeRequest = ({ officer }: Pick<Leave, 'officer'>): ItemDescription => ({
  summary: {},
  links: [{ role: 'officer', value: officer }],
  search: undefined,
});

export const peopleKinds = {
  officer: { idOf: (officer: Officer) => officer.staffId, describe: describeOfficer },
  duty: {
    idOf: (duty: Duty) => duty.id,
    describe: (duty: Duty): ItemDescription => ({ summary: { day: duty.day }, links: [], search: undefined }),
  },
  leave: { idOf: ({ id }: Leave) => id, describe: describeRequest },
  overtime: { idOf: ({ id }: Overtime) => id, describe: describeRequest },
  expense: { idOf: ({ id }: Expense) => id, describe: describeRequest },
  details: { idOf: ({ id }: OwnDetails) => id, describe: describeRequest },
  swap: {
    idOf: ({ id }: Swap) => id,
    describe: ({ officer, partner }: Swap): ItemDescription => ({
      summary: {},
      links: [
        { role: 'officer', value: officer },
        { role: 'partner', value: partner.officer },
      ],
      search: undefined,
    }),
  },
  sickness: { idOf: ({ id }: Sickness) => id, describe: describeRequest },
  cover: {
    idOf: ({ id }: Cover) => id,
    describe: ({ day }: Cover): ItemDescription => ({ summary: { day }, links: [], search: undefined }),
  },
  balance: {
    idOf: (balance: Balance) => balance.id,
    describe: (): ItemDescription => ({ summary: {}, links: [], search: undefined }),
  },
};
