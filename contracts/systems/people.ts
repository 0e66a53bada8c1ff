import { cover } from '../domain/cover.ts';
import { balance, duty } from '../domain/duty.ts';
import { leave, overtime } from '../domain/hr-request.ts';
import { listedOfficer } from '../domain/officer.ts';
import type { SystemContract } from './contract.ts';
import { peopleCommands } from './people-commands.ts';

/** Officers, their duties and their balances of leave and time off, what they ask of HR, and who of a team works when. */
export const people = {
  items: { officer: listedOfficer, duty, balance, leave, overtime, cover },
  commands: peopleCommands,
} as const satisfies SystemContract;
