import { z } from 'zod';
import { attachments } from './blob.ts';
import { day } from './common.ts';
import { expenseKinds, MOST_PENCE } from './expense-rules.ts';
import { growing } from './growing.ts';
import { hrRequest, REQUEST_TEXT_LENGTH } from './hr-request.ts';

/** Expenses claim: EX-31. */
export const expenseNumber = z.string().regex(/^EX-\d{1,8}$/);

/** What an officer laid out on duty (Police Regulations 2003, annex V), with its receipt. */
export const expense = z.object({
  ...hrRequest,
  id: expenseNumber,
  kind: growing(expenseKinds),
  /** On which it was laid out. */
  day,
  pence: z.number().int().min(1).max(MOST_PENCE),
  /** What it was for. */
  text: z.string().max(REQUEST_TEXT_LENGTH),
  attachments: attachments.optional(),
});
export type Expense = z.infer<typeof expense>;
