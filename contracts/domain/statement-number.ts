import { z } from 'zod';

/** Number of a witness statement, year and serial: ST-26-01877. */
export const statementNumber = z.string().regex(/^ST-\d{2}-\d{5}$/);
