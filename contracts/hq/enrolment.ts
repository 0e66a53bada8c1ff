import { z } from 'zod';

/** ICT's one-time code: it works once, for 15 minutes, and dies after 100,000 wrong guesses. */
export const enrolmentCode = z.string().regex(/^[A-HJ-NP-Z2-9]{5}-[A-HJ-NP-Z2-9]{5}$/);
