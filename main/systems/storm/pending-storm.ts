import { lineOfAcknowledgement, lineOfMessage, lineOfMove, type Moved, moveUnit } from '../../../contracts/domain/deployment.ts';
import type { Unit } from '../../../contracts/domain/incident.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import type { ReadableDb } from '../../store/db.ts';
import { type PendingCommand, pendingOf } from '../../sync/outbox.ts';
import { isEffective, pendingAs } from '../pending.ts';
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
  /** Lines for logs. */
  readonly lines: readonly PendingLine[];
  /** Logs that the officer knows of, up to a line. */
  readonly known: readonly { readonly incidentId: string; readonly upTo: string | undefined; readonly state: State }[];
}

interface PendingLine {
  readonly id: string;
  readonly state: State;
  readonly incidentId: string;
  readonly at: string;
  readonly kind: string;
  readonly text: string;
}

/** Reads the outbox by HQ's own rules (contracts/domain/deployment.ts). What HQ refused changes nothing; a line of which it did is still shown. */
export const pendingStorm = (db: ReadableDb, officer: Officer): PendingStorm => {
  const stored = storedUnit(db, officer);
  const moves: PendingStorm['moves'][number][] = [];
  const lines: PendingLine[] = [];
  const known: PendingStorm['known'][number][] = [];
  let unit = stored;
  for (const item of pendingOf(db, 'storm')) {
    const { id, state } = item;
    const as = <C extends keyof Commands['storm']>(command: C) => pendingAs([item], 'storm', command)[0]?.payload;
    const update = as('incident.addLine');
    if (update !== undefined) lines.push({ id, state, incidentId: update.incidentId, at: update.at, kind: 'update', text: update.text });
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
      const text = lineOfMessage(unit.callSign, statusWords(db, message.status));
      lines.push({ id, state, incidentId: unit.incidentId, at: message.at, kind: 'status', text });
    }

    const assigned = as('unit.assign');
    if (assigned !== undefined) known.push({ incidentId: assigned.incidentId, upTo: assigned.upTo, state });
    const stayed = as('unit.standDown') ?? as('unit.setStatus');
    const decided = assigned ?? stayed;
    if (decided === undefined || unit?.callSign !== decided.callSign) continue;
    const { status, at } = decided;
    const after = moveUnit(unit, { status, since: at, joins: assigned?.incidentId, from: stayed?.incidentId });
    const moved = { before: unit, after };
    for (const incidentId of new Set([unit.incidentId, after.incidentId])) {
      const text = incidentId && after !== unit ? lineOfMove(incidentId, moved, statusWords(db, status)) : undefined;
      if (incidentId !== undefined && text !== undefined) lines.push({ id, state, incidentId, at, kind: 'status', text });
    }
    moves.push({ ...moved, state });
    unit = after;
  }
  return { officer, unit: stored, moves, lines, known };
};
