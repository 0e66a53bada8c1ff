import { z } from 'zod';
import { instant } from '../domain/common.ts';
import { mailFolder, mailMessage, mailSummary } from '../domain/mail.ts';
import { defineDomain } from './define.ts';
import { fetched } from './fetched.ts';

const id = z.string().max(100);

export const mail = defineDomain({
  calls: {
    folders: { request: z.null(), response: fetched(z.array(mailFolder)), errors: [] },
    list: {
      request: z.object({
        folder: z.string().max(500),
        filter: z.enum(['all', 'unread', 'flagged']),
        offset: z.number().int().min(0),
        limit: z.number().int().min(1).max(500),
      }),
      response: fetched(z.object({ rows: z.array(mailSummary), total: z.number().int(), asOf: instant.optional() })),
      errors: ['NotFound'],
    },
    /** Reads one message whole, from this laptop, else from HQ. NotHere: it is not on this laptop and there is no signal. */
    message: { request: z.object({ id }), response: mailMessage, errors: ['NotFound', 'NotHere'] },
  },
  events: {},
});
