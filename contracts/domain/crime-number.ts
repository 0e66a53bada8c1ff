import { z } from 'zod';

/** Crime number: division, year and serial, 04/22/06127. */
export const crimeNumber = z.string().regex(/^\d{2}\/\d{2}\/\d{5}$/);
