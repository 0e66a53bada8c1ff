import { z } from 'zod';
import { isChosenAtClosing } from '../domain/closing.ts';
import { callSign, instant, marking, place } from '../domain/common.ts';
import { crimeNumber } from '../domain/crime-number.ts';
import { type StatusKind, statusKind } from '../domain/deployment.ts';
import { caller, codeList, grade, incident, incidentNumber, lineId, resourceStatus, unit } from '../domain/incident.ts';
import { itemId } from '../domain/item-id.ts';
import { logMark } from '../domain/log-mark.ts';
import { isBlank, LONG_TEXT_LENGTH, maybeText, writtenText } from '../domain/text.ts';
import type { SystemContract } from './contract.ts';

/** A log by its number, or one that HQ has not numbered yet. */
const incidentId = itemId(incidentNumber);
/** A code of one of the force's lists. */
const code = writtenText(20);
const MOST_CODES = 20;
/** What an officer writes in one line. */
const written = writtenText(200);
/** Beside it the line of the result holds the code, twenty crimes and whom the victim heard it from. */
const RESULT_LENGTH = 3000;
/** What is added to a regrade, a request or a strike: a line or two. */
const NOTE_LENGTH = 1000;

const statusOf = (kind: StatusKind) => resourceStatus.refine((status) => statusKind(status) === kind);

/** Command and control: incident logs, units and their statuses. */
export const storm = {
  items: { incident, unit, codeList },
  commands: {
    /**
     * Opens a log. HQ allots the next number of the day in the officer's force; `text` is its first line. Its area is the officer's own:
     * HQ does not read the payload's.
     */
    'incident.create': {
      effect: 'create',
      item: 'incident',
      payload: z.object({
        openingCode: code,
        title: written,
        grade,
        place: place.extend({ text: written }),
        caller: caller.extend({ name: written.optional() }).optional(),
        text: writtenText(LONG_TEXT_LENGTH),
        marking,
        at: instant,
      }),
      refusals: ['CodeUnknown', 'ForceUnknown'],
    },
    /** Sets another grade on an open log, with the reasons for it, in the force's codes, or a note. Refused when its grade is `from` no more. */
    'incident.regrade': {
      effect: 'append',
      item: 'incident',
      itemField: 'incidentId',
      payload: z
        .object({ incidentId, from: grade, to: grade, reasons: z.array(code).max(MOST_CODES), note: maybeText(NOTE_LENGTH), at: instant })
        .refine(({ from, to, reasons, note }) => from !== to && (reasons.length > 0 || !isBlank(note))),
      refusals: ['NotOnLog', 'LogClosed', 'LogFull', 'GradeChanged', 'CodeUnknown'],
    },
    /**
     * Closes a log: how it ended, in the force's code and in words, qualifiers that are added, and crimes that were recorded of it. Its crews
     * go where crewsAtClosing says, the officer's own to `ownStatus`. Refused while one of them calls for help.
     */
    'incident.result': {
      effect: 'append',
      item: 'incident',
      itemField: 'incidentId',
      references: { crimeIds: { kind: 'crime' } },
      payload: z.object({
        incidentId,
        code,
        qualifiers: z.array(code).max(MOST_CODES),
        text: writtenText(RESULT_LENGTH),
        victimTold: maybeText(200),
        crimeIds: z.array(itemId(crimeNumber)).max(20),
        ownStatus: resourceStatus.refine(isChosenAtClosing).optional(),
        at: instant,
      }),
      refusals: ['NotOnLog', 'EmergencyOnLog', 'LogClosed', 'LogFull', 'CodeUnknown'],
    },
    /** Asks control for a resource of a kind of the force's list. */
    'incident.requestResource': {
      effect: 'append',
      item: 'incident',
      itemField: 'incidentId',
      payload: z.object({ incidentId, kind: code, note: maybeText(NOTE_LENGTH), at: instant }),
      refusals: ['LogClosed', 'LogFull', 'CodeUnknown'],
    },
    /** Puts a qualifier, a vehicle or a warning on an open log. */
    'incident.addMark': {
      effect: 'append',
      item: 'incident',
      itemField: 'incidentId',
      payload: z.object({ incidentId, mark: logMark, at: instant }),
      refusals: ['LogClosed', 'LogFull', 'CodeUnknown'],
    },
    /** Says by a later line that one of the officer's own was sent in error. The struck line stays. */
    'incident.strikeLine': {
      effect: 'append',
      item: 'incident',
      itemField: 'incidentId',
      payload: z.object({ incidentId, lineId, reason: writtenText(NOTE_LENGTH), at: instant }),
      refusals: ['LogClosed', 'LogFull', 'NotYourLine'],
    },
    /** Appends a line to a log. itemId: the incident. */
    'incident.addLine': {
      effect: 'append',
      item: 'incident',
      itemField: 'incidentId',
      payload: z.object({ incidentId, text: writtenText(LONG_TEXT_LENGTH), at: instant }),
      refusals: ['LogFull'],
    },
    /** The officer's crew knows of a log that it was given, and of its lines up to `upTo`. Control sees when. itemId: the incident. */
    'incident.acknowledge': {
      effect: 'append',
      item: 'incident',
      itemField: 'incidentId',
      payload: z.object({ incidentId, upTo: lineId.optional(), at: instant }),
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
      references: { incidentId: { kind: 'incident', compared: true } },
      payload: z.object({ callSign, incidentId: incidentId.optional(), status: resourceStatus, at: instant }),
      refusals: ['NotYourUnit', 'EmergencyByRadio', 'CodeUnknown'],
    },
    /** Attaches a unit to an open log, off the one before. Whoever attaches to a log knows of it, up to `upTo`. 409 when the unit changed since, as above. */
    'unit.assign': {
      effect: 'change',
      item: 'unit',
      itemField: 'callSign',
      references: { incidentId: { kind: 'incident' } },
      payload: z.object({ callSign, incidentId, status: statusOf('committed'), upTo: lineId.optional(), at: instant }),
      refusals: ['NotYourUnit', 'LogClosed', 'LogFull', 'CodeUnknown'],
    },
    /** Takes a unit off a log, available. 409 as for unit.setStatus. */
    'unit.standDown': {
      effect: 'change',
      item: 'unit',
      itemField: 'callSign',
      references: { incidentId: { kind: 'incident', compared: true } },
      payload: z.object({ callSign, incidentId, status: statusOf('available'), at: instant }),
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
