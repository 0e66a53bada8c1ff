import { staysAtClosing } from '../../../contracts/domain/closing.ts';
import { forceOf } from '../../../contracts/domain/code-list.ts';
import {
  isMoveLate,
  lineOfAcknowledgement,
  lineOfMessage,
  lineOfMove,
  type Move,
  type Moved,
  moveUnit,
  resourcesAfter,
} from '../../../contracts/domain/deployment.ts';
import { holdsMarks, type Incident, type Resource, type Unit } from '../../../contracts/domain/incident.ts';
import type { NewLine } from '../../../contracts/domain/log-line.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readItem } from '../../store/items.ts';
import { type PendingCommand, pendingOf } from '../../sync/outbox.ts';
import { isEffective, pendingAs } from '../pending.ts';
import { decisionOf } from './decisions.ts';
import { storedUnit } from './unit.ts';
import { statusWords } from './words.ts';

type State = PendingCommand['state'];

/** What the officer has written to Storm and HQ's feed does not show yet, oldest first, and the unit that it is about. */
export interface PendingStorm {
  readonly officer: Officer;
  /** As HQ last told it. */
  readonly unit: Unit | undefined;
  /** What was decided about the unit, each on top of the one before. */
  readonly moves: readonly (Moved & { readonly state: State })[];
  /** Logs as they are once what was decided about them is in force, by number or provisional id, without the lines that say so. */
  readonly logs: ReadonlyMap<string, Incident>;
  /** Lines for logs. */
  readonly lines: readonly PendingLine[];
  /** Logs that the officer knows of, up to a line. */
  readonly known: readonly { readonly incidentId: string; readonly upTo: string | undefined; readonly state: State }[];
}

export interface PendingLine extends NewLine {
  readonly id: string;
  readonly state: State;
  readonly incidentId: string;
  readonly at: string;
}

/** Reads the outbox by HQ's own rules (contracts/domain/deployment.ts). What HQ refused changes nothing; a line of which it did is still shown. */
export const pendingStorm = (db: ReadableDb, officer: Officer): PendingStorm => {
  const stored = storedUnit(db, officer);
  const moves: PendingStorm['moves'][number][] = [];
  const lines: PendingLine[] = [];
  const known: PendingStorm['known'][number][] = [];
  const logs = new Map<string, Incident>();
  let unit = stored;
  const bodyOf = (id: string): Incident | undefined =>
    logs.get(id) ?? readItem<Incident>(db, { system: 'storm', kind: 'incident', id })?.body;
  const move = ({ id, state }: { readonly id: string; readonly state: State }, wanted: Move): void => {
    if (unit === undefined) return;
    const moved = { before: unit, after: moveUnit(unit, wanted) };
    for (const incidentId of new Set([unit.incidentId, moved.after.incidentId])) {
      const words = statusWords(db, wanted.status, incidentId && forceOf(incidentId));
      const text = incidentId && moved.after !== unit ? lineOfMove(incidentId, moved, words) : undefined;
      if (incidentId !== undefined && text !== undefined) lines.push({ id, state, incidentId, at: wanted.since, kind: 'status', text });
    }
    moves.push({ ...moved, state });
    unit = moved.after;
  };
  for (const item of pendingOf(db, 'storm')) {
    const { id, state } = item;
    const as = <C extends keyof Commands['storm']>(command: C) => pendingAs([item], 'storm', command)[0]?.payload;
    const update = as('incident.addLine');
    if (update !== undefined) lines.push({ id, state, incidentId: update.incidentId, at: update.at, kind: 'update', text: update.text });
    const decision = decisionOf(db, item, officer);
    const log = decision && bodyOf(decision.incidentId);
    if (decision !== undefined && log !== undefined) {
      const { incidentId, at } = decision;
      const resources = moves.reduce<readonly Resource[]>((now, moved) => resourcesAfter(now, incidentId, moved), log.resources);
      const { log: after, line, crews = [] } = decision.change(log, resources);
      // What HQ's log has already is not done to it twice, and what it does not hold not at all.
      if (isEffective(item) && holdsMarks(after) && !log.lines.some((known) => known.id === id)) {
        logs.set(incidentId, after);
        const status = crews.find((crew) => crew.callSign === unit?.callSign)?.status;
        if (status !== undefined && unit?.incidentId === incidentId && !staysAtClosing(unit, undefined))
          move({ id: `${id}/${unit.callSign}`, state }, { status, since: at, from: incidentId });
      }
      lines.push({ id, state, incidentId, at, ...line });
      continue;
    }
    if (!isEffective(item)) continue;

    const acknowledged = as('incident.acknowledge');
    if (acknowledged !== undefined) {
      const { incidentId, upTo, at } = acknowledged;
      const text = lineOfAcknowledgement(unit?.callSign ?? officer.callSign ?? officer.collarNumber);
      lines.push({ id, state, incidentId, at, kind: 'acknowledged', text });
      known.push({ incidentId, upTo, state });
    }

    const message = as('unit.sendMessage');
    if (message !== undefined && unit?.incidentId !== undefined && unit.callSign === message.callSign) {
      const text = lineOfMessage(unit.callSign, statusWords(db, message.status, forceOf(unit.incidentId)));
      lines.push({ id, state, incidentId: unit.incidentId, at: message.at, kind: 'status', text });
    }

    const assigned = as('unit.assign');
    const stayed = as('unit.standDown') ?? as('unit.setStatus');
    const decided = assigned ?? stayed;
    // HQ will not carry it out: above all it hides no call for help. One that HQ has done is on its way back.
    if (state !== 'done' && stored && decided && isMoveLate(stored, { since: decided.at }, item.baseVersion)) continue;
    if (assigned !== undefined) known.push({ incidentId: assigned.incidentId, upTo: assigned.upTo, state });
    if (decided === undefined || unit?.callSign !== decided.callSign) continue;
    const { status, at } = decided;
    move({ id, state }, { status, since: at, joins: assigned?.incidentId, from: stayed?.incidentId });
  }
  return { officer, unit: stored, moves, logs, lines, known };
};
