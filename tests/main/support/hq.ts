import type { Incident, Unit } from '../../../contracts/domain/incident.ts';
import type { CommandRequest } from '../../../contracts/hq/commands.ts';
import type { ChangeLine, System } from '../../../contracts/hq/feeds.ts';
import { commands } from '../../../contracts/systems/index.ts';
import type { CommandAnswer, Services } from '../../../main/sync/services.ts';

/** What happens to a call on its way: the request is lost, only the answer is lost, or neither. */
export type Fate = 'through' | 'requestLost' | 'answerLost';

/** Storm at HQ, in memory, behind the same interface as the real one: feed, idempotency keys, versions and conflicts. */
export interface Headquarters {
  readonly services: Services;
  readonly incidents: Map<string, Incident>;
  readonly units: Map<string, Unit>;
  /** Each command that was carried out, in order. */
  readonly carriedOut: { readonly key: string; readonly request: CommandRequest }[];
  /** Changes an item on HQ's side. */
  publish(kind: 'incident' | 'unit', item: Incident | Unit): void;
  notify(): void;
  /** How often the feed was asked. */
  readonly asked: { changes: number; commands: number };
}

export const headquarters = (fate: () => Fate = () => 'through', pageSize = 3): Headquarters => {
  const incidents = new Map<string, Incident>();
  const units = new Map<string, Unit>();
  const log: ChangeLine[] = [];
  const answers = new Map<string, { readonly body: string; readonly answer: CommandAnswer }>();
  const carriedOut: { readonly key: string; readonly request: CommandRequest }[] = [];
  const listening = new Set<() => void>();
  const asked = { changes: 0, commands: 0 };

  const publish = (kind: 'incident' | 'unit', item: Incident | Unit): void => {
    const id = 'id' in item ? item.id : item.callSign;
    if ('id' in item) incidents.set(id, item);
    else units.set(id, item);
    log.push({ op: 'upsert', kind, id, version: item.version, data: item });
    for (const call of listening) call();
  };

  const executeOrder = (key: string, request: CommandRequest): CommandAnswer => {
    carriedOut.push({ key, request });
    if (request.command === 'incident.addLine') {
      const { incidentId, text, at } = commands.storm['incident.addLine'].parse(request.payload);
      const incident = incidents.get(incidentId);
      if (incident === undefined) return refusal('NotFound');
      if (incident.state === 'closed') return refusal('LogClosed');
      const line = { id: key, at, operator: 'PC 2418', terminal: 'LD21', kind: 'update', text } as const;
      publish('incident', { ...incident, version: incident.version + 1, lines: [...incident.lines, line] });
      return { kind: 'done', version: incident.version + 1 };
    }
    const { callSign, status, at } = commands.storm['unit.setStatus'].parse(request.payload);
    const unit = units.get(callSign);
    if (unit === undefined) return refusal('NotFound');
    if (unit.version !== request.baseVersion) return { kind: 'conflict', version: unit.version, data: unit };
    publish('unit', { ...unit, version: unit.version + 1, status, since: at });
    return { kind: 'done', version: unit.version + 1 };
  };

  const services: Services = {
    async *changes(_system: System, cursor: string) {
      asked.changes += 1;
      const from = Number(cursor);
      for (const line of log.slice(from, from + pageSize)) {
        if (fate() !== 'through') throw new Error('link broke');
        yield line;
      }
      yield { op: 'cursor', cursor: String(Math.min(from + pageSize, log.length)), more: from + pageSize < log.length };
    },
    changeNotifications: (_system, onChangeNotification, signal) =>
      new Promise((resolve) => {
        listening.add(onChangeNotification);
        signal.addEventListener('abort', () => {
          listening.delete(onChangeNotification);
          resolve();
        });
      }),
    async command(_system, key, request) {
      asked.commands += 1;
      const happens = fate();
      if (happens === 'requestLost') return { kind: 'unknown' };
      const before = answers.get(key);
      const body = JSON.stringify(request);
      if (before !== undefined && before.body !== body) return refusal('KeyReused');
      const answer = before?.answer ?? executeOrder(key, request);
      answers.set(key, { body, answer });
      return happens === 'answerLost' ? { kind: 'unknown' } : answer;
    },
    close: async () => undefined,
  };
  return { services, incidents, units, carriedOut, publish, notify: () => [...listening].map((call) => call()), asked };
};

const refusal = (code: string): CommandAnswer => ({
  kind: 'refused',
  problem: { type: 'about:blank', title: code, status: 422, detail: `${code} in words`, code },
});
