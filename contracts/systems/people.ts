import { cover } from '../domain/cover.ts';
import { balance, duty } from '../domain/duty.ts';
import { expense } from '../domain/expense.ts';
import { leave, overtime } from '../domain/hr-request.ts';
import { listedOfficer } from '../domain/officer.ts';
import { ownDetails } from '../domain/own-details.ts';
import { sickness } from '../domain/sickness.ts';
import { swap } from '../domain/swap.ts';
import type { SystemContract } from './contract.ts';
import { peopleCommands } from './people-commands.ts';

/** Officers, their duties and their balances of leave and time off, what they ask of HR, and who of a team works when. */
export const people = {
  items: { officer: listedOfficer, duty, balance, leave, overtime, expense, details: ownDetails, swap, sickness, cover },
  commands: peopleCommands,
} as const satisfies SystemContract;
