import { linesAfter } from '../../../contracts/domain/alert.ts';
import { ownResource } from '../../../contracts/domain/deployment.ts';
import type { Incident } from '../../../contracts/domain/incident.ts';
import { operatorOf } from '../../../contracts/domain/operator.ts';
import { type Alert, MOST_MISSED } from '../../../contracts/ipc/storm.ts';
import type { ReadableDb, Reads, WritableDb, Writes } from '../../store/db.ts';
import { readItem } from '../../store/items.ts';
import type { PendingStorm } from './pending-storm.ts';

/** Alerts that ended before the officer acknowledged them: each stays until the officer says that it was read. */
export const missedReads = {
  /** Those that ended last first. */
  'storm.missedAlerts': (db: ReadableDb): readonly Alert[] =>
    db
      .prepare<[], { alert: string; missed: string }>(
        `SELECT alert, json_object('raisedAt', raised_at, 'at', ended_at, 'because', because) AS missed
         FROM raised_alert WHERE ended_at IS NOT NULL ORDER BY ended_at DESC, incident_id`,
      )
      .all()
      .map(({ alert, missed }) => ({ ...(JSON.parse(alert) as Alert), missed: JSON.parse(missed) as Alert['missed'] })),
} as const satisfies Reads;

export const missedWrites = {
  'storm.alertRead': (db: WritableDb, { id }: { readonly id: string }): void => {
    db.prepareWrite<[string]>('DELETE FROM raised_alert WHERE incident_id = ? AND ended_at IS NOT NULL').run(id);
    db.touch('storm');
  },
} as const satisfies Writes;

export interface Raised {
  /** What alerts now, and is not acknowledged. */
  readonly alerts: readonly Alert[];
  /** Open logs of the officer's, whether they alert or not. */
  readonly assigned: ReadonlySet<string>;
  readonly pending: PendingStorm;
  readonly at: string;
}

/** Keeps what alerts. What did and does not any more was acknowledged, or was missed: its log was closed, or the unit taken off it. */
export const keepRaised = (db: WritableDb, { alerts, assigned, pending, at }: Raised): void => {
  for (const alert of alerts)
    db.prepareWrite<[string, string, string]>(
      `INSERT INTO raised_alert (incident_id, alert, raised_at) VALUES (?, ?, ?) ON CONFLICT (incident_id) DO UPDATE SET
         alert = excluded.alert, raised_at = iif(ended_at IS NULL, raised_at, excluded.raised_at), ended_at = NULL, because = NULL`,
    ).run(alert.id, JSON.stringify(alert), at);
  const alerting = new Set(alerts.map(({ id }) => id));
  for (const { incident_id: id, alert, ended_at } of rowsOf(db)) {
    if (alerting.has(id)) continue;
    if (assigned.has(id)) db.prepareWrite<[string]>('DELETE FROM raised_alert WHERE incident_id = ?').run(id);
    else if (ended_at === null) end(db, JSON.parse(alert) as Alert, pending, at);
  }
  db.prepareWrite<[number]>(
    `DELETE FROM raised_alert WHERE ended_at IS NOT NULL AND incident_id NOT IN (
       SELECT incident_id FROM raised_alert WHERE ended_at IS NOT NULL ORDER BY ended_at DESC, incident_id LIMIT ?)`,
  ).run(MOST_MISSED);
};

const rowsOf = (db: ReadableDb) =>
  db
    .prepare<[], { incident_id: string; alert: string; ended_at: string | null }>('SELECT incident_id, alert, ended_at FROM raised_alert')
    .all();

const end = (db: WritableDb, alert: Alert, pending: PendingStorm, at: string): void => {
  const log = readItem<Incident>(db, { system: 'storm', kind: 'incident', id: alert.id })?.body;
  if (isKnown(alert, log, pending)) {
    db.prepareWrite<[string]>('DELETE FROM raised_alert WHERE incident_id = ?').run(alert.id);
    return;
  }
  const [because, endedAt] = log?.state === 'closed' ? (['closed', log.closedAt ?? at] as const) : (['movedOff', at] as const);
  db.prepareWrite<[string, string, string]>('UPDATE raised_alert SET ended_at = ?, because = ? WHERE incident_id = ?').run(
    endedAt,
    because,
    alert.id,
  );
  db.touch('storm');
};

/** The crew has acknowledged it, here or on another laptop, before it ended, or the officer ended it: by what waits, the crew's resource, or the log's lines. */
const isKnown = ({ id, callSign, upTo }: Alert, log: Incident | undefined, { known, officer, unit }: PendingStorm): boolean => {
  if (known.some(({ incidentId }) => incidentId === id)) return true;
  if (log === undefined) return false;
  const own = ownResource(log.resources, { callSign: unit?.callSign, collarNumber: officer.collarNumber });
  if (own?.acknowledged !== undefined && linesAfter(log.lines, [own.acknowledged.upTo]).every((line) => line.id !== upTo)) return true;
  return linesAfter(log.lines, [upTo]).some(
    ({ kind, operator, terminal }) =>
      (kind === 'acknowledged' && (operator === operatorOf(officer) || terminal === callSign)) ||
      (kind === 'result' && operator === operatorOf(officer)),
  );
};
