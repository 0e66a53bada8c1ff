import type { Officer } from '../../../contracts/domain/officer.ts';
import { operatorOf } from '../../../contracts/domain/operator.ts';
import type { MyUnit } from '../../../contracts/ipc/storm.ts';

/** How the officer's own lines are signed until HQ signs them: "PC 2418" at "LD21". */
export const authorOf = (officer: Officer, unit: MyUnit | undefined): { readonly operator: string; readonly terminal: string } => ({
  operator: operatorOf(officer),
  terminal: officer.callSign ?? unit?.callSign ?? 'Laptop',
});
