import type { z } from 'zod';
import { closedLog, hasEmergency } from '../../../contracts/domain/closing.ts';
import { forceOf } from '../../../contracts/domain/code-list.ts';
import { ownResource, statusKind } from '../../../contracts/domain/deployment.ts';
import { holdsMarks, type Incident } from '../../../contracts/domain/incident.ts';
import { mayDecide, mayStrike } from '../../../contracts/domain/log-decision.ts';
import { openedLog } from '../../../contracts/domain/log-opening.ts';
import { markedLog } from '../../../contracts/domain/marked-log.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { operatorOf } from '../../../contracts/domain/operator.ts';
import { isProvisional } from '../../../contracts/domain/provisional.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import type { ReadableDb, WritableDb } from '../../store/db.ts';
import { readItem } from '../../store/items.ts';
import type { CommandDefinitions, GivenCommand } from '../define.ts';
import { overlayLog } from './overlay.ts';
import { pendingStorm } from './pending-storm.ts';
import { storedUnit } from './unit.ts';
import { codeWords, statusWords } from './words.ts';

/** What officers may ask of Storm. What it does to logs and units on screen: pending-storm.ts and overlay.ts. */
export const stormCommands: CommandDefinitions<'storm'> = {
  'incident.create': {
    refuses: (_, { officer }) => (forceOf(officer.staffId) === undefined ? 'NotAllowed' : undefined),
    summary: (_, { payload }) => `New log: ${payload.title}`,
    // Its opening code stands as a code: the window has its words.
    provisional: (payload, { id, at, author }) => ({
      ...openedLog(payload, {
        ...{ madeAs: id, words: payload.openingCode, openedAt: at, at, area: author.area ?? payload.place.area },
        signature: { operator: operatorOf(author), terminal: operatorOf(author) },
      }),
      ...{ id, version: 0 },
    }),
  },

  'incident.regrade': {
    refuses: (db, given) => refusesDecision(db, given),
    summary: (_, { itemId, payload: { from, to } }) => `Regraded ${spoken(itemId)} from ${from} to ${to}`,
  },

  'incident.result': {
    refuses(db, given) {
      const log = openLog(db, given.officer, given.itemId);
      if (typeof log === 'string') return log;
      return mayDecide(log, given.officer) && !hasEmergency(log.resources) && holdsMarks(marksWith(db, log, given))
        ? undefined
        : 'NotAllowed';
    },
    summary: (_, { itemId, payload }) => `Result of ${spoken(itemId)}: ${payload.text}`,
  },

  'incident.requestResource': {
    refuses: (db, given) => refusesOpen(db, given),
    summary: (db, { itemId, payload, officer }) =>
      `${codeWords(db, 'resourceKind', forceOf(itemId) ?? forceOf(officer.staffId), payload.kind)} requested for ${spoken(itemId)}`,
  },

  'incident.addMark': {
    refuses(db, { itemId, payload: { mark }, officer }) {
      const log = openLog(db, officer, itemId);
      if (typeof log === 'string') return log;
      const words = mark.kind === 'qualifier' ? codeWords(db, 'qualifier', forceOf(itemId) ?? forceOf(officer.staffId), mark.code) : '';
      return holdsMarks(markedLog(log, mark, words).log) ? undefined : 'NotAllowed';
    },
    summary: (_, { itemId, payload: { mark } }) =>
      `Put on ${spoken(itemId)}: ${mark.kind === 'qualifier' ? mark.code : mark.kind === 'vehicle' ? mark.plate : mark.text}`,
  },

  'incident.strikeLine': {
    refuses(db, { itemId, payload, officer }) {
      const log = openLog(db, officer, itemId);
      if (typeof log === 'string') return log;
      // One that HQ has not got is withdrawn: sent again, it would have another id.
      if (log.lines.some(({ id, sending }) => id === payload.lineId && sending !== undefined)) return 'NotAllowed';
      return mayStrike(log.lines, payload.lineId, operatorOf(officer)) ? undefined : 'NotAllowed';
    },
    summary: (_, { itemId, payload }) => `A line of ${spoken(itemId)} was sent in error: ${payload.reason}`,
  },

  'incident.addLine': {
    summary: (_, { payload }) => payload.text,
  },

  'incident.acknowledge': {
    refuses(db, { itemId, officer }) {
      const log = shownLog(db, officer, itemId);
      if (log === undefined) return 'NotFound';
      return ownResource(log.resources, officer) === undefined ? 'NotAllowed' : undefined;
    },
    summary: (_, { itemId }) => `Acknowledged log ${itemId.slice(-4)}`,
  },

  /** 0 is a call for help, which is never queued; a message is no status. */
  'unit.setStatus': {
    refuses(db, { payload, officer }) {
      const kind = statusKind(payload.status);
      return kind === 'emergency' || kind === 'message' ? 'NotAllowed' : refusesUnit(db, payload.callSign, officer);
    },
    summary: (db, { payload: { callSign, incidentId, status } }) =>
      `${callSign}: ${statusWords(db, status, incidentId && forceOf(incidentId))}`,
    alsoWrites: (db, { itemId }) => supersede(db, itemId),
  },

  'unit.assign': {
    refuses(db, { payload: { callSign, incidentId }, officer }) {
      const log = readItem<Incident>(db, { system: 'storm', kind: 'incident', id: incidentId })?.body;
      if (log === undefined) return 'NotFound';
      return log.state === 'closed' ? 'NotAllowed' : refusesUnit(db, callSign, officer);
    },
    summary: (db, { payload: { callSign, incidentId, status } }) =>
      `${callSign}: ${statusWords(db, status, forceOf(incidentId))}, to ${spoken(incidentId)}`,
    alsoWrites: (db, { itemId }) => supersede(db, itemId),
  },

  'unit.standDown': {
    refuses: (db, { payload, officer }) => refusesUnit(db, payload.callSign, officer),
    summary: (db, { payload: { callSign, incidentId, status } }) =>
      `${callSign}: ${statusWords(db, status, forceOf(incidentId))}, off ${spoken(incidentId)}`,
    alsoWrites: (db, { itemId }) => supersede(db, itemId),
  },

  'unit.sendMessage': {
    refuses: (db, { payload, officer }) => refusesUnit(db, payload.callSign, officer),
    summary: (db, { payload: { callSign, status }, officer }) => `${callSign}: ${statusWords(db, status, forceOf(officer.staffId))}`,
  },
};

/** "log 0381", as it is spoken of; one without number is new. */
const spoken = (id: string): string => (isProvisional(id) ? 'the new log' : `log ${id.slice(-4)}`);

type ShownLog = ReturnType<typeof overlayLog<Incident>>;
/** The log with what is pending laid over it; undefined when it is not on this laptop. */
const shownLog = (db: ReadableDb, officer: Officer, id: string): ShownLog | undefined => {
  const stored = readItem<Incident>(db, { system: 'storm', kind: 'incident', id })?.body;
  return stored && overlayLog(stored, pendingStorm(db, officer));
};
const openLog = (db: ReadableDb, officer: Officer, id: string): ShownLog | 'NotFound' | 'NotAllowed' => {
  const log = shownLog(db, officer, id);
  if (log === undefined) return 'NotFound';
  return log.state === 'closed' ? 'NotAllowed' : log;
};
/** The marks of the log once the result is in force: it adds qualifiers and crimes. */
const marksWith = (db: ReadableDb, log: ShownLog, { itemId, payload, officer }: GivenCommand<Result>): Parameters<typeof holdsMarks>[0] => {
  const force = forceOf(itemId) ?? forceOf(officer.staffId);
  const qualifiers = payload.qualifiers.map((code) => codeWords(db, 'qualifier', force, code));
  return closedLog(log, { at: payload.at, words: payload.code, qualifiers, crimeIds: payload.crimeIds, crews: [] });
};
type Result = z.infer<Commands['storm']['incident.result']>;
/** Only of an open log. */
const refusesOpen = (db: ReadableDb, { itemId, officer }: GivenCommand<unknown>): 'NotFound' | 'NotAllowed' | undefined => {
  const log = openLog(db, officer, itemId);
  return typeof log === 'string' ? log : undefined;
};
/** Only by an officer who decides about it. */
const refusesDecision = (db: ReadableDb, { itemId, officer }: GivenCommand<unknown>): 'NotFound' | 'NotAllowed' | undefined => {
  const log = openLog(db, officer, itemId);
  if (typeof log === 'string') return log;
  return mayDecide(log, officer) ? undefined : 'NotAllowed';
};

/** Only the officer's own unit. */
const refusesUnit = (db: ReadableDb, callSign: string, officer: Officer): 'NotFound' | undefined =>
  storedUnit(db, officer)?.callSign === callSign ? undefined : 'NotFound';

/** An earlier decision about the unit that HQ did not accept is decided by the new one; it is kept, and listed no more. */
const supersede = (db: WritableDb, callSign: string): void => {
  db.prepareWrite<[string]>(
    `UPDATE outbox SET state = 'superseded' WHERE system = 'storm' AND command IN ('unit.setStatus', 'unit.assign', 'unit.standDown')
       AND item_id = ? AND state IN ('conflict', 'refused')`,
  ).run(callSign);
};
