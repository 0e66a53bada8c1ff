import { z } from 'zod';
import { emergencyTaken } from '../hq/emergency.ts';
import { defineDomain } from './define.ts';

export const emergency = defineDomain({
  calls: {
    /**
     * The own unit calls for help: HQ has it now, or it is nowhere. NoUnit: the officer is on none. NotTaken: HQ said no. NotAnswered: HQ was
     * not reached in time.
     */
    call: { request: z.null(), response: emergencyTaken, errors: ['NoUnit', 'NotTaken', 'NotAnswered'] },
  },
  events: {},
});
