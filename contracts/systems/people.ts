import { balance, duty } from '../domain/duty.ts';
import { officer } from '../domain/officer.ts';
import type { SystemContract } from './contract.ts';

/** Officers, their duties and their balances of leave and time off. */
export const people = { items: { officer, duty, balance }, commands: {} } as const satisfies SystemContract;
