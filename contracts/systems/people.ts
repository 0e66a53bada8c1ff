import { balance, duty } from '../domain/duty.ts';
import { listedOfficer } from '../domain/officer.ts';
import type { SystemContract } from './contract.ts';

/** Officers, their duties and their balances of leave and time off. */
export const people = { items: { officer: listedOfficer, duty, balance }, commands: {} } as const satisfies SystemContract;
