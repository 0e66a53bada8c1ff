import { z } from 'zod';
import { callSign, instant } from '../domain/common.ts';
import { type StatusKind, statusKind } from '../domain/deployment.ts';
import { codeList, incident, incidentNumber, lineId, resourceStatus, unit } from '../domain/incident.ts';
import { LONG_TEXT_LENGTH, writtenText } from '../domain/text.ts';
import type { SystemContract } from './contract.ts';

const statusOf = (kind: StatusKind) => resourceStatus.refine((status) => statusKind(status) === kind);

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
    /** The officer's crew knows of a log that it was given, and of its lines up to `upTo`. Control sees when. itemId: the incident. */
    'incident.acknowledge': {
      effect: 'append',
      item: 'incident',
      itemField: 'incidentId',
      payload: z.object({ incidentId: incidentNumber, upTo: lineId.optional(), at: instant }),
      refusals: ['NotYourUnit'],
    },
    /**
     * Sets a unit's status, with which it stays on its log; going available (2 or 3) detaches it. itemId: the call sign. `incidentId`: the
     * log that it was on when that was decided. 409 when the unit changed since baseVersion, unless by an older decision, and when it is on
     * another log by now.
     */
    'unit.setStatus': {
      effect: 'change',
      item: 'unit',
      itemField: 'callSign',
      references: { incidentId: { kind: 'incident' } },
      payload: z.object({ callSign, incidentId: incidentNumber.optional(), status: resourceStatus, at: instant }),
      refusals: ['NotYourUnit', 'EmergencyByRadio'],
    },
    /** Attaches a unit to an open log, off the one before. Whoever attaches to a log knows of it, up to `upTo`. 409 when the unit changed since, as above. */
    'unit.assign': {
      effect: 'change',
      item: 'unit',
      itemField: 'callSign',
      references: { incidentId: { kind: 'incident' } },
      payload: z.object({ callSign, incidentId: incidentNumber, status: statusOf('committed'), upTo: lineId.optional(), at: instant }),
      refusals: ['NotYourUnit', 'LogClosed', 'LogFull'],
    },
    /** Takes a unit off a log, available. 409 as for unit.setStatus. */
    'unit.standDown': {
      effect: 'change',
      item: 'unit',
      itemField: 'callSign',
      references: { incidentId: { kind: 'incident' } },
      payload: z.object({ callSign, incidentId: incidentNumber, status: statusOf('available'), at: instant }),
      refusals: ['NotYourUnit'],
    },
    /** Sends a message status (12 to 16): it changes no deployment, and never conflicts. */
    'unit.sendMessage': {
      effect: 'append',
      item: 'unit',
      itemField: 'callSign',
      payload: z.object({ callSign, status: statusOf('message'), at: instant }),
      refusals: ['NotYourUnit'],
    },
  },
} as const satisfies SystemContract;
