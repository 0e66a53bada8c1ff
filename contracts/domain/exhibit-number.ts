import { z } from 'zod';

/** The force's number of an exhibit, year and serial: EX-26-00412. On its label stands its reference (exhibit-words.ts). */
export const exhibitNumber = z.string().regex(/^EX-\d{2}-\d{5}$/);
