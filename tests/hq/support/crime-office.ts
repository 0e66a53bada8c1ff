import { randomUUID } from 'node:crypto';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { ask, linesOf, type Reply } from './client.ts';
import { clarke, incident, rahman, task } from './force.ts';
import type { Start } from './forces.ts';
import { officersAtHq } from './officers-at-hq.ts';

export const YEAR = String(new Date().getFullYear()).slice(2);
const FIRST = `04/${YEAR}/06122`;
/** A log of rahman's area, and one of another's. */
export const SEEN = 'LC-20260111-1600';
export const UNSEEN = 'LC-20260111-1601';
export const crimeBody = (id: string, area: string) => ({
  ...{ id, type: 'Burglary', title: 'Burglary', committedFrom: '2026-01-11T14:42:08.000Z', reportedAt: '2026-01-11T14:42:08.000Z' },
  ...{ place: { text: 'x', area }, method: '', people: [], property: [], vehicles: [], flags: [], status: 'open', marking: 'OFFICIAL' },
});
export const seeded = (id: string, area: string) => ({ system: 'crime', kind: 'crime', id, body: crimeBody(id, area) }) as const;

export interface Command {
  readonly command: string;
  readonly itemId: string;
  readonly baseVersion: number;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A force with reports and logs of two areas, and what its officers make there. */
export const crimeOffice = (start: Start) => {
  const reports = [seeded(FIRST, rahman.area), seeded(`07/${YEAR}/00400`, clarke.area)];
  const logs = [incident(SEEN, rahman.area), incident(UNSEEN, clarke.area)];
  const { force, as } = officersAtHq(start, [...reports, task('T-6000', rahman), ...logs]);

  const send = (officer: Officer, command: Command, key: string = randomUUID()): Promise<Reply> =>
    ask(as(officer), 'POST', '/v1/crime/commands', JSON.stringify(command), { 'idempotency-key': key });
  const at = (): string => new Date().toISOString();
  const createCrime = (itemId: string = randomUUID(), area = rahman.area): Command => ({
    ...{ command: 'crime.create', itemId, baseVersion: 0 },
    payload: {
      ...{ type: 'Burglary', title: 'Burglary, Turpin Green Lane', committedFrom: at(), place: { text: '9 Turpin Green Lane', area } },
      ...{ method: 'Rear window', marking: 'OFFICIAL', at: at() },
    },
  });
  const createTask = (payload: Readonly<Record<string, unknown>> = {}, itemId: string = randomUUID()): Command => ({
    ...{ command: 'task.create', itemId, baseVersion: 0 },
    payload: { title: 'CCTV', text: 'From the Spar', owner: rahman.collarNumber, priority: 'normal', dueAt: at(), at: at(), ...payload },
  });
  const accept = (taskId: string, baseVersion = 1): Command => ({
    ...{ command: 'task.accept', itemId: taskId, baseVersion },
    payload: { taskId, at: at() },
  });
  const answerOf = (reply: Reply) => JSON.parse(reply.body.toString()) as Record<string, unknown>;
  const feedOf = async (officer: Officer) => linesOf(await ask(as(officer), 'GET', '/v1/crime/changes?cursor='));
  const inFeed = async (officer: Officer, id: unknown) => (await feedOf(officer)).find((each) => each.id === id);
  return { force, send, at, createCrime, createTask, accept, answerOf, inFeed };
};
