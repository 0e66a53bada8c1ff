import { z } from 'zod';

/** Number of a missing-person report, year and serial: MP-26-00412. */
export const missingNumber = z.string().regex(/^MP-\d{2}-\d{5}$/);
