import { z } from 'zod';

/** Which rows of a list are asked for. */
export const page = { offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) };
