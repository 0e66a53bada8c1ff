import { z } from 'zod';
import { callSign, instant } from '../domain/common.ts';
import { codeList, incident, incidentNumber, resourceStatus, unit } from '../domain/incident.ts';
import { LONG_TEXT_LENGTH, writtenText } from '../domain/text.ts';
import type { SystemContract } from './contract.ts';

/** Command and control: incident logs, units and their statuses. */
export const storm = {
  items: { incident, unit, codeList },
  commands: {
    /** Appends a line to a log. itemId: the incident. */
    'incident.addLine': {
      effect: 'append',
      item: 'incident',
      itemField: 'incidentId',
      payload: z.object({ incidentId: incidentNumber, text: writtenText(LONG_TEXT_LENGTH), at: instant }),
      refusals: ['LogFull'],
    },
    /** Sets a unit's status; going available (2 or 3) detaches the unit from its log. itemId: the call sign. 409 when the unit changed since baseVersion, unless by an older decision. */
    'unit.setStatus': {
      effect: 'change',
      item: 'unit',
      itemField: 'callSign',
      payload: z.object({ callSign, status: resourceStatus, at: instant }),
      refusals: ['NotYourUnit'],
    },
  },
} as const satisfies SystemContract;
